import type { TestProject } from 'vitest/node'
import { normalizedDocument } from './document.ts'
import { operationCalls } from './operation-calls.ts'
import { generateCalls } from './generated-calls.ts'
import { propertyRuns } from './property-runs.ts'

/** Provides data derived from the document to tests inside workerd, which cannot read files. */
export default async function provideCalls(project: TestProject): Promise<void> {
  const document = normalizedDocument()
  project.provide('operationCalls', operationCalls(document))
  project.provide('propertyCases', generateCalls(document, propertyRuns(1)))
  project.provide('hostileRuns', propertyRuns(1000))
}
