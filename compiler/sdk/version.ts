import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

/** @returns the version of the installed `openai` package */
export function sdkVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(manifestFile(), 'utf8'))
  return manifest.version
}

/** @returns the path of the package.json of the installed `openai` package */
export function manifestFile(): string {
  const file = findPackageJSON('openai', import.meta.url)
  if (file === undefined) {
    throw new Error('the package "openai" is not installed; run `npm ci`')
  }
  return file
}
