import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { project, tableRows } from '../support/docs/blocks.ts'

const sources = globSync('src/**/*.ts', { cwd: project, exclude: ['src/generated/**'] })

/** Reads the value of a numeric constant from its source, because most limits are not exported. */
function constant(name: string, file: string): number {
  const path = sources.find((source) => source.endsWith(`/${file}`)) ?? file
  const [, value] =
    new RegExp(`\\b${name}(?: =|:) ([\\d_]+(?: \\* [\\d_]+)*)`).exec(
      readFileSync(resolve(project, path), 'utf8'),
    ) ?? []
  expect(value, `${name} in ${path}`).toBeDefined()
  return (value ?? '')
    .split(' * ')
    .reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1)
}

const count = (value: number): string => value.toLocaleString('en-US')

/** The documented text of each limit, computed from the source. */
const LIMITS: Readonly<Record<string, () => string>> = {
  'body, before and after decompression': () => `${count(constant('maxBodyBytes', 'settings.ts'))} bytes`,
  'values in a JSON body': () => count(constant('MAX_VALUES', 'parse-bounded.ts')),
  'fields of a form': () => count(constant('MAX_FIELDS', 'body-form.ts')),
  'nesting of a JSON body': () => `${constant('MAX_DEPTH', 'parse-bounded.ts')} levels`,
  'headers, on Node': () => `${constant('MAX_HEADER_BYTES', 'start-server.ts') / 1024} KB`,
  'errors listed by `Prefer: errors=all`': () => count(constant('MAX_ERROR_DETAILS', 'errors.ts')),
  'length of a document': () => `${count(constant('MAX_DOCUMENT_LENGTH', 'source.ts'))} characters`,
  'work of compiling a document or header patches': () =>
    `${count(constant('MAX_COMPILE_STEPS', 'patches/budgets.ts'))} steps`,
  'regular expression': () =>
    `${count(constant('MAX_PATTERN_LENGTH', 'safe-regexp.ts'))} characters, ${count(constant('MAX_PROGRAM_STATES', 'safe-regexp.ts'))} states`,
  JSONPath: () => `${count(constant('MAX_PATH_LENGTH', 'json-path.ts'))} characters`,
  'header `x-mock-explanation`': () =>
    `${count(constant('MAX_EXPLANATION_LENGTH', 'explain-header.ts'))} characters`,
  'output of all templates of a response': () =>
    `${count(constant('MAX_TEMPLATE_CHARACTERS', 'patches/budgets.ts'))} characters`,
  'values copied by a JSON Patch': () =>
    `${count(constant('MAX_COPIED_CHARACTERS', 'json-patch.ts'))} characters`,
  'work of one request': () => `${count(constant('MAX_REQUEST_STEPS', 'request-budget.ts'))} steps`,
  'generated output of one request': () =>
    `${count(constant('MAX_OUTPUT_BYTES', 'request-budget.ts'))} bytes`,
  'chunks of all texts of a stream': () => count(constant('MAX_CHUNKS', 'streaming/pace.ts')),
  'work of a `POST /__mock/check`': () => `${count(constant('MAX_CHECK_STEPS', 'resources/check.ts'))} steps`,
  'issues found in a document': () => count(constant('MAX_COLLECTED_ISSUES', 'document/parse.ts')),
  'length of an operation selector': () =>
    `${count(constant('MAX_SELECTOR_LENGTH', 'operation-selector.ts'))} characters`,
  'body from a file (`$file`)': () => `${constant('MAX_BODY_FILE_BYTES', 'body-file.ts') / 1e6} MB`,
  'examples tried by `POST /__mock/check`': () => count(constant('MAX_DRY_RUNS', 'resources/check.ts')),
  'delay of a fault or of a stream': () => minutes(constant('MAX_DELAY_MS', 'limits/timeout.ts')),
  '`timeout: true`': () => minutes(constant('MAX_DELAY_MS', 'limits/timeout.ts')),
  image: () => {
    const side = constant('MAX_SIDE', 'image-size.ts')
    return `${side} x ${side} pixels, ${constant('MAX_IMAGES', 'images.ts')} per request`
  },
  embedding: () => `${count(constant('MAX_DIMENSIONS', 'embeddings.ts'))} dimensions`,
  'downloaded file': () => `${constant('MAX_CONTENT_BYTES', 'file-content.ts') / 2 ** 20} MiB`,
  'file name kept in an id': () => `${constant('MAX_NAME_BYTES', 'file-ids.ts')} bytes`,
  // A multiple of SECONDS_PER_DAY.
  'usage and cost reports': () => `${constant('MAX_AGE_SECONDS', 'usage-reports.ts')} days`,
  'wait for KV': () => {
    expect(constant('DEFAULT_TIMEOUT_MS', 'kv.ts')).toBe(1000)
    return 'one second'
  },
}

/** Limits that no constant states. Unit tests and the platform set them. */
const WITHOUT_CONSTANT = ['speech', 'propagation of a change in KV', 'writes to one KV key']

function minutes(milliseconds: number): string {
  expect(milliseconds).toBe(600_000)
  return 'ten minutes'
}

describe('docs/limits.md', () => {
  const rows = tableRows('docs/limits.md').map(([limit = '', value = '']) => ({ limit, value }))

  test('docs/limits.md lists exactly the known limits', () => {
    const known = [...Object.keys(LIMITS), ...WITHOUT_CONSTANT]
    expect(rows.map(({ limit }) => limit).toSorted()).toEqual(known.toSorted())
  })

  test.each(rows.filter(({ limit }) => limit in LIMITS))(
    'the value in docs/limits.md is the one in the source: $limit',
    ({ limit, value }) => {
      expect(value).toContain(LIMITS[limit]?.())
    },
  )
})
