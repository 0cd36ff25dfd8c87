import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createControlApi } from './control/control-api.ts'
import { CONTROL_PATH } from './control/paths.ts'
import type { WritingWithoutToken } from './control/resource.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import type { CompiledDocument } from './catalogue/contract.ts'
import { ConnectionLost } from './web/http/connection-lost.ts'
import { type Delivery, OUT_OF_REACH } from './web/http/connection.ts'
import { catalogue as bakedCatalogue } from './generated/catalogue.js'
import { requestValidators } from './generated/request-validators.js'
import { FILES_PATH } from './media/image/image-urls.ts'
import { serveFile } from './control/resources/files.ts'
import { refuse } from './openai/errors.ts'
import { type BodyFiles, NO_FILES } from './patches/document/body-file.ts'
import { extending } from './patches/sources/extend-default.ts'
import type { PatchContext } from './patches/document/parse.ts'
import type { PatchSource } from './patches/sources/source.ts'
import { adapt } from './pipeline/transform.ts'
import { answer, type OnAnswer, type Tools } from './pipeline/answer.ts'
import { errorAnswer } from './answer/error-response.ts'
import { createAuthorise } from './pipeline/authorize.ts'
import { createMock } from './pipeline/mock.ts'
import { createOwnPatches } from './patches/sources/request-header.ts'
import { project, respond } from './answer/serialize.ts'
import { createRouter } from './catalogue/router.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

/** Options that differ between runtimes. */
export interface AppOptions {
  /**
   * Creates the source of patches.
   *
   * @param context data used to validate patch documents
   */
  patches: (context: PatchContext) => PatchSource
  /** Access to connections. By default there is none. */
  delivery?: Delivery
  /** Files that patches may use as bodies. By default there are none. */
  files?: BodyFiles
  /** The mocked document. Defaults to the one compiled at build time. */
  document?: CompiledDocument
  /** Keys and limits, merged over {@link DEFAULT_SETTINGS}. */
  settings?: Partial<Settings>
  /** Invalid environment variables, one sentence each. */
  settingFaults?: readonly string[]
  /** Who may change patches over HTTP if no token is set. By default, no client may. */
  writing?: WritingWithoutToken
  /** Called after each response, for the log. */
  onAnswer?: OnAnswer
}

/** The document compiled at build time. */
export const BAKED: CompiledDocument = { catalogue: bakedCatalogue, validators: requestValidators }

const NOBODY_WRITES: WritingWithoutToken = {
  who: 'nobody',
  allows: () => false,
  advice: 'Writes are disabled: this mock was created without the setting adminToken.',
}

/** Creates the mock as a Hono app: CORS, the control API under `/__mock`, and every operation of the document. */
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
  const tools: Tools = {
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
  // Ignore trailing slashes in paths of the control API.
  const app = new Hono({ strict: false })
  // Preflight requests only: other responses set their own CORS headers. Without a list of allowed headers, the
  // middleware reflects the requested ones.
  app.options('*', cors({ origin: '*', maxAge: 600 }))
  app.get(`${FILES_PATH}/:name`, ({ req }) => serveFile(req.param('name')))
  app.route(CONTROL_PATH, createControlApi({ ...tools, patchContext, settings, settingFaults, writing }))
  app.all('*', ({ req, env }) => answer(req.raw, tools, delivery.connectionOf(env)))
  app.onError((error) => {
    if (error instanceof ConnectionLost) {
      // The connection is closed, so a response cannot be sent.
      throw error
    }
    console.error(error)
    const { refusal } = refuse(500, 'Internal error in the mock. See its log for details.', {
      type: 'server_error',
    })
    return respond(project({ answer: errorAnswer(refusal) }, 0))
  })
  return app
}
