import type { TestProject } from 'vitest/node'
import { correctedDocument } from './document.ts'
import { operationCalls } from './operation-calls.ts'
import { propertyCases } from './generated-calls.ts'
import { propertyRuns } from './property-runs.ts'

/** Provides data derived from the document to tests inside workerd, which cannot read files. */
export default async function provideCalls(project: TestProject): Promise<void> {
  const document = correctedDocument()
  project.provide('operationCalls', operationCalls(document))
  project.provide('propertyCases', propertyCases(document, propertyRuns(1)))
  project.provide('hostileRuns', propertyRuns(1000))
}
