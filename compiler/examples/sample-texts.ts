import { realisticId } from '../../src/openai/id-formats.ts'
import { newIdentifier } from '../../src/openai/ids.ts'
import { seededRandom } from '../../src/web/random/seeded-random.ts'

/** Texts by property name, for properties without an example or default. */
const TEXTS: Readonly<Record<string, string>> = {
  allowed_domains: 'www.northwind.test',
  arguments: '{"order_id":"A-1042"}',
  attribute: 'repository',
  audience: 'https://api.openai.com/v1',
  bucket: 'northwind-openai',
  capability_directories: '/mnt/skills',
  command: 'ls -l /mnt/data',
  content: 'Hello! How can I assist you today?',
  delta: 'Hello',
  description: 'Answers questions about orders and returns.',
  email: 'grace.hopper@northwind.test',
  error: 'The service did not answer in time.',
  event_types: 'response.completed',
  expression: '0 9 * * 1-5',
  filename: 'return-policy.pdf',
  geography: 'us',
  instructions: 'Answer questions about orders and returns, politely and briefly.',
  issuer: 'OpenAI',
  label: 'Support',
  language: 'en',
  message: 'The order was found.',
  model: 'gpt-5.4',
  name: 'Order support',
  npm: 'zod',
  obfuscation: 'q8Zt4KxPw2',
  path: '/mnt/data/report.md',
  principal_type: 'group',
  prompt: 'Where is my order?',
  python: 'pandas',
  queries: 'return policy for opened items',
  query: 'return policy for opened items',
  reason: 'The order has to be looked up first.',
  resource: 'https://mcp.northwind.test',
  role: 'member',
  scope: 'files.read',
  server_label: 'order_tracker',
  status: 'completed',
  system: 'ffmpeg',
  system_fingerprint: 'fp_44709d6fcb',
  text: 'Hello! How can I assist you today?',
  timezone: 'Europe/London',
  title: 'Order support',
  url: 'https://northwind.test/orders',
  version: '3',
  workload_identity_project_number: '482019375614',
}

/** Id prefixes by kind of object, or by the property that refers to it. */
const ID_PREFIXES: Readonly<Record<string, string>> = {
  assistant: 'asst_',
  'audio.voice_consent': 'cons_',
  certificate: 'cert_',
  'chat.completion': 'chatcmpl-',
  'chatkit.session': 'cksess_',
  'chatkit.thread': 'cthr_',
  'chatkit.thread_item': 'cthi_',
  'checkpoint.permission': 'cp_',
  completion: 'chatcmpl-',
  container: 'cntr_',
  'container.file': 'cfile_',
  conversation: 'conv_',
  'eval.run': 'evalrun_',
  'eval.run.output_item': 'outputitem_',
  file: 'file-',
  'fine_tuning.job': 'ftjob-',
  'fine_tuning.job.checkpoint': 'ftckpt_',
  'fine_tuning.job.event': 'ft-event-',
  group: 'group_',
  message: 'msg_',
  'organization.admin_api_key': 'key_',
  'organization.certificate': 'cert_',
  'organization.invite': 'invite-',
  'organization.project': 'proj_',
  'organization.project.api_key': 'key_',
  'organization.project.certificate': 'cert_',
  'organization.project.service_account': 'svc_acct_',
  'organization.project.service_account.api_key': 'key_',
  'organization.project.user': 'user-',
  'organization.service_account': 'user-',
  'organization.spend_alert': 'alert_',
  'organization.user': 'user-',
  project: 'proj_',
  'project.spend_alert': 'alert_',
  'realtime.session': 'sess_',
  response: 'resp_',
  'response.compaction': 'resp_',
  'skill.version': 'skillver_',
  text_completion: 'cmpl-',
  'thread.message': 'msg_',
  'thread.run': 'run_',
  'thread.run.step': 'step_',
  tool_call: 'call_',
  user: 'user-',
  vector_store: 'vs_',
  'vector_store.file': 'file-',
  'vector_store.files_batch': 'vsfb_',
}

/** @returns true if the kind has its own id prefix, rather than one derived from the last word of its name */
export function hasIdPrefix(object: string): boolean {
  return Object.hasOwn(ID_PREFIXES, object)
}

/** Values of properties that no example shows, by the end of the property's name. */
const VALUE_BY_SUFFIX: readonly [RegExp, (name: string) => string][] = [
  [
    /_id$|_identifier$/,
    (name) => newIdentifier(name.replace(/_?(?:id|identifier)$/, '_'), seededRandom(name)),
  ],
  [/_at$/, () => '2025-03-10T01:25:52Z'],
  [/_(?:url|uri|endpoint)$/, () => 'https://www.northwind.test/openai'],
  [/_secret$/, (name) => newIdentifier('whsec_', seededRandom(name), 32)],
  [/_hint$/, (name) => newIdentifier('', seededRandom(name), 4)],
  [/_arn$/, () => 'arn:aws:iam::482019375614:role/openai-access'],
  [/_ocid$/, (name) => newIdentifier('ocid1.key.oc1.iad.', seededRandom(name), 32)],
  [/_location$/, () => 'us-east1'],
  [/_version$/, () => '3'],
]

/**
 * @param name a property name
 * @returns a plausible, deterministic text: an id for an id, a sentence for a message
 */
export function sampleText(name: string): string {
  const known = TEXTS[name]
  if (known !== undefined) {
    return known
  }
  const [, owner] = /^(.*?)_?ids?$/.exec(name) ?? []
  if (owner !== undefined) {
    const prefix = ID_PREFIXES[owner] ?? (owner.endsWith('_file') ? 'file-' : undefined)
    if (prefix !== undefined) {
      return realisticId(`${prefix}abc_${owner.replaceAll('.', '_')}`)
    }
    return newIdentifier(`${owner === '' ? 'obj' : owner}_`, seededRandom(name))
  }
  const [, make] = VALUE_BY_SUFFIX.find(([ending]) => ending.test(name)) ?? []
  return make === undefined ? fallbackText(name) : make(name)
}

function fallbackText(name: string): string {
  return name === '' ? 'Hello' : `northwind-${name.split('_').at(-1)}`
}
