import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chat, type Container, createFolder, get, post, startContainer } from './container.ts'
import { createBuildContext } from './build-context.ts'
import { findEngine, type StartOptions } from './engine.ts'

const SCRIPTS = '/docker-entrypoint.d'
const EXAMPLES_FOLDER = resolve(import.meta.dirname, '../..', SCRIPTS.slice(1))
const IMAGE = `openai-edge-mock-test:${process.pid}`

const engine = findEngine()
const running: Container[] = []

beforeAll(async () => {
  const context = await createBuildContext()
  try {
    engine.build(context, IMAGE)
  } finally {
    rmSync(context, { recursive: true })
  }
}, 600_000)

afterEach(async () => {
  for (const container of running.splice(0)) {
    if (container.process.exitCode === null) {
      container.signal('SIGTERM')
      await container.exited
    }
    container.remove()
  }
})

afterAll(() => engine.removeImage(IMAGE))

async function start(options: Omit<StartOptions, 'port'> = {}): Promise<Container> {
  const container = await startContainer(engine, IMAGE, options)
  running.push(container)
  return container
}

async function startWithScripts(files: Record<string, string>): Promise<Container> {
  return start({ mounts: { [SCRIPTS]: createFolder(files) } })
}

/** @returns the example scripts of the repository */
function exampleScripts(): Record<string, string> {
  return Object.fromEntries(
    readdirSync(EXAMPLES_FOLDER).map((name) => [name, readFileSync(join(EXAMPLES_FOLDER, name), 'utf8')]),
  )
}

const editScript = (expression: string) => `#!/bin/sh\nyq eval -i '${expression}' /tmp/openapi.yaml\n`

describe('Docker image', () => {
  test('the image exposes port 4010, runs as the user node and has a health check', () => {
    const { User, ExposedPorts, Healthcheck } = engine.config(IMAGE)
    expect(User).toBe('node')
    expect(Object.keys(ExposedPorts)).toEqual(['4010/tcp'])
    expect(Healthcheck.Test).toEqual(['CMD', 'node', '/app/health.js'])
  })

  test('the image contains only built files and none of them is writable', async () => {
    const container = await startWithScripts({
      '1_list.sh': '#!/bin/sh\nls /app\nid -u\nfind /app /docker-entrypoint.d -writable\ndu -sk /app\n',
    })
    await container.firstResponse()
    const lines = container.output().split('\n')
    expect(lines.slice(1, 7)).toEqual([
      'dist',
      'entrypoint.sh',
      'health.js',
      'openapi.yaml',
      'package.json',
      '1000',
    ])
    expect(lines[7]).toMatch(/^\d+\t\/app$/)
    expect(Number.parseInt(lines[7] ?? '', 10)).toBeLessThan(17_000)
  })
})

