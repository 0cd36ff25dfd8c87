import { type ControlTools, jsonAnswer, type Resource } from '../resource.ts'
import { orRefusal } from '../access/store-errors.ts'

/** `GET /__mock/namespaces`: lists the namespaces that have a patch document. */
export function namespaces({ patches: { store } }: ControlTools): Resource {
  return {
    path: '/namespaces',
    actions: {
      GET: {
        access: 'read',
        summary: 'Lists the namespaces that have a patch document',
        handle: () => orRefusal(async () => jsonAnswer({ namespaces: await store.list() })),
      },
    },
  }
}
