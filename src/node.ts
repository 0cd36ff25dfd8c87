import { serveMock } from './runtimes/node/serve.ts'
import { catchStopSignals } from './runtimes/node/stop-signals.ts'

/** Entry point on Node. Serves the document compiled at build time. */
await serveMock({ signals: catchStopSignals() })
