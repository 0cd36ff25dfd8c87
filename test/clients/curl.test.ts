import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { curlExamples } from '../support/curl-examples.ts'
import { servedDocument } from '../support/document.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { isSdkAlone } from '../support/sdk-alone.ts'

/** Commands that do not work as they are printed, whoever answers; each with what is wrong with it. */
const BROKEN: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'listPaginatedFineTuningJobs',
      'admin-api-keys-list',
      'list-groups',
      'list-invites',
      'list-projects',
      'list-project-api-keys',
      'list-project-rate-limits',
      'list-project-service-accounts',
      'list-project-spend-alerts',
      'list-project-users',
      'list-organization-spend-alerts',
      'list-users',
    ].map((name) => [name, 'a bare & ends the command in the middle of its URL, before the key']),
  ),
  createEvalRun: 'a brace is missing at the end of the JSON',
  deleteFineTuningCheckpointPermission: 'no -X DELETE, and there is nothing to GET',
  'createFineTuningJob, W&B Integration': 'a comma is missing in the JSON',
  'accept-realtime-call': 'a comma too many in the JSON',
  cancelUpload: 'neither a key nor -X POST',
  completeUpload: 'neither a key nor a backslash before -d',
  addUploadPart: 'neither a key nor a backslash before -F',
  createVectorStoreFileBatch: 'a quotation mark is missing after a header',
  cancelVectorStoreFileBatch: 'the path says files_batches for file_batches',
  listFilesInVectorStoreBatch: 'the path says files_batches for file_batches',
  searchVectorStore: 'the JSON has three dots in it',
  CreateChatSessionMethod: 'the document asks for a user, and for an object in expires_after',
}

/** Files that the commands send. */
const FILES = [
  'audio.mp3',
  'german.m4a',
  'meeting.wav',
  'audio_sample.wav',
  'consent_recording.wav',
  'bath-bomb.png',
  'body-lotion.png',
  'incense-kit.png',
  'soap.png',
  'otter.png',
  'mask.png',
  'example.txt',
  'mydata.jsonl',
  'offer.sdp',
]

const examples = curlExamples(servedDocument())

let server: RunningServer
let folder: string

beforeAll(async () => {
  server = await startServer({ MOCK_STRICT: 'on' })
  folder = mkdtempSync(join(tmpdir(), 'curl-'))
  FILES.forEach((name) => writeFileSync(join(folder, name), '{"id": 1}\n'))
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command in a shell, with the mock's address in the place of the API's and files where it expects them. */
async function statusOf(command: string): Promise<string> {
  const local = command.replaceAll('https://api.openai.com', server.url).replaceAll('/path/to/file', folder)
  // The function tells the status, and changes nothing that curl sends.
  const script = `curl() { command curl --silent --max-time 20 --write-out '%{stderr}\\n%{http_code}' "$@"; }\n${local}`
  const env = {
    ...process.env,
    HOME: folder,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_ADMIN_KEY: 'sk-admin-test',
    CALL_ID: 'rtc_u1_9c6574da8b8a41a18da9308f4ad974ce',
  }
  const child = spawn('bash', ['-c', script], { env, cwd: folder })
  const [answer, said] = await Promise.all([child.stdout, child.stderr].map(text))
  const status = /^[1-5]\d\d/m.exec(said ?? '')?.[0] ?? `no status: ${said}`
  return status.startsWith('2') ? status : `${status} ${answer?.slice(0, 300)}`
}

// The commands stand in OpenAI's document.
describe.skipIf(isSdkAlone)('curl, as the API reference prints it', () => {
  test('is told for nearly all operations', () => {
    expect(examples.length).toBeGreaterThan(300)
  })

  test.concurrent.each(examples.map((example) => [example.name, example.command] as const))(
    '%s',
    async (name, command) => {
      const outcome = await statusOf(command)
      if (BROKEN[name] === undefined) {
        expect(outcome).toMatch(/^2\d\d$/)
      } else {
        expect(outcome, `works now: ${BROKEN[name]}`).not.toMatch(/^2\d\d$/)
      }
    },
  )
})
