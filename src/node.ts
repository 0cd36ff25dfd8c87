import { serveMock } from './serve.ts'
import { catchStopSignals } from './stop-signals.ts'

/** The entry on Node: serves the document that the build compiled. */
serveMock({ signals: catchStopSignals() })
