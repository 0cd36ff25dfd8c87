import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { openCatalogue } from './catalogue/catalogue.ts'
import type { CompiledDocument, OperationRoute } from './catalogue/types.ts'
import { catalogue as bakedCatalogue } from './generated/catalogue.js'
import { requestValidators } from './generated/request-validators.js'
import { errorEnvelope, refuse } from './openai/errors.ts'
import { CORS_HEADERS } from './openai/headers.ts'
import type { PatchSource } from './patches/source.ts'
import { createAdapt } from './pipeline/adapt.ts'
import { answer } from './pipeline/answer.ts'
import { createMock } from './pipeline/mock.ts'
import { createRouter } from './pipeline/route.ts'

/** What differs between the places that the app runs in. */
export interface AppOptions {
  /**
   * @param routes all operations
   * @returns where patches come from
   */
  patches: (routes: readonly OperationRoute[]) => PatchSource
  /** What is mocked; the document that the build compiled when left out. */
  document?: CompiledDocument
}

const BAKED: CompiledDocument = { catalogue: bakedCatalogue, validators: requestValidators }

/**
 * The mock as a Hono app: CORS, the control API under `/__mock`, and every operation of the document.
 */
export function createApp({ patches, document = BAKED }: AppOptions): Hono {
  const catalogue = openCatalogue(document.catalogue)
  const tools = {
    catalogue,
    router: createRouter(catalogue.routes, catalogue.basePaths),
    validators: document.validators,
    patches: patches(catalogue.routes),
    mock: createMock(),
    adapt: createAdapt(catalogue.routes),
  }
  const app = new Hono()
  // Preflights only, since answers bring their own headers. Without a list of allowed headers, the middleware reflects
  // the ones that the browser asks for.
  app.options('*', cors({ origin: '*', maxAge: 600 }))
  app.get('/__mock/health', (context) => {
    const { document: info, routes } = catalogue
    return context.json({ status: 'ok', operations: routes.length, document: info }, 200, CORS_HEADERS)
  })
  app.all('*', (context) => answer(context.req.raw, tools))
  app.onError((error, context) => {
    console.error(error)
    const { refusal } = refuse(500, 'The mock failed to answer this request; its log says why.', {
      type: 'server_error',
    })
    return context.json(errorEnvelope(refusal), 500, CORS_HEADERS)
  })
  return app
}
