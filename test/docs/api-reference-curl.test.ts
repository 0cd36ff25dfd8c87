import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { curlExamples } from '../support/curl-examples.ts'
import { servedDocument } from '../support/document.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { SDP_OFFER } from '../support/sdp-offer.ts'
import { isSdkOnly } from '../support/sdk-only.ts'

/** Commands of the API reference that cannot work as printed, with the reason. */
const BROKEN_COMMANDS: Readonly<Record<string, string>> = {
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
  deleteFineTuningCheckpointPermission: '-X DELETE is missing, and the path does not support GET',
  'createFineTuningJob, W&B Integration': 'a comma is missing in the JSON',
  'accept-realtime-call': 'an extra comma in the JSON',
  cancelUpload: 'the key and -X POST are missing',
  completeUpload: 'the key and a backslash before -d are missing',
  addUploadPart: 'the key and a backslash before -F are missing',
  createVectorStoreFileBatch: 'a quotation mark is missing after a header',
  cancelVectorStoreFileBatch: 'the path says files_batches for file_batches',
  listFilesInVectorStoreBatch: 'the path says files_batches for file_batches',
  searchVectorStore: 'the JSON contains an ellipsis',
  CreateChatSessionMethod: 'the document requires a user and an object in expires_after',
}

/** Files that the commands upload. */
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
  FILES.forEach((name) =>
    writeFileSync(join(folder, name), name.endsWith('.sdp') ? SDP_OFFER : '{"id": 1}\n'),
  )
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Runs a command in a shell, with the address of the mock and local files. The key selects a namespace, because commands
 * delete what others use.
 *
 * @returns the HTTP status, followed by an excerpt of the body unless it is a 2xx status
 */
async function runCommand(command: string, namespace: string): Promise<string> {
  const local = command.replaceAll('https://api.openai.com', server.url).replaceAll('/path/to/file', folder)
  // The wrapper prints the status and does not change the request.
  const script = `curl() { command curl --silent --max-time 20 --write-out '%{stderr}\\n%{http_code}' "$@"; }\n${local}`
  const env = {
    ...process.env,
    HOME: folder,
    OPENAI_API_KEY: `sk-mock-${namespace}-test`,
    OPENAI_ADMIN_KEY: `sk-mock-${namespace}-admin`,
    CALL_ID: 'rtc_u1_9c6574da8b8a41a18da9308f4ad974ce',
  }
  const child = spawn('bash', ['-c', script], { env, cwd: folder })
  const [stdout, stderr] = await Promise.all([child.stdout, child.stderr].map(text))
  const status = /^[1-5]\d\d/m.exec(stderr ?? '')?.[0] ?? `no status: ${stderr}`
  return status.startsWith('2') ? status : `${status} ${stdout?.slice(0, 300)}`
}

// The commands come from OpenAI's document.
describe.skipIf(isSdkOnly)('curl commands of the API reference', () => {
  test('the document has more than 300 curl commands', () => {
    expect(examples.length).toBeGreaterThan(300)
  })

  test.concurrent.each(
    examples.map((example, index) => [example.name, example.command, `curl-${index}`] as const),
  )('the curl command of %s works unless it is known to be broken', async (name, command, namespace) => {
    const outcome = await runCommand(command, namespace)
    if (BROKEN_COMMANDS[name] === undefined) {
      expect(outcome).toMatch(/^2\d\d$/)
    } else {
      expect(outcome, `the command works now, remove it from BROKEN: ${BROKEN_COMMANDS[name]}`).not.toMatch(
        /^2\d\d$/,
      )
    }
  })
})
