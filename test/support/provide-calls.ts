import type { TestProject } from 'vitest/node'
import { correctedDocument } from './document.ts'
import { type OperationCall, operationCalls } from './operation-calls.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A valid request for every operation; workerd has no file system to read the document from. */
    operationCalls: OperationCall[]
  }
}

/** Hands the calls to tests that run inside workerd. */
export default async function provideCalls(project: TestProject): Promise<void> {
  project.provide('operationCalls', operationCalls(await correctedDocument()))
}
