import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { createControlApi } from './control/control-api.ts'
import { CONTROL_PATH } from './control/paths.ts'
import type { HostCheck } from './control/access/page-guard.ts'
import type { WritePolicy } from './control/resource.ts'
import { openCatalogue } from './catalogue/catalogue.ts'
import type { CompiledDocument } from './catalogue/contract.ts'
import { ConnectionLost } from './web/http/connection-lost.ts'
import { type ConnectionControl, NO_SOCKET } from './web/http/connection.ts'
import { catalogue as bakedCatalogue } from './generated/catalogue.js'
import { requestValidators } from './generated/request-validators.js'
import { FILES_PATH } from './media/image/image-urls.ts'
import { serveFile } from './control/resources/files.ts'
import { type ApiErrorData, apiErrorData } from './openai/errors.ts'
import { type BodyFiles, NO_FILES } from './patches/document/body-file.ts'
import { extendDefault } from './patches/sources/extend-default.ts'
import type { PatchContext } from './patches/document/parse.ts'
import type { PatchSource } from './patches/sources/source.ts'
import type { MemorySource } from './pipeline/incoming.ts'
import { createListExamples, createTransform } from './pipeline/transform.ts'
import { type OnAnswer, respond } from './pipeline/respond.ts'
import type { Services } from './pipeline/services.ts'
import { errorResponse } from './answer/error-response.ts'
import { createSeeds, type ReadSeed } from './pipeline/seeds.ts'
import { createAuthorize } from './pipeline/authorize.ts'
import { createMock } from './pipeline/prism/mock.ts'
import { createHeaderPatches } from './patches/sources/request-header.ts'
import { serialize, toResponse } from './answer/serialize.ts'
import { createRouter } from './catalogue/router.ts'
import { SOCKET_ROUTES, withSocketPaths } from './catalogue/socket-operations.ts'
import { isSocketUpgrade } from './sessions/handshake/handshake-request.ts'
import {
  type AcceptSocket,
  createSocketServer,
  type SocketOpening,
} from './sessions/handshake/open-socket.ts'
import { createValidation } from './validation/validate.ts'
import { type Settings, withDefaults } from './settings.ts'

/** Options that differ between runtimes. */
export interface AppOptions {
  /**
   * Creates the source of patches.
   *
   * @param context data used to validate patch documents
   */
  patches: (context: PatchContext) => PatchSource
  /** Access to connections. By default there is none. */
  connectionControl?: ConnectionControl
  /** Files that patches may use as bodies. By default there are none. */
  files?: BodyFiles
  /** The mocked document. Defaults to the one compiled at build time. */
  document?: CompiledDocument
  /** Keys and limits, merged over the defaults. */
  settings?: Partial<Settings>
  /** Invalid environment variables, one sentence each. */
  settingIssues?: readonly string[]
  /** Who may change patches over HTTP if no token is set. By default, no client may. */
  writePolicy?: WritePolicy
  /**
   * How kept objects are reached. By default nothing is kept.
   *
   * @param bindings the second argument of `app.fetch`
   */
  memory?: (bindings: unknown) => MemorySource
  /** Reads the initial objects of a namespace. By default there are none. */
  seed?: ReadSeed
  /** Checks the `Host` of requests to the control API. By default, any is allowed. */
  allowsHost?: HostCheck
  /** Called after each response, for the log. */
  onAnswer?: OnAnswer
  /** Completes WebSocket handshakes. By default they are refused. */
  acceptSocket?: AcceptSocket
}

/** The document compiled at build time. */
export const BAKED: CompiledDocument = { catalogue: bakedCatalogue, validators: requestValidators }

const READ_ONLY: WritePolicy = {
  allowedWriters: 'nobody',
  allows: () => false,
  advice: 'Writes are disabled: this mock was created without the setting adminToken.',
}

const INTERNAL_ERROR: ApiErrorData = apiErrorData(
  500,
  'Internal error in the mock. See its log for details.',
  { type: 'server_error' },
)

const NO_SOCKETS: ApiErrorData = apiErrorData(
  501,
  'This server cannot open WebSockets. Run the mock on Workers or with "npm start", or use mock.WebSocket in the same process.',
  { type: 'server_error' },
)

function refuseSocket(): Response {
  return toResponse(serialize({ answer: errorResponse(NO_SOCKETS) }, 0))
}

/** Pages of other origins may use the API and the images that it links to, but not the control API. */
function isControlPath(path: string): boolean {
  return (path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`)) && !path.startsWith(`${FILES_PATH}/`)
}

/** Creates the mock as a Hono app: CORS, the control API under `/__mock`, and every operation of the document. */
export function createApp({
  patches,
  connectionControl = NO_SOCKET,
  files = NO_FILES,
  document = BAKED,
  settings: overrides = {},
  settingIssues = [],
  writePolicy = READ_ONLY,
  memory,
  seed,
  allowsHost = () => true,
  onAnswer,
  acceptSocket = refuseSocket,
}: AppOptions): Hono {
  const settings = withDefaults(overrides)
  const catalogue = openCatalogue(document.catalogue)
  const patchContext: PatchContext = {
    routes: [...catalogue.routes, ...SOCKET_ROUTES],
    delivery: connectionControl,
    files,
  }
  const services: Services = {
    catalogue,
    router: withSocketPaths(createRouter(catalogue.routes, catalogue.basePaths), catalogue.basePaths),
    validate: createValidation(document.validators),
    patches: extendDefault(patches(patchContext)),
    headerPatches: createHeaderPatches(patchContext),
    files,
    mock: createMock(),
    transform: createTransform(catalogue),
    listExamples: createListExamples(catalogue),
    authorize: createAuthorize(settings),
    maxBodyBytes: settings.maxBodyBytes,
    state: settings.state,
    rules: settings.rules,
    models: settings.models,
    ...(seed && { seeds: createSeeds(seed, () => services) }),
  }
  // Ignore trailing slashes in paths of the control API.
  const app = new Hono({ strict: false })
  // Preflight requests only: other responses set their own CORS headers. Without a list of allowed headers, the
  // middleware reflects the requested ones.
  const preflight = cors({ origin: '*', maxAge: 600 })
  app.options('*', (context, next) => (isControlPath(context.req.path) ? next() : preflight(context, next)))
  app.get(`${FILES_PATH}/:name`, ({ req }) => serveFile(req.param('name')))
  app.route(
    CONTROL_PATH,
    createControlApi({ ...services, memory, patchContext, settings, settingIssues, writePolicy, allowsHost }),
  )
  const openSocket = createSocketServer(services, onAnswer)
  app.all('*', (context) => {
    const { req, env } = context
    const surroundings = {
      connection: connectionControl.connectionOf(env),
      ...(memory && { memory: memory(env) }),
    }
    if (!isSocketUpgrade(req.raw)) {
      return respond(req.raw, { services, onAnswer }, surroundings)
    }
    // The library's property throws if the runtime has no execution context.
    const accept = (opening: SocketOpening) => acceptSocket(opening, env, () => context.executionCtx)
    return openSocket({ request: req.raw, surroundings, accept })
  })
  app.onError((error) => {
    if (error instanceof ConnectionLost) {
      // The connection is closed, so a response cannot be sent.
      throw error
    }
    console.error(error)
    return toResponse(serialize({ answer: errorResponse(INTERNAL_ERROR) }, 0))
  })
  return app
}
