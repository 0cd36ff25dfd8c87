import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'
import { bundleModule } from './module-bundle.ts'

/**
 * Modules of Prism's graph that a mock never calls, or must not, and what stands in their place. Everything of Prism
 * that decides an answer (its factory, mocker, negotiator and generators) is Prism's own.
 */
const SUBSTITUTES: Record<string, string> = {
  // Proxying to a real service, with node-fetch and two proxy agents; its logger needs only this one function.
  'prism-http/dist/forwarder/index.js':
    'exports.default = () => { throw new Error("proxying is not part of the mock") };' +
    'exports.serializeBody = () => ({ _tag: "Right", right: undefined });',
  // Reading documents in three formats, which the build does.
  'prism-http/dist/instanceWithSpec.js': '',
  'prism-http/dist/utils/operations.js': '',
  // Validation, which compiles code at run time; ours is compiled at build time.
  'prism-http/dist/validator/index.js': '',
  'prism-http/dist/validator/validators/body.js': '',
  'prism-http/dist/validator/validators/headers.js': '',
  // Callbacks: requests that a mock would send by itself.
  'prism-http/dist/mocker/callback/callbacks.js': '',
  'prism-http/dist/mocker/generator/HttpParamGenerator.js': '',
  'prism-http/dist/mocker/serializer/style/index.js': '',
  // Logging: bodies would be serialised for every request, to be thrown away.
  'prism-core/dist/logger.js': '',
  'prism-http/dist/utils/logger.js':
    'exports.logRequest = exports.logResponse = exports.logBody = exports.logHeaders = () => {};' +
    'exports.violationLogger = () => () => {};',
}

/** Packages that are replaced whole. */
const REPLACED_PACKAGES: Record<string, string> = {
  // Two megabytes of names and addresses, reached only through the keyword x-faker.
  '@faker-js/faker': 'exports.faker = {}',
  // Maps file endings to media types; what Prism negotiates with are media types already.
  'mime-types': 'exports.lookup = (name) => (name.includes("/") ? name : false)',
  // Seeds of seedrandom when none is given: without it, it takes the runtime's own Web Crypto.
  crypto: 'module.exports = undefined',
  // Terminal colours.
  chalk: 'const plain = (text) => text; module.exports = new Proxy(plain, { get: () => plain })',
  // json-schema-faker's ways to fetch references and to read JSONPath in schemas; the build resolves references.
  'json-schema-ref-parser': 'module.exports = {}',
  'jsonpath-plus': 'exports.JSONPath = () => []',
}

/** Faults of libraries that Prism meets with OpenAI's schemas, mended in place. */
const AMENDMENTS: Record<string, { fault: string; mended: string }> = {
  // json-schema-faker 0.5.8 loses track of the schema inside arrays of a union, and then reads a member of undefined.
  'json-schema-faker/dist/main.cjs': {
    fault: 'schema = schema.items || schema;',
    mended: 'schema = (schema && schema.items) || schema || {};',
  },
}

/**
 * Prism comes with a generator of strings from regular expressions; adapters need one, too. Both are loaded at their first
 * use: Prism's hundreds of modules take longer to run than all the rest of the mock.
 */
const BUNDLE_ENTRY = `
/** Prism, without its router, and with the parts that are handed in. */
export function createInstance(...args) {
  return require('@stoplight/prism-http').createInstance(...args)
}
export function stringOfPattern(pattern, seed) {
  const { JSONSchemaFaker } = require('json-schema-faker')
  const seedrandom = require('seedrandom')
  JSONSchemaFaker.option('random', seedrandom(seed))
  return JSONSchemaFaker.generate({ type: 'string', pattern })
}
`

/** The bundle's types: Prism's own, but for the parts that this project supplies or leaves out. */
export const PRISM_DECLARATION = `import type { IHttpMockConfig, PrismHttpComponents, PrismHttpInstance } from '@stoplight/prism-http'

/** What of the answer a request prefers: status, example, sampled or not. */
export type PrismConfig = IHttpMockConfig

/** The methods that Prism calls of its logger. */
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

/** A string that matches a regular expression; the same one for the same seed. */
export function stringOfPattern(pattern: string, seed: string): string
`

/**
 * Bundles what the mock needs of Prism into one ES module that Workers, Vitest and Node all load: its CommonJS graph
 * does not load in workerd, and costs Node 300 ms at every start.
 *
 * @returns the module's source, which exports `createInstance` and `stringOfPattern`
 */
export async function bundlePrism(): Promise<string> {
  return bundleModule(BUNDLE_ENTRY, substitute)
}

const substitute: Plugin = {
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
      const name = Object.keys(AMENDMENTS).find((candidate) => path.endsWith(candidate))
      const amendment = name === undefined ? undefined : AMENDMENTS[name]
      const source = readFileSync(path, 'utf8')
      if (name === undefined || amendment === undefined || !source.includes(amendment.fault)) {
        return undefined
      }
      used.add(name)
      return { contents: source.replace(amendment.fault, amendment.mended), loader: 'js' }
    })
    const packages = new RegExp(`^(?:${Object.keys(REPLACED_PACKAGES).join('|')})$`)
    bundle.onResolve({ filter: packages }, ({ path }) => ({ path, namespace: 'replaced' }))
    bundle.onLoad({ filter: /.*/, namespace: 'replaced' }, ({ path }) => {
      used.add(path)
      return { contents: REPLACED_PACKAGES[path] ?? '', loader: 'js' }
    })
    bundle.onEnd((result) => {
      const names = [SUBSTITUTES, REPLACED_PACKAGES, AMENDMENTS].flatMap((list) => Object.keys(list))
      const unused = names.filter((name) => !used.has(name))
      if (result.errors.length === 0 && unused.length > 0) {
        const text = `Prism no longer loads ${unused.join(', ')}: take them off the list in spec/prism-bundle.ts`
        return { errors: [{ text }] }
      }
      return undefined
    })
  },
}
