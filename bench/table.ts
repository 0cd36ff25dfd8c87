/** @returns the quantile of the numbers, by default the median; NaN if there are none */
export function quantile(numbers: readonly number[], share: number = 0.5): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/**
 * @param header cells of the first row; all columns but the first are right-aligned
 * @returns a Markdown table
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const separator = header.map((_, column) => (column === 0 ? '---' : '---:'))
  return [header, separator, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** @returns the number with up to three significant digits, all digits from 100 on, or a dash if it is not finite */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) {
    return '—'
  }
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: 0, maximumFractionDigits: digits })
}
