import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { load } from 'js-yaml'
import { expect } from 'vitest'
import { asArray, asObject, asObjects, asString } from '../../../src/web/json/narrow.ts'
import type { Json } from '../../../src/web/json/json.ts'
import { project } from './blocks.ts'

const IMAGE = /^ghcr\.io\/OWNER\/openai-edge-mock(?::\w+)?$/
const dockerfile = readFileSync(resolve(project, 'Dockerfile'), 'utf8')
const entrypoint = readFileSync(resolve(project, 'docker/entrypoint.sh'), 'utf8')
const [, port = ''] = /^EXPOSE (\d+)$/m.exec(dockerfile) ?? []

/** How a command or a Compose file runs the image. */
interface ImageUsage {
  image: string
  ports: string[]
  volumes: string[]
  env: Record<string, string>
}

/** Checks a `docker run` command against the image: its name, its port and the folders that it reads. */
export function checkDockerRun(command: string): void {
  const words = splitWords(command.replaceAll('\\\n', ' '))
  expect(words.splice(0, 2)).toEqual(['docker', 'run'])
  const usage: ImageUsage = { image: '', ports: [], volumes: [], env: {} }
  while (words.length > 0) {
    const word = words.shift() ?? ''
    if (word === '-p') {
      usage.ports.push(words.shift() ?? '')
    } else if (word === '-v') {
      usage.volumes.push(words.shift() ?? '')
    } else if (word === '-e') {
      const [name = '', value = ''] = (words.shift() ?? '').split('=')
      usage.env[name] = value
    } else if (!/^-(?:-rm|it)$/.test(word)) {
      usage.image = word
    }
  }
  checkUsage(usage)
}

/** Checks a Compose file or a workflow: the service that runs the image, and the base URL of its clients. */
export function checkServices(yaml: string): void {
  const document = asObject(load(yaml))
  const jobs = Object.values(asObject(document?.['jobs']) ?? {}).map(asObject)
  const services = [document, ...jobs].flatMap((job) => Object.values(asObject(job?.['services']) ?? {}))
  const service = asObjects(services).find(({ image }) => image !== undefined)
  checkUsage({
    image: asString(service?.['image']) ?? '',
    ports: textsIn(service?.['ports']),
    volumes: textsIn(service?.['volumes']),
    env: {},
  })
  const [, url = ''] = /OPENAI_BASE_URL: (\S+)/.exec(yaml) ?? []
  expect(new URL(url)).toMatchObject({ port, pathname: '/v1' })
}

function checkUsage({ image, ports, volumes, env }: ImageUsage): void {
  expect(image).toMatch(IMAGE)
  expect(ports).toEqual([`4010:${port}`])
  for (const volume of volumes) {
    const [, target = ''] = volume.split(':')
    const isFolder = dockerfile.includes(`PATCHES_DIR=${target}`) || entrypoint.includes(`=${target}\n`)
    expect(isFolder || env['OPENAI_SPEC'] === target, `the image does not read ${target}`).toBe(true)
  }
}

function textsIn(list: Json | undefined): string[] {
  return asArray(list).flatMap((item) => asString(item) ?? [])
}

function splitWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word)
}
