import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'
import { storeErrorToApiError } from '../access/store-errors.ts'

/** `GET /__mock/namespaces`: lists the namespaces that have a patch document. */
export function namespaces({ patches: { store } }: ControlServices): Resource {
  return {
    path: '/namespaces',
    actions: {
      GET: {
        access: 'read',
        summary: 'Lists the namespaces that have a patch document',
        handle: () => storeErrorToApiError(async () => jsonResponse({ namespaces: await store.list() })),
      },
    },
  }
}
