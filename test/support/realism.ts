import { isRecord } from '../../src/web/json/is-record.ts'

/** A response and its request, for {@link findUnrealisticValues}. */
export interface CheckedResponse {
  body: unknown
  /** Path, query and body of the request as text. Echoed values are always allowed. */
  sent: string
  pathParameters: Record<string, string>
  /** Time of the response in Unix seconds. */
  now: number
}

/** Patterns of placeholder values, each with the reason to report. */
const PLACEHOLDERS: readonly [reason: string, pattern: RegExp][] = [
  ['is a type name', /^(?:string|str|number|integer|boolean|null|undefined|value|name|key|id)$/i],
  ['is a hand-written id', /(?:^|[-_:/?=&])(?:abc|def|xyz|xxx|yyy)(?:[-_]|\d|$)/i],
  [
    'is a hand-written id',
    /^(?!gpt|text|dall|sora|babbage|davinci|o\d|whisper|tts)[a-z]+(?:_[a-z]+)*[-_]\d{1,9}$/,
  ],
  ['is made from the property name', /^Primary [a-z]/],
  ['is a counting sequence', /123456|abcdef(?!\d)/i],
  ['is a stock name', /\b(?:John Doe|Jane (?:Doe|Smith)|First Last|Joe Bloggs)\b/i],
  ['is an example address', /@example\.|\/\/example\.|^user@|127\.0\.0\.1|localhost/i],
  ['is filler text', /\blorem\b|\bipsum\b|\bplaceholder\b|\bfoo\b|\bfoobar\b|\btodo\b/i],
  ['is labeled as an example', /^(?:my |an? |the )?(?:example|sample|test)\b|\bexample$|^my \w+$/i],
  ['is an ellipsis', /\.\.\.|…|<[a-z_]+ here>/i],
  ['is a date from the API reference', /\b20(?:1\d|2[0-4])-\d\d-\d\d(?:T|$)/],
  ['contains markup', / {2}\n|<\/?(?:div|span|p|br)>/],
  ['is a variable from the API reference', /VAR_\w+|\{\{\w+\}\}(?!\})|YOUR_/],
]

/** Maximum length of a label. Longer texts are prompts and documents, which may mention examples. */
const MAX_LABEL_LENGTH = 400

/** JSON Schemas and tool calls, which legitimately contain type names. */
const SCHEMA_OR_ARGUMENTS_PATH = /\/(?:schema|parameters)\/|\/tool_calls\//

const TIME_NAME = /(?:^created|_at|^start_time|^end_time)$/

const YEAR_SECONDS = 366 * 86_400

/**
 * @returns the unrealistic parts of a response, each with its JSON Pointer
 */
export function findUnrealisticValues(call: CheckedResponse): string[] {
  // The release date of a model is a fact.
  const isTimeless = JSON.stringify(call.body).includes('"object":"model"')
  const issues: string[] = []
  visitValues(call.body, '', (value, place) => {
    if (typeof value === 'string') {
      issues.push(...checkText(value, { place, ...call }))
    } else if (typeof value === 'number' && !isTimeless) {
      issues.push(...checkTimestamp(value, { place, now: call.now }))
    } else if (isRecord(value)) {
      issues.push(...checkObject(value, { place, ...call }))
    }
  })
  return issues
}

function checkText(text: string, { place, sent }: { place: string; sent: string }): string[] {
  const name = place.split('/').at(-1) ?? ''
  if (sent.includes(JSON.stringify(text).slice(1, -1)) || text.length > MAX_LABEL_LENGTH) {
    return []
  }
  const repeatsName = name.includes('_') && text === name.replaceAll('_', ' ')
  if (SCHEMA_OR_ARGUMENTS_PATH.test(place)) {
    return []
  }
  const reasons = PLACEHOLDERS.filter(([, pattern]) => pattern.test(text)).map(([reason]) => reason)
  // Names of model snapshots contain dates.
  const relevant = /(?:^|_)model|^id$/.test(name)
    ? reasons.filter((reason) => !reason.includes('date'))
    : reasons
  return [...(repeatsName ? ['repeats the property name'] : []), ...relevant].map(
    (reason) => `${place}: ${JSON.stringify(text)} ${reason}`,
  )
}

function checkTimestamp(time: number, { place, now }: { place: string; now: number }): string[] {
  const isTime = TIME_NAME.test(place.split('/').at(-1) ?? '')
  return isTime && Math.abs(time - now) > YEAR_SECONDS
    ? [`${place}: ${time} is more than a year from now`]
    : []
}

/** Id formats by object type. Other types are not checked. */
const ID_FORMATS: Readonly<Record<string, RegExp>> = {
  assistant: /^asst_/,
  thread: /^thread_/,
  'thread.message': /^msg_/,
  'thread.run': /^run_/,
  'thread.run.step': /^step_/,
  file: /^file-/,
  upload: /^upload_/,
  'upload.part': /^part_/,
  batch: /^batch_/,
  vector_store: /^vs_/,
  'vector_store.file': /^file-/,
  'vector_store.files_batch': /^vsfb_/,
  'fine_tuning.job': /^ftjob-/,
  'fine_tuning.job.event': /^ft-?event-/,
  'fine_tuning.job.checkpoint': /^ftckpt_/,
  'checkpoint.permission': /^cp_/,
  response: /^resp_/,
  'response.compaction': /^resp_/,
  conversation: /^conv_/,
  container: /^cntr_/,
  'container.file': /^cfile_/,
  eval: /^eval_/,
  'eval.run': /^evalrun_/,
  'eval.run.output_item': /^outputitem_/,
  'chat.completion': /^chatcmpl-/,
  text_completion: /^cmpl-/,
  video: /^video_/,
  skill: /^skill_/,
  'skill.version': /^skillver_/,
  'realtime.session': /^sess_/,
  'realtime.transcription_session': /^sess_/,
  'chatkit.session': /^cksess_/,
  'chatkit.thread': /^cthr_/,
  'chatkit.thread_item': /^cthi_/,
  'organization.user': /^user-/,
  'organization.project': /^proj_/,
  'organization.project.user': /^user-/,
  'organization.project.service_account': /^svc_acct_/,
  'organization.project.api_key': /^key_/,
  'organization.admin_api_key': /^key_/,
  'organization.invite': /^invite-/,
  'organization.certificate': /^cert_/,
  group: /^group_/,
  role: /^role_/,
}

