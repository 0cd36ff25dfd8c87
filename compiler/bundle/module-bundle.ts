import { build, type Plugin } from 'esbuild'

/**
 * Bundles an ES module with all its imports into one minified module for every runtime.
 *
 * @param contents source of the module; imports resolve from this folder
 * @param plugin resolves and loads modules that are not files or packages
 */
export async function bundleModule(contents: string, plugin: Plugin): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['main'],
    legalComments: 'none',
    // Callers report the error that `build` throws.
    logLevel: 'silent',
    write: false,
    plugins: [plugin],
  })
  return result.outputFiles[0]?.text ?? ''
}
