declare namespace Cloudflare {
  interface Env {
    /** Patch documents under the keys `patches/{namespace}`. */
    MOCK_CONFIG: KVNamespace
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
    /** `on` makes violations of service rules an error. */
    MOCK_STRICT?: string
  }

  interface GlobalProps {
    mainModule: typeof import('./worker.ts')
  }
}
