import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'ts-compiler-api'
import { manifestFile, sdkVersion } from './version.ts'

/** OpenAI's SDK as it is installed: what it declares and what it does, as syntax trees. */
export interface SdkPackage {
  /** Such as `7.57.0`. */
  version: string
  /** Its folder. */
  folder: string
  /** The declarations that its client reaches, with a type checker. */
  program: ts.Program
}

/**
 * Reads the declarations of the installed `openai` package. Only the language's own library is loaded beside them: what a
 * browser or Node declares (`Response`, `Blob`) stands for bytes, whatever it is.
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
 * @returns the syntax tree of the module that it declares
 */
export function compiledModule(declaration: string): ts.SourceFile {
  const file = declaration.replace(/\.d\.ts$/, '.mjs')
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
}
