import { catchStopSignals } from './node/stop-signals.ts'

/**
 * The entry in the Docker image. Serves the document of `OPENAI_SPEC` or, without it, the file that the command line
 * names: as it was baked when nobody changed it, compiled on the spot otherwise.
 *
 * @example
 * node container.js /tmp/openapi.yaml
 */
const signals = catchStopSignals()
// Not before signals are caught: these take a while to load.
const { documentToServe } = await import('./node/container-document.ts')
const { serveMock } = await import('./node/serve.ts')
const document = await documentToServe({
  other: process.env['OPENAI_SPEC'] ?? '',
  bundledCopy: process.argv[2] ?? '/tmp/openapi.yaml',
})
serveMock({ signals, ...(document && { document }) })
