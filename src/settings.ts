/** What a deployment can set about keys and limits, on Workers as on Node. */
export interface Settings {
  /** False lets requests in without a key. */
  auth: boolean
  /** The only keys that are taken; any key when there are none. */
  apiKeys: readonly string[]
  /** The longest body that is read, in bytes, compressed or not. */
  maxBodyBytes: number
  /** True to refuse what the service refuses and the document allows; false to answer it with a warning. */
  strict: boolean
  /** What a request has to bring to change patches over HTTP, wherever it comes from. */
  adminToken?: string
}

/** What holds where nothing is set. The limit is the one that the API's own 413 names. */
export const DEFAULT_SETTINGS: Settings = {
  auth: true,
  apiKeys: [],
  maxBodyBytes: 26_214_400,
  strict: false,
}

/** Settings, and what was wrong with the variables that they come from. */
export interface ReadSettings {
  settings: Settings
  /** One sentence each; the default holds in the place of what is wrong. */
  faults: string[]
}

/**
 * @param variables environment variables, or a Worker's vars and secrets; an empty one counts as not set
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
