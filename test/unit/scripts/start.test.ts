import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isBuildCurrent, recordBuild, fileStates } from '../../../scripts/as-built.ts'
import { startArguments } from '../../../scripts/start-arguments.ts'

const flags = startArguments().filter((argument) => argument.startsWith('-'))

describe('npm start flags', () => {
  test("the npm start flags keep the code cache of Node's built-in modules valid", () => {
    const tag = execFileSync(process.execPath, [...flags, '-p', 'v8.cachedDataVersionTag()'], {
      encoding: 'utf8',
    })
    expect(Number(tag)).toBe(cachedDataVersionTag())
  })

  test('the npm start flags equal those of the Docker image', () => {
    const dockerfile = readFileSync(resolve(import.meta.dirname, '../../../Dockerfile'), 'utf8')
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? []
    const words: string[] = JSON.parse(command)
    expect(words.filter((word) => word.startsWith('-'))).toEqual(flags)
  })
})

describe('build freshness', () => {
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
    recordBuild(fileStates([source, absent]), record)
  })

  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  test('an unchanged project is not rebuilt', () => {
    expect(isBuildCurrent(record)).toBe(true)
  })

  test.each([
    ['a source file has changed', () => writeFileSync(source, 'two or more')],
    ['a source file is missing', () => rmSync(source)],
    ['a document has appeared', () => writeFileSync(absent, 'openapi: 3.1.0')],
    ['the packages were reinstalled', () => rmSync(record)],
    ['the build record is truncated', () => writeFileSync(record, '{')],
    ['OPENAI_SPEC names another document', () => vi.stubEnv('OPENAI_SPEC', 'other.yaml')],
    ['SPEC_SOURCE names another source', () => vi.stubEnv('SPEC_SOURCE', 'sdk')],
  ])('the project is rebuilt when %s', (_, change) => {
    change()
    expect(isBuildCurrent(record)).toBe(false)
  })

  test('a build with SPEC_SOURCE set is not recorded', () => {
    rmSync(record)
    vi.stubEnv('SPEC_SOURCE', 'sdk')
    recordBuild(fileStates([source]), record)
    vi.stubEnv('SPEC_SOURCE', '')
    expect(isBuildCurrent(record)).toBe(false)
  })
})
