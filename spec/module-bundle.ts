import { build, type Plugin } from 'esbuild'

/**
 * @param contents source of an ES module, resolved from this folder
 * @param plugin resolves and loads what is not to be had from files and packages
 * @returns the module with all that it imports, minified, for every runtime
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
    write: false,
    plugins: [plugin],
  })
  return result.outputFiles[0]?.text ?? ''
}
