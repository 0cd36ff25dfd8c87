import { compileExpectation } from '../../../journal/verify/expectation.ts'
import { verifyRequests } from '../../../journal/verify/verify.ts'
import { inNamespace } from '../../access/namespace-memory.ts'
import { type ControlServices, jsonResponse, type Resource } from '../../resource.ts'
import { journalOf, readJson } from './journal-of.ts'

/** `POST /__mock/requests/{namespace}/count`: verifies the number of recorded requests. */
export function countRequests(services: ControlServices): Resource {
  return {
    path: '/requests/:namespace/count',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Verifies how many recorded requests match { operation, when, times, atLeast, atMost, within }; ' +
          'a failure names the nearest request',
        handle: (context) =>
          inNamespace(context, services, async (named) => {
            const expectation = compileExpectation(await readJson(context.req.raw), services.catalogue.routes)
            const count = await verifyRequests(journalOf(named), expectation)
            return jsonResponse({ count, verified: true })
          }),
      },
    },
  }
}
