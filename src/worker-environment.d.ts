declare namespace Cloudflare {
  interface Env {
    /** Patch documents under the keys `patches/{namespace}`. */
    MOCK_CONFIG: KVNamespace
    /** How long an isolate may keep its copy of a patch document, in seconds. */
    CONFIG_TTL_SECONDS?: string
    /** `off` lets requests in without a key. */
    MOCK_AUTH?: string
    /** The only keys that are taken, separated by commas; a secret. */
    MOCK_API_KEYS?: string
    /** What changing patches over HTTP takes; a secret. */
    MOCK_ADMIN_TOKEN?: string
    /** The longest body that is read, in bytes. */
    MAX_BODY_BYTES?: string
    /** `on` refuses what the service refuses, also where the document allows it. */
    MOCK_STRICT?: string
  }

  interface GlobalProps {
    mainModule: typeof import('./worker.ts')
  }
}
