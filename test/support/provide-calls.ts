import type { TestProject } from 'vitest/node'
import { correctedDocument } from './document.ts'
import { operationCalls } from './operation-calls.ts'

/** Hands the calls to tests that run inside workerd. */
export default async function provideCalls(project: TestProject): Promise<void> {
  project.provide('operationCalls', operationCalls(await correctedDocument()))
}
