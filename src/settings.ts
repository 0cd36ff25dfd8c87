/** Whether created objects are kept, and whether unknown ids are an error. */
export type StateMode = 'on' | 'off' | 'strict'

/** Levels of service rules, by the consequence of a violation. */
export const RULES_LEVELS = ['off', 'warn', 'refuse'] as const

/** The consequence of a violated service rule: nothing, a warning, or the service's error. */
export type RulesLevel = (typeof RULES_LEVELS)[number]

/** @returns true for the name of a level */
export function isRulesLevel(value: unknown): value is RulesLevel {
  return RULES_LEVELS.some((level) => level === value)
}

/** Settings of a deployment, the same on Workers and Node. */
export interface Settings {
  /** Whether requests need an API key. */
  auth: boolean
  /** Accepted API keys. If empty, any key is accepted. */
  apiKeys: readonly string[]
  /** Maximum size of a request body in bytes, both compressed and decompressed. */
  maxBodyBytes: number
  /** Whether created objects are kept: `on`, `off`, or `strict`, in which unknown ids are an error. */
  state: StateMode
  /** Maximum size of the kept objects in bytes: of one namespace on Workers, of all together on Node. */
  maxStateBytes?: number
  /** Maximum number of kept objects of one namespace. */
  maxStateObjects?: number
  /** Lifetime of an idle namespace's objects on Workers, in seconds. */
  stateTtlSeconds?: number
  /** The consequence of a violated service rule. */
  rules: RulesLevel
  /** True as an alias of `rules: 'refuse'`. */
  strict?: boolean
  /** The models that exist. Without the list, every name is a model. */
  models?: readonly string[]
  /** Whether a variable is malformed, so that no request is accepted. */
  isLocked: boolean
  /** Token required to change patches over HTTP, from any address. */
  adminToken?: string
}

/** Defaults. The body limit is the one in OpenAI's own 413 response. */
export const DEFAULT_SETTINGS: Settings = {
  auth: true,
  apiKeys: [],
  maxBodyBytes: 26_214_400,
  rules: 'warn',
  state: 'on',
  isLocked: false,
}

/** @returns the limits of kept objects that are set */
export function limitsOf({ maxStateBytes, maxStateObjects }: Partial<Settings>): {
  maxBytes?: number
  maxObjects?: number
} {
  return {
    ...(maxStateBytes !== undefined && { maxBytes: maxStateBytes }),
    ...(maxStateObjects !== undefined && { maxObjects: maxStateObjects }),
  }
}

/** @returns settings merged over {@link DEFAULT_SETTINGS}, with `strict` as an alias of a level */
export function withDefaults({ strict, ...settings }: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...(strict === true && { rules: 'refuse' as const }), ...settings }
}

/** Parsed settings and the issues found. */
export interface ParsedSettings {
  settings: Settings
  /** Invalid variables, one sentence each. The settings are locked if there are any. */
  issues: string[]
}

/**
 * Parses settings from environment variables.
 *
 * @param variables environment variables, or the vars and secrets of a Worker; empty ones count as unset
 */
export function readSettings(variables: Readonly<Record<string, unknown>>): ParsedSettings {
  const issues: string[] = []
  const trimmedValue = (name: string) => readVariable(variables, name) ?? ''
  const parseSwitch = (name: string, defaultValue: boolean) => {
    const value = trimmedValue(name).toLowerCase()
    if (!['', 'on', 'off'].includes(value)) {
      issues.push(`${name} is "${value}"; expected on or off`)
    }
    return value === 'on' || (defaultValue && value !== 'off')
  }
  const parseList = (name: string) =>
    trimmedValue(name)
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  const auth = parseSwitch('MOCK_AUTH', DEFAULT_SETTINGS.auth)
  const state = trimmedValue('MOCK_STATE').toLowerCase()
  const isMode = state === 'on' || state === 'off' || state === 'strict'
  if (state !== '' && !isMode) {
    issues.push(`MOCK_STATE is "${state}"; expected on, off or strict`)
  }
  const parseCount = (name: string, unit: string): number | undefined => {
    const value = trimmedValue(name)
    const isValid = /^[1-9]\d{0,14}$/.test(value)
    if (value !== '' && !isValid) {
      issues.push(`${name} is "${value}"; expected a number of ${unit}`)
    }
    return isValid ? Number(value) : undefined
  }
  const maxStateBytes = parseCount('STATE_MAX_BYTES', 'bytes')
  const maxStateObjects = parseCount('STATE_MAX_OBJECTS', 'objects')
  const stateTtlSeconds = parseCount('STATE_TTL_SECONDS', 'seconds')
  const strict = parseSwitch('MOCK_STRICT', false)
  const level = trimmedValue('MOCK_RULES').toLowerCase()
  if (level !== '' && !isRulesLevel(level)) {
    issues.push(`MOCK_RULES is "${level}"; expected off, warn or refuse`)
  }
  const defaultLevel = strict ? 'refuse' : DEFAULT_SETTINGS.rules
  const models = parseList('MOCK_MODELS')
  const limit = trimmedValue('MAX_BODY_BYTES')
  const isValidLimit = /^[1-9]\d{0,14}$/.test(limit)
  if (limit !== '' && !isValidLimit) {
    issues.push(
      `MAX_BODY_BYTES is "${limit}"; expected a number of bytes, such as ${DEFAULT_SETTINGS.maxBodyBytes}`,
    )
  }
  const adminToken = trimmedValue('MOCK_ADMIN_TOKEN')
  const keyList = trimmedValue('MOCK_API_KEYS')
  const apiKeys = keyList
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (keyList !== '' && apiKeys.length === 0) {
    issues.push('MOCK_API_KEYS contains no key; expected keys separated by commas, or remove the variable')
  }
  if (apiKeys.some((key) => !isHeaderText(key))) {
    issues.push(`MOCK_API_KEYS contains ${NOT_ASCII}`)
  }
  if (!isHeaderText(adminToken)) {
    issues.push(`MOCK_ADMIN_TOKEN contains ${NOT_ASCII}`)
  }
  return {
    settings: {
      auth,
      state: isMode ? state : DEFAULT_SETTINGS.state,
      ...(maxStateBytes !== undefined && { maxStateBytes }),
      ...(stateTtlSeconds !== undefined && { stateTtlSeconds }),
      ...(maxStateObjects !== undefined && { maxStateObjects }),
      rules: isRulesLevel(level) ? level : defaultLevel,
      apiKeys,
      isLocked: issues.length > 0,
      maxBodyBytes: isValidLimit ? Number(limit) : DEFAULT_SETTINGS.maxBodyBytes,
      ...(models.length > 0 && { models }),
      ...(adminToken !== '' && { adminToken }),
    },
    issues,
  }
}

/** @returns the trimmed value of a variable; undefined if it is not set or empty */
export function readVariable(variables: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = variables[name]
  const trimmed = typeof value === 'string' ? value.trim() : ''
  return trimmed === '' ? undefined : trimmed
}

const NOT_ASCII = 'characters that clients cannot send in a header; use printable ASCII'

/** Headers arrive as Latin-1, so other characters can never match. */
function isHeaderText(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