const TOTALS: readonly [total: string, parts: readonly string[]][] = [
  ['total_tokens', ['input_tokens', 'output_tokens']],
  ['total_tokens', ['prompt_tokens', 'completion_tokens']],
  ['total', ['completed', 'failed', 'cancelled', 'in_progress']],
  ['total', ['passed', 'failed', 'errored']],
]

/** Timestamp fields in chronological order. */
const TIMESTAMP_ORDER = [
  'created_at',
  'in_progress_at',
  'started_at',
  'finalizing_at',
  'completed_at',
  'finished_at',
]

function checkObject(
  object: Record<string, unknown>,
  { place, pathParameters, sent }: { place: string } & Pick<CheckedResponse, 'pathParameters' | 'sent'>,
): string[] {
  const number = (name: string) => {
    const value = object[name]
    return typeof value === 'number' ? value : undefined
  }
  const issues: string[] = []
  for (const [total, parts] of TOTALS) {
    const known = parts.flatMap((name) => number(name) ?? [])
    const isSum = known.length >= 2 && number(total) !== undefined && parts.some((name) => name in object)
    const sum = known.reduce((added, part) => added + part, 0)
    // A cancelled batch is incomplete.
    if (isSum && sum !== number(total) && !(parts.includes('completed') && /cancel/.test(place + sent))) {
      issues.push(`${place}: ${JSON.stringify(object)} does not add up`)
    }
  }
  const times = TIMESTAMP_ORDER.flatMap((name) => number(name) ?? [])
  if (times.some((time, index) => time < (times[index - 1] ?? time))) {
    issues.push(`${place}: the timestamps are out of order: ${times.join(' ')}`)
  }
  const { expires_at: expires, created_at: created, status } = object
  if (typeof expires === 'number' && typeof created === 'number' && expires <= created) {
    issues.push(`${place}: expires_at is not after created_at`)
  }
  for (const [states, name] of [
    [['completed'], 'completed_at'],
    [['succeeded'], 'finished_at'],
    [['succeeded'], 'fine_tuned_model'],
  ] as const) {
    if (states.some((state) => state === status) && name in object && object[name] === null) {
      issues.push(`${place}: status is ${String(status)}, but ${name} is null`)
    }
  }
  if (
    ['queued', 'in_progress', 'validating'].includes(String(status)) &&
    typeof object['completed_at'] === 'number'
  ) {
    issues.push(`${place}: status is ${String(status)}, but completed_at is set`)
  }
  const { error } = object
  if (
    ['completed', 'succeeded', 'queued'].includes(String(status)) &&
    isRecord(error) &&
    error['code'] !== ''
  ) {
    issues.push(`${place}: status is ${String(status)}, but error is set: ${JSON.stringify(error)}`)
  }
  for (const [name, value] of Object.entries(pathParameters)) {
    if (name in object && object[name] !== value) {
      issues.push(`${place}/${name}: ${String(object[name])} differs from the path parameter ${value}`)
    }
  }
  const { id, object: kind } = object
  const prefix = ID_FORMATS[typeof kind === 'string' ? kind : '']
  const isOurs = typeof id === 'string' && !sent.includes(id)
  if (isOurs && prefix !== undefined && !prefix.test(id)) {
    issues.push(`${place}/id: ${id} does not have the id format of ${JSON.stringify(kind)}`)
  }
  if (isOurs && prefix !== undefined && id.length < 20) {
    issues.push(`${place}/id: ${id} is shorter than a real id`)
  }
  return [...issues, ...checkList(object, place)]
}

function checkList(object: Record<string, unknown>, place: string): string[] {
  const { data, has_more: hasMore, first_id: first, last_id: last } = object
  if (!Array.isArray(data) || hasMore === undefined) {
    return []
  }
  const ids = data.filter(isRecord).map(({ id }) => id)
  const known = ids.filter((id) => id !== undefined)
  return [
    ...(data.length === 0 ? [`${place}: the list is empty`] : []),
    ...(new Set(known).size < known.length ? [`${place}: two items have the same id`] : []),
    ...(first !== undefined && first !== ids.at(0) ? [`${place}: first_id is ${JSON.stringify(first)}`] : []),
    ...(last !== undefined && last !== ids.at(-1) ? [`${place}: last_id is ${JSON.stringify(last)}`] : []),
  ]
}

function visitValues(value: unknown, place: string, visitor: (value: unknown, place: string) => void): void {
  visitor(value, place)
  if (Array.isArray(value)) {
    value.forEach((item, index) => visitValues(item, `${place}/${index}`, visitor))
  } else if (isRecord(value)) {
    Object.entries(value).forEach(([name, member]) => visitValues(member, `${place}/${name}`, visitor))
  }
}
