import { type ApiError, apiError } from '../openai/errors.ts'

/** Preferences for the mocked response, from the header `Prefer` (RFC 7240) or query parameters. */
export interface Preferences {
  /** Status code of the response. */
  code?: number
  /** Name of the example. */
  example?: string
  /** Whether to generate the body from the schema. */
  dynamic?: boolean
  /** Seed that makes a dynamic body reproducible. */
  seed?: string
  /** Whether to report all validation errors instead of the first one. */
  allErrors?: boolean
}

/**
 * Reads the preferences of a request, or throws an API error for an invalid one.
 *
 * @param headers such as `Prefer: code=429, example=functions, dynamic=true`
 * @param query such as `?__code=429&__example=functions&__dynamic=true`; the header takes precedence
 */
export function readPreferences(headers: Headers, query: URLSearchParams): Preferences {
  const header = headers.get('prefer')
  if (header === null && query.size === 0) {
    return DEFAULT_PREFERENCES
  }
  const prefer = header === null ? NO_PREFERENCES : parsePrefer(header)
  const valueOf = (name: string) => prefer.get(name) ?? query.get(`__${name}`) ?? undefined
  const code = valueOf('code')
  const example = valueOf('example')
  const dynamic = valueOf('dynamic')
  const seed = valueOf('seed')
  const errors = valueOf('errors')
  if (code !== undefined && !/^[2-5]\d\d$/.test(code)) {
    throw invalidPreference(`code=${code}. Expected a status code from 200 to 599.`)
  }
  if (dynamic !== undefined && dynamic !== 'true' && dynamic !== 'false') {
    throw invalidPreference(`dynamic=${dynamic}. Expected true or false.`)
  }
  if (errors !== undefined && errors !== 'all' && errors !== 'first') {
    throw invalidPreference(`errors=${errors}. Expected all or first.`)
  }
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { example }),
    ...(dynamic !== undefined && { dynamic: dynamic === 'true' }),
    ...(seed !== undefined && { seed }),
    ...(errors !== undefined && { allErrors: errors === 'all' }),
  }
}

function invalidPreference(reason: string): ApiError {
  return apiError(400, `Invalid preference: ${reason}`, { code: 'invalid_preference', param: 'Prefer' })
}

const DEFAULT_PREFERENCES: Preferences = {}

const NO_PREFERENCES: ReadonlyMap<string, string> = new Map()

function parsePrefer(header: string): Map<string, string> {
  const preferences = new Map<string, string>()
  for (const [, name = '', quoted, token = ''] of header.matchAll(
    /([\w-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;]*)))?/g,
  )) {
    preferences.set(name.toLowerCase(), quoted ?? token)
  }
  return preferences
}
