import { createApp } from './app.ts'
import { type Delivery, OUT_OF_REACH } from './faults/delivery.ts'
import type { PatchDocument } from './patches/document.ts'
import { memoryPatches } from './patches/memory.ts'
import { invalidNamespace, isNamespace } from './patches/namespace.ts'
import type { Settings } from './settings.ts'

export type { Patch, PatchDocument, PatchOperation } from './patches/document.ts'
export type { Settings } from './settings.ts'

/** There is no connection to end: what is thrown instead looks the same to whoever called `fetch`. */
const inProcess: Delivery = { ...OUT_OF_REACH, breakages: ['reset', 'close'] }

/** A mock in the same process. */
export interface InProcessMock {
  /** Answers as the API would, without a socket; give it to an SDK: `new OpenAI({ fetch: mock.fetch })`. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /**
   * Puts other patches in the place of those there were: of one namespace, or of all when none is named.
   *
   * @throws {RangeError} for what no namespace can be called
   */
  setPatches: (document: PatchDocument, namespace?: string) => void
}

/** How {@link createMock} starts. */
export interface MockOptions {
  /** Patches of all namespaces. */
  patches?: PatchDocument
  /** Keys and limits: `{ apiKeys: ['sk-one'] }`, `{ auth: false }`. */
  settings?: Partial<Settings>
}

/**
 * @example
 * const mock = createMock({ patches: { patches: [{ operation: 'createChatCompletion', status: 429 }] } })
 * const client = new OpenAI({ apiKey: 'any', fetch: mock.fetch })
 */
export function createMock({ patches = { patches: [] }, settings = {} }: MockOptions = {}): InProcessMock {
  let setPatches: InProcessMock['setPatches'] = () => {}
  const app = createApp({
    settings,
    delivery: inProcess,
    patches: (context) => {
      const source = memoryPatches(patches, context)
      setPatches = (document, namespace) => {
        if (namespace === undefined) {
          source.setAll(document)
        } else if (isNamespace(namespace)) {
          source.set(namespace, document)
        } else {
          throw new RangeError(invalidNamespace(namespace).refusal.message)
        }
      }
      return source
    },
    // Whoever can call this function runs in the same process.
    writing: { who: 'this process', allows: () => true, advice: '' },
  })
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      try {
        return await app.fetch(request)
      } finally {
        // A caller that gave up meanwhile hears its own reason.
        request.signal.throwIfAborted()
      }
    },
    setPatches: (document, namespace) => setPatches(document, namespace),
  }
}
