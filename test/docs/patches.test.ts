import { conversationFacts } from '../../src/operations/conversation-facts.ts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../src/web/json/json.ts'
import type { Issue } from '../../src/patches/document/issue.ts'
import { RequestBudget } from '../../src/web/limits/request-budget.ts'
import { RequestView } from '../../src/patches/match/request-view.ts'
import { compileWhen } from '../../src/patches/match/when.ts'
import { codeSpans, project, readPage, tableRows } from '../support/docs/blocks.ts'
import { formatResponse } from '../support/docs/exchanges.ts'
import { DocsSandbox } from '../support/docs/sandbox.ts'

const PAGE = 'docs/patches.md'
const page = readPage(PAGE)
const schema: { definitions: Record<string, { properties: object }> } = JSON.parse(
  readFileSync(resolve(project, 'src/generated/patch-document.schema.json'), 'utf8'),
)

/** The page's table of conditions with values that match and values that do not. */
const conditions = tableRows(PAGE).flatMap(([condition = '', right = '', wrong = '']) =>
  [condition, right, wrong].every((cell) => cell.startsWith('`')) && !condition.startsWith('`{{')
    ? [{ condition: condition.replaceAll('`', ''), right: jsonValues(right), wrong: jsonValues(wrong) }]
    : [],
)

/** The page's table of templates with their output. */
const templates = tableRows(PAGE).flatMap(([template = '', output = '']) =>
  template.startsWith('`{{')
    ? [{ template: template.replaceAll('`', ''), output: output.replaceAll('`', '') }]
    : [],
)

const TEMPLATE_PATTERNS: Record<string, RegExp> = { UUID: /^"[0-9a-f-]{36}"$/, NUMBER: /^"[1-6]"$/ }

let sandbox: DocsSandbox

beforeAll(async () => {
  sandbox = await DocsSandbox.create()
})

afterAll(async () => {
  await sandbox.stop()
})

/** @returns the JSON values in the code spans of a table cell */
function jsonValues(cell: string): Json[] {
  return codeSpans(cell).map((text): Json => JSON.parse(text))
}

/** @returns whether a condition matches a request whose body is the value */
function matchesBody(condition: Json, body: Json): boolean {
  const issues: Issue[] = []
  const when = compileWhen({ '$.body': condition }, '', issues)
  expect(issues).toEqual([])
  const request = {
    method: 'POST',
    path: '/',
    params: {},
    namespace: 'default',
    query: {},
    headers: {},
    prompt: '',
    ...conversationFacts({}),
  }
  return when.matches(
    new RequestView(() => ({ ...request, body }), { isTextBody: false, budget: new RequestBudget().steps }),
  )
}

describe('docs/patches.md', () => {
  test.each(conditions)(
    'the condition $condition matches the values in docs/patches.md',
    ({ condition, right, wrong }) => {
      const isMatch = (value: Json) => matchesBody(JSON.parse(condition), value)
      expect(right.filter((value) => !isMatch(value))).toEqual([])
      expect(wrong.filter(isMatch)).toEqual([])
    },
  )

  test('docs/patches.md documents every operator', () => {
    const operators = Object.keys(schema.definitions['Operators']?.properties ?? {})
    const documented = conditions.map(({ condition }) => condition).join()
    expect(operators.filter((name) => !documented.includes(`"${name}"`))).toEqual(['exists'])
  })

  test('docs/patches.md documents every field of a patch', () => {
    const fields = Object.keys(schema.definitions['Patch']?.properties ?? {})
    expect(fields.length).toBeGreaterThan(10)
    expect(fields.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`"${name}"`))).toEqual([])
  })

  test.each(templates)(
    'the template $template expands as in docs/patches.md',
    async ({ template, output }) => {
      sandbox.storePatches(JSON.stringify({ patches: [{ reply: template }] }))
      const response = await sandbox.chat('Hello!', { 'x-mock-clock': '1741569952' })
      expect(await formatResponse(response, '')).toMatch(TEMPLATE_PATTERNS[output] ?? JSON.stringify(output))
    },
  )

  test('docs/patches.md documents more than six templates', () => {
    expect(templates.length).toBeGreaterThan(6)
  })
})
