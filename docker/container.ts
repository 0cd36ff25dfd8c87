import { catchStopSignals } from '../src/runtimes/node/stop-signals.ts'

/**
 * Entry point of the Docker image. Serves the document in `OPENAI_SPEC` or else the file given as argument. An
 * unchanged file is served as compiled at build time; any other document is compiled at startup.
 *
 * @example
 * node container.js /tmp/openapi.yaml
 */
const signals = catchStopSignals()
// Imported after the signal handlers are installed, because these modules load slowly.
const { documentToServe } = await import('./document.ts')
const { serveMock } = await import('../src/runtimes/node/serve.ts')
const document = await documentToServe({
  customDocument: process.env['OPENAI_SPEC'] ?? '',
  bundledCopy: process.argv[2] ?? '/tmp/openapi.yaml',
})
await serveMock({ signals, ...(document && { document }) })
