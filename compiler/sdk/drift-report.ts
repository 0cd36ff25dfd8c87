import type { Difference } from './compare/comparison.ts'

/** The compared versions. */
export interface DriftSubject {
  /** Repository and commit of the document. */
  document: string
  /** Date of that commit. */
  date: string
  /** Package and version of the SDK. */
  sdk: string
}

/**
 * @param differences the differences to report
 * @returns Markdown for a pull request: parts that only one side has, and type conflicts
 */
export function renderDrift(differences: Difference[], { document, date, sdk }: DriftSubject): string {
  const section = (title: string, about: string, of: Difference['of']): string => {
    const found = differences.filter((difference) => difference.of === of)
    const operations = found.filter(({ kind }) => kind === 'operation')
    const rest = found.filter(({ kind }) => kind !== 'operation')
    return [
      `## ${title}`,
      found.length === 0 ? 'Nothing.' : about,
      collapsible(
        `${operations.length} operations`,
        operations.map(({ what }) => `- \`${what}\``),
      ),
      collapsible(`${rest.length} parts of shared operations`, reportLines(rest)),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  }
  return `${[
    `# ${sdk} and the document`,
    `The document is ${document} of ${date}. Parts that only the SDK has are added when the document is compiled.`,
    section('Only in the SDK', 'The document will have these once it catches up.', 'sdk'),
    section('Only in the document', 'The SDK does not send or read these.', 'document'),
    section(
      'Typed differently',
      'The document takes precedence; fixes belong in `spec/overlay.yaml`.',
      'both',
    ),
  ].join('\n\n')}\n`
}

/** Collapsed, so that a long list does not hide the next section. */
function collapsible(summary: string, lines: string[]): string {
  return lines.length === 0
    ? ''
    : `<details><summary>${summary}</summary>\n\n${lines.join('\n')}\n\n</details>`
}

function reportLines(differences: Difference[]): string[] {
  return [...Map.groupBy(differences, locationOf)].map(([place, found]) => {
    const parts = found.map(({ kind, what, add, of }) => {
      const unadded = of === 'sdk' && add === undefined ? ' (not added)' : ''
      return `${kind} \`${what}\`${unadded}`
    })
    return `- \`${place}\`: ${parts.join(', ')}`
  })
}

/** The location of a difference; properties are grouped under their schema. */
function locationOf({ kind, pointer }: Difference): string {
  const place = kind === 'property' ? pointer.replace(/\/properties\/[^/]*$/, '') : pointer
  return place.replace(/^\/components\/schemas\//, '').replaceAll('~1', '/')
}
