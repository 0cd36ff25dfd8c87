import { toEntry } from '../../../journal/read/entry.ts'
import { compileExpectation } from '../../../journal/verify/expectation.ts'
import { findRecords } from '../../../journal/verify/verify.ts'
import { inNamespace } from '../../access/namespace-memory.ts'
import { type ControlServices, jsonResponse, type Resource } from '../../resource.ts'
import { journalOf, readJson } from './journal-of.ts'

/** `POST /__mock/requests/{namespace}/find`: lists the recorded requests that match. */
export function findRequests(services: ControlServices): Resource {
  return {
    path: '/requests/:namespace/find',
    actions: {
      POST: {
        access: 'read',
        summary: 'Lists the recorded requests that match { operation, when }, in the language of patches',
        handle: (context) =>
          inNamespace(context, services, async (named) => {
            const expectation = compileExpectation(await readJson(context.req.raw), services.catalogue.routes)
            const found = findRecords(journalOf(named).newestFirst(), expectation)
            return jsonResponse({ object: 'list', data: found.map(toEntry), has_more: false })
          }),
      },
    },
  }
}
