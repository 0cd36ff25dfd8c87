import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createControlApi } from './admin/control-api.ts'
import { CONTROL_PATH } from './admin/paths.ts'
import type { WritingWithoutToken } from './admin/resource.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import type { CompiledDocument } from './catalogue/types.ts'
import { ConnectionLost } from './faults/connection-lost.ts'
import { type Delivery, OUT_OF_REACH } from './faults/delivery.ts'
import { catalogue as bakedCatalogue } from './generated/catalogue.js'
import { requestValidators } from './generated/request-validators.js'
import { FILES_PATH } from './media/image-files.ts'
import { serveFile } from './media/serve-file.ts'
import { refuse } from './openai/errors.ts'
import { type BodyFiles, NO_FILES } from './patches/body-file.ts'
import { extending } from './patches/extending.ts'
import type { PatchContext } from './patches/parse.ts'
import type { PatchSource } from './patches/source.ts'
import { adapt } from './pipeline/adapt.ts'
import { answer, type OnAnswer } from './pipeline/answer.ts'
import { errorAnswer } from './pipeline/error-answer.ts'
import { createAuthorise } from './pipeline/authorise.ts'
import { createMock } from './pipeline/mock.ts'
import { createOwnPatches } from './pipeline/own-patches.ts'
import { project, respond } from './pipeline/project.ts'
import { createRouter } from './pipeline/route.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

/** What differs between the places that the app runs in. */
export interface AppOptions {
  /**
   * @param context what patch documents are held against
   * @returns where patches come from
   */
  patches: (context: PatchContext) => PatchSource
  /** What can be done to connections here; nothing when left out. */
  delivery?: Delivery
  /** Where bodies of patches may come from; none when left out. */
  files?: BodyFiles
  /** What is mocked; the document that the build compiled when left out. */
  document?: CompiledDocument
  /** Keys and limits; what is left out is as {@link DEFAULT_SETTINGS} has it. */
  settings?: Partial<Settings>
  /** What was wrong with the variables that the settings come from. */
  settingFaults?: readonly string[]
  /** Who may change patches over HTTP while no token is set; nobody when left out. */
  writing?: WritingWithoutToken
  /** Told of every answer, for the log. */
  onAnswer?: OnAnswer
}

/** What the build compiled. */
export const BAKED: CompiledDocument = { catalogue: bakedCatalogue, validators: requestValidators }

const NOBODY_WRITES: WritingWithoutToken = {
  who: 'nobody',
  allows: () => false,
  advice: 'Writing is off: this mock was made without the setting adminToken.',
}

/**
 * The mock as a Hono app: CORS, the control API under `/__mock`, and every operation of the document.
 */
export function createApp({
  patches,
  delivery = OUT_OF_REACH,
  files = NO_FILES,
  document = BAKED,
  settings: given = {},
  settingFaults = [],
  writing = NOBODY_WRITES,
  onAnswer,
}: AppOptions): Hono {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...given }
  const catalogue = openCatalogue(document.catalogue)
  const patchContext: PatchContext = { routes: catalogue.routes, delivery, files }
  const tools = {
    catalogue,
    router: createRouter(catalogue.routes, catalogue.basePaths),
    validators: document.validators,
    patches: extending(patches(patchContext)),
    ownPatches: createOwnPatches(patchContext),
    files,
    mock: createMock(),
    adapt,
    authorise: createAuthorise(settings),
    maxBodyBytes: settings.maxBodyBytes,
    strict: settings.strict,
    ...(onAnswer && { onAnswer }),
  }
  // With or without a slash at its end, a path of the control API is the same.
  const app = new Hono({ strict: false })
  // Preflights only, since answers bring their own headers. Without a list of allowed headers, the middleware reflects
  // the ones that the browser asks for.
  app.options('*', cors({ origin: '*', maxAge: 600 }))
  app.get(`${FILES_PATH}/:name`, ({ req }) => serveFile(req.param('name')))
  app.route(CONTROL_PATH, createControlApi({ ...tools, patchContext, settings, settingFaults, writing }))
  app.all('*', ({ req, env }) => answer(req.raw, tools, delivery.connectionOf(env)))
  app.onError((error) => {
    if (error instanceof ConnectionLost) {
      // There is nobody to answer.
      throw error
    }
    console.error(error)
    const { refusal } = refuse(500, 'The mock failed to answer this request; its log says why.', {
      type: 'server_error',
    })
    return respond(project({ answer: errorAnswer(refusal) }, 0))
  })
  return app
}
