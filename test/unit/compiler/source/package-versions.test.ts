import { expect, test } from 'vitest'
import { lockedVersions } from '../../../../compiler/source/package-versions.ts'

const LOCK = JSON.stringify({
  packages: {
    '': { devDependencies: { ajv: '1.0.0' } },
    'node_modules/ajv': { version: '1.0.0', integrity: 'a', dependencies: { 'fast-uri': '^1' } },
    'node_modules/fast-uri': { version: '1.2.0', integrity: 'b' },
    'node_modules/hono/node_modules/fast-uri': { version: '2.0.0', integrity: 'c' },
    'node_modules/@scope/tool': { version: '3.0.0', integrity: 'd' },
    'node_modules/jest': { version: '30.0.0', integrity: 'e' },
  },
})

test('locked versions include the dependencies of the named packages, in every copy', () => {
  expect(lockedVersions(LOCK, ['ajv'])).toEqual([
    'node_modules/ajv 1.0.0 a',
    'node_modules/fast-uri 1.2.0 b',
    'node_modules/hono/node_modules/fast-uri 2.0.0 c',
  ])
})

test('locked versions find scoped packages', () => {
  expect(lockedVersions(LOCK, ['@scope/tool'])).toEqual(['node_modules/@scope/tool 3.0.0 d'])
})

test('locked versions of packages that are not installed are empty', () => {
  expect(lockedVersions(LOCK, ['missing'])).toEqual([])
})
