import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../../compiler/source/fetch-document.ts'
import { compileFiles } from '../../../compiler/compile-files.ts'
import { GENERATED_FOLDER } from '../../../compiler/source/catalogue-inputs.ts'
import { readLock } from '../../../compiler/source/lock.ts'
import { servedSource } from '../../support/document.ts'

describe('repeated compilation', () => {
  let files: Record<string, string>

  beforeAll(async () => {
    const { repository, commit } = readLock()
    files = await compileFiles(await servedSource(), `${repository}@${commit}`)
  })

  test.each([
    'catalogue.js',
    'request-validators.js',
    'response-validators.js',
    'patch-validators.js',
    'prism.js',
  ])('compiling again produces identical bytes for %s', (name) => {
    const generated = readFileSync(resolve(GENERATED_FOLDER, name), 'utf8')
    expect(sha256(files[name] ?? '')).toBe(sha256(generated))
  })

  test('the compiled modules contain neither new Function nor eval', () => {
    for (const [name, text] of Object.entries(files)) {
      expect(/\bnew Function\(|[^.\w]eval\(/.test(text), name).toBe(false)
    }
  })
})
