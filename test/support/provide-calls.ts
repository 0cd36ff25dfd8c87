import type { TestProject } from 'vitest/node'
import { correctedDocument } from './document.ts'
import { operationCalls } from './operation-calls.ts'
import { propertyCases } from './property-cases.ts'
import { propertyRuns } from './property-runs.ts'

/** Hands to tests inside workerd what is made from the document, which they cannot read. */
export default async function provideCalls(project: TestProject): Promise<void> {
  const document = correctedDocument()
  project.provide('operationCalls', operationCalls(document))
  project.provide('propertyCases', propertyCases(document, propertyRuns(1)))
  project.provide('hostileRuns', propertyRuns(1000))
}
