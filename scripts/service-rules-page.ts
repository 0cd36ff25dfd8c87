import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SERVICE_RULES } from '../src/validation/service-rules/registry.ts'
import type { ServiceRule } from '../src/validation/service-rules/rule.ts'

// Writes the list of rules in docs/service-rules.md from the registry: node scripts/service-rules-page.ts

const PAGE = resolve(import.meta.dirname, '../docs/service-rules.md')

/** The list stands between this line and the end of the page. */
const MARKER = '<!-- The list below is generated: node scripts/service-rules-page.ts -->\n'

/** @returns the page with the current list of rules */
export function withCurrentRules(page: string): string {
  const at = page.indexOf(MARKER)
  if (at === -1) {
    throw new Error(`docs/service-rules.md has no line "${MARKER.trim()}"; add it before the list of rules`)
  }
  return page.slice(0, at) + MARKER + renderRules(SERVICE_RULES)
}

function renderRules(rules: readonly ServiceRule[]): string {
  const groups = Map.groupBy(rules, ({ operations }) =>
    operations === 'all' ? 'All operations' : operations.map((id) => `\`${id}\``).join(', '),
  )
  return [...groups].map(([name, group]) => `\n### ${name}\n\n${group.map(renderRule).join('\n')}\n`).join('')
}

/** Quotes a text as code; texts with backticks need two around them. */
function code(text: string): string {
  return text.includes('`') ? `\`\`${text}\`\`` : `\`${text}\``
}

function renderRule({
  id,
  summary,
  message,
  param,
  code: errorCode,
  status = 400,
  sureness,
  evidence,
}: ServiceRule): string {
  const quoted = (text: string | null) => (text === null ? 'null' : code(text))
  const error = `${status} ${quoted(message)}, param ${quoted(param)}, code ${quoted(errorCode)}`
  const links = evidence.map((url, index) => `[${index + 1}](${url})`).join(' ')
  return `- **${id}**: ${summary}\n  ${error}; ${sureness} ${links}`
}

if (import.meta.main) {
  writeFileSync(PAGE, withCurrentRules(readFileSync(PAGE, 'utf8')))
}
