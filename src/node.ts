import { serveMock } from './node/serve.ts'
import { catchStopSignals } from './node/stop-signals.ts'

/** The entry on Node: serves the document that the build compiled. */
serveMock({ signals: catchStopSignals() })
