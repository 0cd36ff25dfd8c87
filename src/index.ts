export {
  createMock,
  type InProcessMock,
  type MockOptions,
  type NamespaceState,
} from './runtimes/in-process/create-mock.ts'
export type { StateDocument } from './state/document.ts'
export type { Patch, PatchDocument } from './patches/document/types.ts'
export type { Entry, Expectation, RequestFilter } from './journal/types.ts'
export type { PatchOperation } from './web/json/json-patch.ts'
export type { Settings } from './settings.ts'
