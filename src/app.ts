import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { statusOf } from './admin/status.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import type { CompiledDocument, OperationRoute } from './catalogue/types.ts'
import { catalogue as bakedCatalogue } from './generated/catalogue.js'
import { requestValidators } from './generated/request-validators.js'
import { isRefusal, refuse } from './openai/errors.ts'
import { apiHeaders } from './openai/headers.ts'
import type { PatchSource } from './patches/source.ts'
import { adapt } from './pipeline/adapt.ts'
import { answer, errorAnswer, type OnAnswer } from './pipeline/answer.ts'
import { createAuthorise } from './pipeline/authorise.ts'
import { createMock } from './pipeline/mock.ts'
import { readNamespace } from './pipeline/namespace.ts'
import { project } from './pipeline/project.ts'
import { createRouter } from './pipeline/route.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

/** What differs between the places that the app runs in. */
export interface AppOptions {
  /**
   * @param routes all operations
   * @returns where patches come from
   */
  patches: (routes: readonly OperationRoute[]) => PatchSource
  /** What is mocked; the document that the build compiled when left out. */
  document?: CompiledDocument
  /** Keys and limits; what is left out is as {@link DEFAULT_SETTINGS} has it. */
  settings?: Partial<Settings>
  /** What was wrong with the variables that the settings come from. */
  settingFaults?: readonly string[]
  /** Told of every answer, for the log. */
  onAnswer?: OnAnswer
}

/** What the build compiled. */
export const BAKED: CompiledDocument = { catalogue: bakedCatalogue, validators: requestValidators }

/**
 * The mock as a Hono app: CORS, the control API under `/__mock`, and every operation of the document.
 */
export function createApp({
  patches,
  document = BAKED,
  settings: given = {},
  settingFaults = [],
  onAnswer,
}: AppOptions): Hono {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...given }
  const catalogue = openCatalogue(document.catalogue)
  const tools = {
    catalogue,
    router: createRouter(catalogue.routes, catalogue.basePaths),
    validators: document.validators,
    patches: patches(catalogue.routes),
    mock: createMock(),
    adapt,
    authorise: createAuthorise(settings),
    maxBodyBytes: settings.maxBodyBytes,
    ...(onAnswer && { onAnswer }),
  }
  const app = new Hono()
  // Preflights only, since answers bring their own headers. Without a list of allowed headers, the middleware reflects
  // the ones that the browser asks for.
  app.options('*', cors({ origin: '*', maxAge: 600 }))
  app.get('/__mock/health', (context) => {
    const { document: info, routes } = catalogue
    return context.json({ status: 'ok', operations: routes.length, document: info }, 200, apiHeaders(0))
  })
  app.get('/__mock/status', async ({ req, json }) => {
    // A shared mock that restricts its keys tells strangers nothing of its namespaces.
    const unauthorised = settings.apiKeys.length > 0 ? await tools.authorise(req.raw.headers) : undefined
    const named = unauthorised ?? readNamespace('', req.raw.headers)
    if (isRefusal(named)) {
      return project({ answer: errorAnswer(named.refusal) }, 0).response
    }
    const { document: info, routes } = catalogue
    const sources = {
      document: info,
      operations: routes.length,
      patches: tools.patches,
      settings,
      settingFaults,
    }
    return json(await statusOf(sources, named.namespace), 200, apiHeaders(0))
  })
  app.all('*', (context) => answer(context.req.raw, tools))
  app.onError((error) => {
    console.error(error)
    const { refusal } = refuse(500, 'The mock failed to answer this request; its log says why.', {
      type: 'server_error',
    })
    return project({ answer: errorAnswer(refusal) }, 0).response
  })
  return app
}
