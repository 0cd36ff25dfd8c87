/**
 * The layers of the sources, from top to bottom. A file may import from its own folder and from lower layers only, also
 * types. Folders in one row do not import each other.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ['docker'],
  ['compiler'],
  ['src/worker-environment.d.ts'],
  ['src/worker.ts', 'src/node.ts', 'src/node-library.ts', 'src/index.ts', 'src/cli.ts'],
  ['src/cli', 'src/kits'],
  ['src/runtimes'],
  ['src/app.ts'],
  ['src/control', 'src/sessions', 'src/telemetry'],
  ['src/pipeline'],
  ['src/journal'],
  ['src/patches'],
  ['src/faults'],
  ['src/operations'],
  ['src/validation'],
  ['src/request'],
  ['src/answer', 'src/assistant', 'src/catalogue'],
  ['src/state'],
  ['src/media', 'src/openai'],
  ['src/web', 'src/settings.ts'],
]

/** Maximum number of source files in one folder, without its subfolders. */
export const MAX_FILES_IN_FOLDER = 20
