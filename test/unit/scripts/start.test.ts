import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { START_ARGUMENTS, V8_FLAGS } from '../../../scripts/start-command.ts'

const project = resolve(import.meta.dirname, '../../..')

describe('npm start', () => {
  test("the V8 flags keep the code cache of Node's built-in modules valid", () => {
    const tag = execFileSync(process.execPath, [...V8_FLAGS, '-p', 'v8.cachedDataVersionTag()'], {
      encoding: 'utf8',
    })
    expect(Number(tag)).toBe(cachedDataVersionTag())
  })

  test('package.json starts Node with the start arguments', () => {
    const { scripts }: { scripts: { start: string } } = JSON.parse(
      readFileSync(resolve(project, 'package.json'), 'utf8'),
    )
    const script = START_ARGUMENTS.at(-1) ?? ''
    expect(scripts.start).toBe(['node', ...V8_FLAGS, relative(project, script)].join(' '))
  })

  test('the Docker image starts Node with the V8 flags', () => {
    const dockerfile = readFileSync(resolve(project, 'Dockerfile'), 'utf8')
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? []
    const words: string[] = JSON.parse(command)
    expect(words.filter((word) => word.startsWith('-'))).toEqual(V8_FLAGS)
  })
})
