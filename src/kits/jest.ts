import { isRecord } from '../web/json/is-record.ts'
import { childServer } from './child-server.ts'
import { createNamespace, type MockNamespace } from './mock-namespace.ts'
import type { SharedServer } from './running-server.ts'
import { setVariables } from './variables.ts'

export type { Expectation } from '../journal/types.ts'
export type { MockNamespace } from './mock-namespace.ts'

/** A test with the namespace of one test. */
export type MockTest = (
  name: string,
  run: (fixtures: { openaiMock: MockNamespace }) => Promise<void> | void,
  timeout?: number,
) => void

/** The globals of Jest that this kit uses. */
interface JestGlobals {
  test: (name: string, run: () => Promise<void>, timeout?: number) => void
  afterAll: (run: () => Promise<void>) => void
}

const jest = jestGlobals()
let server: Promise<SharedServer> | undefined

// Registered while the test file imports this module, so that it applies to the whole file.
jest.afterAll(async () => (await server)?.close())

/**
 * Jest's `test` with the fixture `openaiMock`. `OPENAI_BASE_URL` and `OPENAI_API_KEY` point to it while the test runs. The
 * message of a failed test lists the requests that the mock received.
 *
 * @example
 * test('greets', async ({ openaiMock }) => {
 *   await openaiMock.setPatches([{ operation: 'createChatCompletion', reply: 'Hello World!!' }])
 *   expect(await greet()).toBe('Hello World!!')
 * })
 */
export const test: MockTest = (name, run, timeout) => {
  jest.test(
    name,
    async () => {
      // The first test of a file starts the mock.
      server ??= childServer()
      const { url } = await server
      const namespace = createNamespace(url, name)
      const restoreVariables = setVariables(namespace)
      try {
        await run({ openaiMock: namespace })
      } catch (error) {
        throw withDescription(error, await namespace.describe())
      } finally {
        restoreVariables()
        await namespace.reset()
      }
    },
    timeout,
  )
}

/** Appends a description to the message of an error, which comes from another realm than this module. */
function withDescription(error: unknown, description: string): unknown {
  if (!isRecord(error) || typeof error['message'] !== 'string') {
    return new Error(`${String(error)}\n\n${description}`)
  }
  const { message, stack } = error
  error['message'] = `${message}\n\n${description}`
  if (typeof stack === 'string') {
    error['stack'] = stack.replace(message, () => `${message}\n\n${description}`)
  }
  return error
}

function jestGlobals(): JestGlobals {
  const scope: object = globalThis
  if (!isJestGlobals(scope)) {
    throw new Error(
      'openai-edge-mock/jest needs the globals "test" and "afterAll": import it in a test file of Jest',
    )
  }
  return scope
}

function isJestGlobals(scope: object): scope is JestGlobals {
  return 'test' in scope && typeof scope.test === 'function' && 'afterAll' in scope
}
