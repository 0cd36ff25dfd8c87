declare namespace Cloudflare {
  interface Env {
    /** Patch documents under the keys `patches/{namespace}`. */
    MOCK_CONFIG: KVNamespace
    /** The objects of each namespace. */
    MOCK_NAMESPACE?: DurableObjectNamespace
    /** `off` keeps nothing; `strict` makes unknown ids an error. */
    MOCK_STATE?: string
    /** Maximum size of the objects of a namespace, in bytes. */
    STATE_MAX_BYTES?: string
    /** Maximum number of objects of a namespace. */
    STATE_MAX_OBJECTS?: string
    /** Lifetime of the objects of an idle namespace, in seconds. */
    STATE_TTL_SECONDS?: string
    /** Time to live of a cached patch document, in seconds. */
    CONFIG_TTL_SECONDS?: string
    /** `off` accepts requests without an API key. */
    MOCK_AUTH?: string
    /** Secret: accepted API keys, separated by commas. */
    MOCK_API_KEYS?: string
    /** Secret: token required to change patches over HTTP. */
    MOCK_ADMIN_TOKEN?: string
    /** Maximum size of a request body, in bytes. */
    MAX_BODY_BYTES?: string
    /** Level of service rules: `off`, `warn` or `refuse`. */
    MOCK_RULES?: string
    /** Models that exist, separated by commas. */
    MOCK_MODELS?: string
    /** `on` is an alias of `MOCK_RULES=refuse`. */
    MOCK_STRICT?: string
  }

  interface GlobalProps {
    mainModule: typeof import('./worker.ts')
  }
}
