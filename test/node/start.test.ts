import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isAsBuilt, recordAsBuilt, statesOf } from '../../scripts/as-built.ts'
import { startArguments } from '../../scripts/start-arguments.ts'

const flags = startArguments().filter((argument) => argument.startsWith('-'))

describe('the flags of npm start', () => {
  test("leave the code valid that Node's own modules come with", () => {
    const tag = execFileSync(process.execPath, [...flags, '-p', 'v8.cachedDataVersionTag()'], {
      encoding: 'utf8',
    })
    expect(Number(tag)).toBe(cachedDataVersionTag())
  })

  test('are those of the Docker image', () => {
    const dockerfile = readFileSync(resolve(import.meta.dirname, '../../Dockerfile'), 'utf8')
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? []
    const words: string[] = JSON.parse(command)
    expect(words.filter((word) => word.startsWith('-'))).toEqual(flags)
  })
})

describe('a start looks for what changed since the last build', () => {
  let folder: string
  let source: string
  let absent: string
  let record: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'as-built-'))
    source = join(folder, 'source.ts')
    absent = join(folder, 'openapi.yaml')
    record = join(folder, 'cache/as-built.json')
    vi.stubEnv('OPENAI_SPEC', '').stubEnv('SPEC_SOURCE', '')
    writeFileSync(source, 'one')
    recordAsBuilt(statesOf([source, absent]), record)
  })

  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  test('and finds nothing where nothing did', () => {
    expect(isAsBuilt(record)).toBe(true)
  })

  test.each([
    ['a source changed', () => writeFileSync(source, 'two or more')],
    ['a source is gone', () => rmSync(source)],
    ['a document appeared where there was none', () => writeFileSync(absent, 'openapi: 3.1.0')],
    ['the packages were installed anew', () => rmSync(record)],
    ['the record was cut short', () => writeFileSync(record, '{')],
    ['another document is asked for', () => vi.stubEnv('OPENAI_SPEC', 'other.yaml')],
    ['another source is asked for', () => vi.stubEnv('SPEC_SOURCE', 'sdk')],
  ])('and builds when %s', (_, change) => {
    change()
    expect(isAsBuilt(record)).toBe(false)
  })

  test('and has nothing on record of a build that something else was asked of', () => {
    rmSync(record)
    vi.stubEnv('SPEC_SOURCE', 'sdk')
    recordAsBuilt(statesOf([source]), record)
    vi.stubEnv('SPEC_SOURCE', '')
    expect(isAsBuilt(record)).toBe(false)
  })
})
