import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  builtFingerprint,
  fileStates,
  fingerprintOf,
  isBuildCurrent,
  recordBuild,
  recordStep,
} from '../../../compiler/build-cache.ts'

let folder: string
let source: string
let absent: string
let output: string
let record: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-cache-'))
  source = join(folder, 'source.ts')
  absent = join(folder, 'openapi.yaml')
  output = join(folder, 'output.js')
  record = join(folder, 'generated/build.json')
  vi.stubEnv('OPENAI_SPEC', '').stubEnv('SPEC_SOURCE', '')
  writeFileSync(source, 'one')
  writeFileSync(output, 'compiled')
  recordStep('bundle', { fingerprint: 'abc', outputs: [output] }, record)
  recordBuild(fileStates([source, absent]), record)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

describe('the quick check of the build', () => {
  test('an unchanged project is not rebuilt', () => {
    expect(isBuildCurrent(record)).toBe(true)
  })

  test.each([
    ['a source file has changed', () => writeFileSync(source, 'two or more')],
    ['a source file is missing', () => rmSync(source)],
    ['an output is missing', () => rmSync(output)],
    ['a document has appeared', () => writeFileSync(absent, 'openapi: 3.1.0')],
    ['there is no record', () => rmSync(record)],
    ['the record is truncated', () => writeFileSync(record, '{')],
    [
      'a step was built alone',
      () => recordStep('catalogue', { fingerprint: 'def', outputs: [output] }, record),
    ],
    ['OPENAI_SPEC names another document', () => vi.stubEnv('OPENAI_SPEC', 'other.yaml')],
    ['SPEC_SOURCE names another source', () => vi.stubEnv('SPEC_SOURCE', 'sdk')],
  ])('the project may be rebuilt when %s', (_, change) => {
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

describe('build steps', () => {
  test('a step has its recorded fingerprint while its outputs exist', () => {
    expect(builtFingerprint('bundle', record)).toBe('abc')
    expect(builtFingerprint('catalogue', record)).toBeUndefined()
    rmSync(output)
    expect(builtFingerprint('bundle', record)).toBeUndefined()
  })

  test('recording one step keeps the other', () => {
    recordStep('catalogue', { fingerprint: 'def', outputs: [] }, record)
    expect(builtFingerprint('bundle', record)).toBe('abc')
    expect(builtFingerprint('catalogue', record)).toBe('def')
  })

  test('a fingerprint depends on the contents of the inputs and the key, not on modification times', () => {
    const before = fingerprintOf([source, absent], 'sdk')
    utimesSync(source, 1, 1)
    expect(fingerprintOf([absent, source], 'sdk')).toBe(before)
    expect(fingerprintOf([source, absent], 'document')).not.toBe(before)
    writeFileSync(source, 'two')
    expect(fingerprintOf([source, absent], 'sdk')).not.toBe(before)
  })
})
