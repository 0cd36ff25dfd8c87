import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readLock } from '../../compiler/source/lock.ts'
import { chooseSource } from '../../compiler/source/choose-source.ts'

const project = resolve(import.meta.dirname, '../..')

/** @returns a folder with the files of a clean clone, and the document if available, which saves a download */
export async function createBuildContext(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'image-context-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: project,
    encoding: 'utf8',
  })
  for (const file of files.split('\0').filter(Boolean)) {
    cpSync(resolve(project, file), resolve(folder, file))
  }
  const { document } = await chooseSource(readLock(), { projectFolder: project })
  if (document !== undefined) {
    writeFileSync(resolve(folder, 'spec/openapi.yaml'), document.text)
  }
  return folder
}
