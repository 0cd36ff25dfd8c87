import type { Difference } from './differences.ts'

/** What the report is about. */
export interface DriftSubject {
  /** The document: repository and commit. */
  document: string
  /** Day of that commit. */
  date: string
  /** The SDK: package and version. */
  sdk: string
}

/**
 * @param differences what was found
 * @returns Markdown for a pull request: what only one side has, and what the two type differently
 */
export function renderDrift(differences: Difference[], { document, date, sdk }: DriftSubject): string {
  const section = (title: string, about: string, of: Difference['of']): string => {
    const found = differences.filter((difference) => difference.of === of)
    const operations = found.filter(({ kind }) => kind === 'operation')
    const rest = found.filter(({ kind }) => kind !== 'operation')
    return [
      `## ${title}`,
      found.length === 0 ? 'Nothing.' : about,
      list(
        `${operations.length} operations`,
        operations.map(({ what }) => `- \`${what}\``),
      ),
      list(`${rest.length} parts of operations that both have`, partsOf(rest)),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  }
  return `${[
    `# ${sdk} and the document`,
    `The document is ${document} of ${date}. What only the SDK has is added to it when it is compiled.`,
    section('Only in the SDK', 'The document will have these once it catches up.', 'sdk'),
    section('Only in the document', 'The SDK does not send or read these.', 'document'),
    section(
      'Typed differently',
      "The document's word stands; a repair would go into `spec/overlay.yaml`.",
      'both',
    ),
  ].join('\n\n')}\n`
}

/** Folded, so that a long list does not bury the next. */
function list(summary: string, lines: string[]): string {
  return lines.length === 0
    ? ''
    : `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`
}

function partsOf(differences: Difference[]): string[] {
  return [...Map.groupBy(differences, placeOf)].map(([place, found]) => {
    const parts = found.map(({ kind, what, add, of }) => {
      const unadded = of === 'sdk' && add === undefined ? ' (not added)' : ''
      return `${kind} \`${what}\`${unadded}`
    })
    return `- \`${place}\`: ${parts.join(', ')}`
  })
}

/** Properties are listed under what has them. */
function placeOf({ kind, pointer }: Difference): string {
  const place = kind === 'property' ? pointer.replace(/\/properties\/[^/]*$/, '') : pointer
  return place.replace(/^\/components\/schemas\//, '').replaceAll('~1', '/')
}
