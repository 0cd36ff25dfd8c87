import { serveMock } from './node/serve.ts'
import { catchStopSignals } from './node/stop-signals.ts'

/** Entry point on Node. Serves the document compiled at build time. */
serveMock({ signals: catchStopSignals() })
