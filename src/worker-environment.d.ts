declare namespace Cloudflare {
  interface Env {
    /** Patch documents under the keys `patches/{namespace}`. */
    MOCK_CONFIG: KVNamespace
    /** How long an isolate may keep its copy of a patch document, in seconds. */
    CONFIG_TTL_SECONDS?: string
  }

  interface GlobalProps {
    mainModule: typeof import('./worker.ts')
  }
}