describe('container', () => {
  test('a container with the bundled document responds', async () => {
    const container = await start()
    await container.firstResponse()
    const health = await fetch(`${container.url}/__mock/health`)
    expect(await health.json()).toMatchObject({
      status: 'ok',
      document: { additions: expect.stringMatching(/^openai-node@/) },
    })
  })

  test('the health check passes on the right port and fails on another', async () => {
    const container = await start()
    await container.firstResponse()
    expect(container.run(['node', '/app/health.js'])).toBe(0)
    expect(container.run(['env', 'PORT=1', 'node', '/app/health.js'])).toBe(1)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('a container stops on %s under load', async (signal) => {
    const container = await start()
    await container.firstResponse()
    let responses = 0
    const load = async () => {
      while (container.process.exitCode === null) {
        await chat(container.url, 'Hello')
        responses += 1
      }
    }
    const loads = Array.from({ length: 8 }, () => load().catch(() => {}))
    await expect.poll(() => responses, { timeout: 30_000 }).toBeGreaterThan(100)
    container.signal(signal)
    expect(await container.exited).toBe(0)
    await Promise.all(loads)
  })

  test('SIGTERM stops a container while a start-up script runs', async () => {
    const container = await startWithScripts({ '1_wait.sh': '#!/bin/sh\necho waiting\nexec sleep 600\n' })
    await expect.poll(() => container.output(), { timeout: 10_000 }).toContain('waiting')
    container.signal('SIGTERM')
    expect(await container.exited).toBe(143)
  })
})

describe('start-up scripts', () => {
  test('start-up scripts run in version order and sourced exports reach the server', async () => {
    const container = await startWithScripts({
      '10_last.sh': '#!/bin/sh\necho "last $GREETING"\n',
      '2_second.envsh': 'export GREETING=hello PATCHES_DIR=/tmp/exported\n',
      '1_first.sh': '#!/bin/sh\necho first\n',
    })
    await container.firstResponse()
    const lines = container.output().split('\n')
    // The log line of the request may follow.
    expect(lines.slice(0, 6)).toEqual([
      'entrypoint: running /docker-entrypoint.d/1_first.sh',
      'first',
      'entrypoint: sourcing /docker-entrypoint.d/2_second.envsh',
      'entrypoint: running /docker-entrypoint.d/10_last.sh',
      'last hello',
      expect.stringContaining('patches in /tmp/exported'),
    ])
  })

  test('files that are not executable scripts are skipped with a message', async () => {
    const container = await startWithScripts({ '1_forgotten.sh': '', 'README.md': 'Scripts' })
    await container.firstResponse()
    expect(container.output()).toContain(
      'skipping /docker-entrypoint.d/1_forgotten.sh: not executable (chmod +x)',
    )
    expect(container.output()).toContain('skipping /docker-entrypoint.d/README.md: neither *.sh nor *.envsh')
  })

  test.each([
    ['1_broken.sh', '#!/bin/sh\nexit 7\n', 7],
    ['1_broken.envsh', 'false\n', 1],
    ['1_leaving.envsh', 'exit 3\n', 3],
  ])('a failing %s stops the container with its exit code', async (name, text, code) => {
    const container = await startWithScripts({ [name]: text, '2_later.sh': '#!/bin/sh\necho later\n' })
    expect(await container.exited).toBe(code)
    expect(container.output()).toContain(
      `entrypoint: /docker-entrypoint.d/${name} failed with exit code ${code}; stopping the container`,
    )
    expect(container.output()).not.toContain('later')
  })

  test('the example scripts of the repository edit the document and add patches', async () => {
    const container = await startWithScripts(exampleScripts())
    await container.firstResponse()
    const [, compiled, all] =
      /compiled (\d+) new or changed of (\d+) operations/.exec(container.output()) ?? []
    expect(Number(compiled)).toBeGreaterThan(0)
    expect(Number(compiled)).toBeLessThan(Number(all) / 10)
    expect(await chat(container.url, 'Who are you?')).toBe('Hello World!!')
    const moderation = await post(container.url, '/moderations', { input: 'Hello' })
    expect(moderation.status).toBe(503)
    expect(moderation.headers.get('x-mock-patches')).toBe('overloaded')
  })
})

describe('edited document', () => {
  test('edited paths, schemas and removals take effect in responses and streams', async () => {
    const container = await startWithScripts({
      '1_edit.sh': [
        editScript(
          '.components.schemas.ChatCompletionResponseMessage.properties.content.example = "Hello World!!"',
        ),
        editScript(
          '.paths."/weather".get = {"operationId": "getWeather", "responses": {"200": {"description": "OK", "content": ' +
            '{"application/json": {"schema": {"type": "object", "required": ["sky"], "properties": {"sky": ' +
            '{"type": "string", "example": "blue"}}}}}}}}',
        ),
        editScript('.components.schemas.CreateModerationRequest.required = ["input", "reason"]'),
        editScript('.paths."/models" = {}'),
      ].join('\n'),
    })
    await container.firstResponse()
    const { url } = container
    const stream = await post(url, '/v1/chat/completions', {
      model: 'gpt-4o-mini',
      stream: true,
      messages: [{ role: 'user', content: 'Hello' }],
    })
    const chunks = [...(await stream.text()).matchAll(/"delta":\{"content":"([^"]*)"/g)]
    expect(chunks.map(([, text]) => text).join('')).toBe('Hello World!!')
    expect(await (await get(url, '/v1/weather')).json()).toEqual({ sky: 'blue' })
    const moderation = await post(url, '/v1/moderations', { input: 'Hello' })
    expect(await moderation.json()).toMatchObject({ error: { param: 'reason' } })
    expect((await get(url, '/v1/models')).status).toBe(404)
    expect(container.output()).toContain('1 operations of the bundled document were removed')
  })

  test('a document that does not parse stops the container with line and column', async () => {
    const container = await startWithScripts({
      '1_spoil.sh': "#!/bin/sh\nsed -i '2i a: b: c' /tmp/openapi.yaml\n",
    })
    expect(await container.exited).toBe(1)
    expect(container.output()).toContain(
      'openai-edge-mock cannot start: /tmp/openapi.yaml, line 2, column 5: bad indentation of a mapping entry',
    )
  })
})

test('OPENAI_SPEC selects another document to mock', async () => {
  const document = {
    openapi: '3.0.3',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets/{id}': {
        get: {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          responses: { '200': { description: 'OK', content: { 'application/json': { schema: petSchema } } } },
        },
      },
    },
  }
  const mounts = { '/documents': createFolder({ 'pets.json': JSON.stringify(document) }) }
  const container = await start({ mounts, env: { OPENAI_SPEC: '/documents/pets.json' } })
  await expect
    .poll(() => fetch(`${container.url}/pets/1`).then((response) => response.json(), String), {
      timeout: 30_000,
    })
    .toMatchObject({ name: 'Rex', tag: 'dog' })
  expect((await fetch(`${container.url}/pets/rex`)).status).toBe(400)
})

const petSchema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', example: 'Rex' }, tag: { type: 'string', example: 'dog' } },
}

test('saving a patch file while the container runs changes the next response', async () => {
  const folder = createFolder({})
  const container = await start({ mounts: { '/patches': folder } })
  await container.firstResponse()
  const moderate = async () => (await post(container.url, '/v1/moderations', { input: 'Hello' })).status
  expect(await moderate()).toBe(200)
  writeFileSync(join(folder, 'default.yaml'), 'patches: [{ operation: createModeration, status: 429 }]\n')
  expect(await moderate()).toBe(429)
  writeFileSync(join(folder, 'default.json'), '{"patches":[{"operation":"createModeration","status":503}]}')
  expect(await moderate()).toBe(503)
})
