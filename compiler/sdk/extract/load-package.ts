import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'ts-compiler-api'
import { manifestFile, sdkVersion } from '../version.ts'

/** The installed OpenAI SDK as a TypeScript program. */
export interface SdkPackage {
  /** For example `7.57.0`. */
  version: string
  /** The package's folder. */
  folder: string
  /** All declarations reachable from the client, with a type checker. */
  program: ts.Program
}

/**
 * Loads the declarations of the installed `openai` package. Only the ECMAScript library is loaded with them: platform
 * types (`Response`, `Blob`) are treated as bytes.
 */
export function readSdkPackage(): SdkPackage {
  const folder = dirname(manifestFile())
  const program = ts.createProgram([clientDeclaration(folder)], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
    skipLibCheck: true,
  })
  return { version: sdkVersion(), folder, program }
}

/** @returns the file that declares the class `OpenAI` */
export function clientDeclaration(folder: string): string {
  return resolve(folder, 'client.d.ts')
}

/**
 * @param declaration a declaration file of the package
 * @returns the syntax tree of the corresponding compiled module
 */
export function compiledModule(declaration: string): ts.SourceFile {
  const file = declaration.replace(/\.d\.ts$/, '.mjs')
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
}
