/** Settings of a deployment, the same on Workers and Node. */
export interface Settings {
  /** Whether requests need an API key. */
  auth: boolean
  /** Accepted API keys. If empty, any key is accepted. */
  apiKeys: readonly string[]
  /** Maximum size of a request body in bytes, both compressed and decompressed. */
  maxBodyBytes: number
  /** Whether a violation of a service rule is an error (true) or a warning (false). */
  strict: boolean
  /** Token required to change patches over HTTP, from any address. */
  adminToken?: string
}

/** Defaults. The body limit is the one in OpenAI's own 413 response. */
export const DEFAULT_SETTINGS: Settings = {
  auth: true,
  apiKeys: [],
  maxBodyBytes: 26_214_400,
  strict: false,
}

/** Parsed settings and the issues found. */
export interface ReadSettings {
  settings: Settings
  /** Invalid variables, one sentence each. Each falls back to its default. */
  faults: string[]
}

/**
 * Parses settings from environment variables.
 *
 * @param variables environment variables, or the vars and secrets of a Worker; empty ones count as unset
 */
export function readSettings(variables: Readonly<Record<string, unknown>>): ReadSettings {
  const faults: string[] = []
  const textOf = (name: string) => {
    const value = variables[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  const isOn = (name: string, otherwise: boolean) => {
    const value = textOf(name).toLowerCase()
    if (!['', 'on', 'off'].includes(value)) {
      faults.push(`${name} is "${value}"; expected on or off`)
    }
    return value === 'on' || (otherwise && value !== 'off')
  }
  const auth = isOn('MOCK_AUTH', DEFAULT_SETTINGS.auth)
  const strict = isOn('MOCK_STRICT', DEFAULT_SETTINGS.strict)
  const limit = textOf('MAX_BODY_BYTES')
  const isLimit = /^[1-9]\d{0,14}$/.test(limit)
  if (limit !== '' && !isLimit) {
    faults.push(
      `MAX_BODY_BYTES is "${limit}"; expected a number of bytes, such as ${DEFAULT_SETTINGS.maxBodyBytes}`,
    )
  }
  const adminToken = textOf('MOCK_ADMIN_TOKEN')
  const keys = textOf('MOCK_API_KEYS').split(',')
  return {
    settings: {
      auth,
      strict,
      apiKeys: keys.map((key) => key.trim()).filter((key) => key !== ''),
      maxBodyBytes: isLimit ? Number(limit) : DEFAULT_SETTINGS.maxBodyBytes,
      ...(adminToken !== '' && { adminToken }),
    },
    faults,
  }
}
