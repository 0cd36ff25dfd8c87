import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { bundleModule } from './module-bundle.ts'

/**
 * Modules in Prism's graph that the mock never calls or must not call, with their replacements. The modules that
 * produce a response (factory, mocker, negotiator, generators) are Prism's own.
 */
const SUBSTITUTES: Record<string, string> = {
  // Proxy mode, with node-fetch and two proxy agents; the logger only needs serializeBody.
  'prism-http/dist/forwarder/index.js':
    'exports.default = () => { throw new Error("the mock does not support proxying") };' +
    'exports.serializeBody = () => ({ _tag: "Right", right: undefined });',
  // Loading documents, which the build does.
  'prism-http/dist/instanceWithSpec.js': '',
  'prism-http/dist/utils/operations.js': '',
  // Validation, which compiles code at runtime; our validators are compiled at build time.
  'prism-http/dist/validator/index.js': '',
  'prism-http/dist/validator/validators/body.js': '',
  'prism-http/dist/validator/validators/headers.js': '',
  // Callbacks: outgoing requests.
  'prism-http/dist/mocker/callback/callbacks.js': '',
  'prism-http/dist/mocker/generator/HttpParamGenerator.js': '',
  'prism-http/dist/mocker/serializer/style/index.js': '',
  // Logging, which would serialize the body of every request and discard it.
  'prism-core/dist/logger.js': '',
  'prism-http/dist/utils/logger.js':
    'exports.logRequest = exports.logResponse = exports.logBody = exports.logHeaders = () => {};' +
    'exports.violationLogger = () => () => {};',
}

/** Packages that are replaced completely. */
const REPLACED_PACKAGES: Record<string, string> = {
  // 2 MB of names and addresses, only used by the keyword x-faker.
  '@faker-js/faker': 'exports.faker = {}',
  // Maps file extensions to media types; Prism only passes media types.
  'mime-types': 'exports.lookup = (name) => (name.includes("/") ? name : false)',
  // Default seeds of seedrandom, which falls back to Web Crypto.
  crypto: 'module.exports = undefined',
  // Terminal colors.
  chalk: 'const plain = (text) => text; module.exports = new Proxy(plain, { get: () => plain })',
  // Remote references and JSONPath in schemas for json-schema-faker; the build resolves references.
  'json-schema-ref-parser': 'module.exports = {}',
  'jsonpath-plus': 'exports.JSONPath = () => []',
}

/** Fixes of library bugs that OpenAI's schemas trigger in Prism. */
const LIBRARY_FIXES: Record<string, { broken: string; fixed: string }> = {
  // json-schema-faker 0.5.8 loses the schema inside arrays of a union and then reads a property of undefined.
  'json-schema-faker/dist/main.cjs': {
    broken: 'schema = schema.items || schema;',
    fixed: 'schema = (schema && schema.items) || schema || {};',
  },
}

/**
 * Also exports Prism's sampler of schemas and its generator of strings from regular expressions. All are loaded on first
 * use: initializing Prism's hundreds of modules takes longer than the rest of the mock.
 */
const BUNDLE_ENTRY = `
/** Creates Prism without its router, from the given components. */
export function createInstance(...args) {
  return require('@stoplight/prism-http').createInstance(...args)
}
export function sampleSchema(schema, operation) {
  const { generateStatic } = require('@stoplight/prism-http/dist/mocker/generator/JSONSchema')
  const sampled = generateStatic(operation, schema)
  return sampled._tag === 'Right' ? sampled.right : undefined
}
export function stringOfPattern(pattern, seed) {
  const { JSONSchemaFaker } = require('json-schema-faker')
  const seedrandom = require('seedrandom')
  JSONSchemaFaker.option('random', seedrandom(seed))
  return JSONSchemaFaker.generate({ type: 'string', pattern })
}
`

/** Type declarations of the bundle: Prism's own, except for the parts that this project replaces. */
export const PRISM_DECLARATION = `import type { IHttpMockConfig, PrismHttpComponents, PrismHttpInstance } from '@stoplight/prism-http'

/** Selects the mocked response: status, example, sampled or not. */
export type PrismConfig = IHttpMockConfig

/** The logger methods that Prism calls. */
export interface QuietLogger {
  debug(message: unknown, ...more: unknown[]): void
  info(message: unknown, ...more: unknown[]): void
  success(message: unknown, ...more: unknown[]): void
  warn(message: unknown, ...more: unknown[]): void
  error(message: unknown, ...more: unknown[]): void
  child(bindings: unknown): QuietLogger
}

export function createInstance(
  defaultConfig: PrismConfig,
  components: Pick<PrismHttpComponents, 'route'> & { logger: QuietLogger },
): PrismHttpInstance

/**
 * Samples a value of a schema, as Prism does for a response without an example.
 *
 * @param operation resolves references of the schema
 * @returns undefined if the schema is too complex
 */
export function sampleSchema(
  schema: object,
  operation: Parameters<PrismHttpInstance['request']>[1][number],
): unknown

/** Generates a string that matches a regular expression, deterministic by seed. */
export function stringOfPattern(pattern: string, seed: string): string
`

/**
 * Bundles the parts of Prism that the mock uses into one ES module for Workers, Vitest and Node. The original CommonJS
 * graph does not load in workerd and adds 300 ms to every start of Node.
 *
 * @returns source of a module that exports `createInstance`, `sampleSchema` and `stringOfPattern`
 */
export async function bundlePrism(): Promise<string> {
  return bundleModule(BUNDLE_ENTRY, substitutePlugin)
}

const substitutePlugin: Plugin = {
  name: 'substitute',
  setup(bundle) {
    const used = new Set<string>()
    bundle.onLoad({ filter: /@stoplight.*\.js$/ }, ({ path }) => {
      const name = Object.keys(SUBSTITUTES).find((candidate) => path.endsWith(candidate))
      if (name === undefined) {
        return undefined
      }
      used.add(name)
      return { contents: SUBSTITUTES[name] ?? '', loader: 'js' }
    })
    bundle.onLoad({ filter: /json-schema-faker/ }, ({ path }) => {
      const name = Object.keys(LIBRARY_FIXES).find((candidate) => path.endsWith(candidate))
      const fix = name === undefined ? undefined : LIBRARY_FIXES[name]
      const source = readFileSync(path, 'utf8')
      if (name === undefined || fix === undefined || !source.includes(fix.broken)) {
        return undefined
      }
      used.add(name)
      return { contents: source.replace(fix.broken, fix.fixed), loader: 'js' }
    })
    const packages = new RegExp(`^(?:${Object.keys(REPLACED_PACKAGES).join('|')})$`)
    bundle.onResolve({ filter: packages }, ({ path }) => ({ path, namespace: 'replaced' }))
    bundle.onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path }) => {
      used.add(path)
      return { contents: REPLACED_PACKAGES[path] ?? '', loader: 'js' }
    })
    bundle.onEnd((result) => {
      const names = [SUBSTITUTES, REPLACED_PACKAGES, LIBRARY_FIXES].flatMap((list) => Object.keys(list))
      const unused = names.filter((name) => !used.has(name))
      if (result.errors.length === 0 && unused.length > 0) {
        const text = `Prism no longer loads ${unused.join(', ')}; remove them from compiler/bundle/prism-bundle.ts`
        return { errors: [{ text }] }
      }
      return undefined
    })
  },
}
