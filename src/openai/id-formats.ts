import { newHexIdentifier, newIdentifier } from './ids.ts'
import { seededRandom } from '../web/random/seeded-random.ts'

/** Format of the part of an id after its prefix. */
interface IdFormat {
  alphabet: 'letters' | 'hex'
  length: number
  /** The prefix used by the API, if the document's examples use another one. */
  prefix?: string
}

const letters = (length: number, prefix?: string): IdFormat => ({
  alphabet: 'letters',
  length,
  ...(prefix !== undefined && { prefix }),
})
const hex = (length: number, prefix?: string): IdFormat => ({
  alphabet: 'hex',
  length,
  ...(prefix !== undefined && { prefix }),
})

/** Formats of the API's ids by prefix, derived from the longer examples of OpenAI's reference. */
const ID_FORMATS: Readonly<Record<string, IdFormat>> = {
  asst_: letters(24),
  thread_: letters(24),
  msg_: letters(24),
  run_: letters(24),
  step_: letters(24),
  call_: letters(24),
  'chatcmpl-': letters(29),
  'cmpl-': letters(29),
  'modr-': letters(29),
  resp_: hex(48),
  conv_: hex(48),
  cmp_: hex(48),
  req_: hex(32),
  'file-': letters(22),
  file_: letters(22, 'file-'),
  upload_: hex(32),
  part_: hex(32),
  batch_: hex(32),
  vs_: hex(32),
  vsfb_: hex(32),
  'ftjob-': letters(24),
  ftckpt_: letters(24),
  'ft-event-': letters(24),
  cp_: letters(24),
  eval_: hex(32),
  evalrun_: hex(32),
  outputitem_: hex(32),
  cntr_: hex(48),
  container_: hex(48, 'cntr_'),
  cfile_: hex(32),
  video_: hex(48),
  char_: hex(24),
  skill_: hex(32),
  skillver_: hex(32),
  cons_: letters(24),
  voice_: letters(24),
  sess_: letters(21),
  ek_: hex(32),
  cthr_: hex(48),
  cthi_: hex(48),
  cksess_: hex(48),
  workflow_: hex(48, 'wf_'),
  'org-': letters(24),
  'proj-': letters(24, 'proj_'),
  proj_: letters(24),
  'user-': letters(24),
  user_: letters(24, 'user-'),
  sa_: letters(24, 'user-'),
  svc_acct_: letters(24),
  key_: letters(16),
  'invite-': letters(24),
  cert_: hex(32),
  group_: letters(26),
  role_: letters(26),
  alert_: letters(24),
  'audit_log-': letters(24),
  audit_log_: letters(24, 'audit_log-'),
  cust_: letters(14),
}

const PREFIXES = Object.keys(ID_FORMATS).toSorted((one, other) => other.length - one.length)

/** Parts of hand-written ids: `abc123`, `xxx_yyyymmdd`, `01J1F8ABCDXYZ`. */
const HAND_WRITTEN = /abc|def|xyz|xxx|yyy|123456/i

/** Real ids are at least this long, without their prefix. */
const MIN_LENGTH = 16

/**
 * @returns the prefix if the text is an id, hand-written or real: `file-` for `file-abc123`
 */
export function idPrefixOf(text: string): string | undefined {
  const prefix = PREFIXES.find((candidate) => text.startsWith(candidate))
  const rest = prefix === undefined ? '' : text.slice(prefix.length)
  const isId =
    /^[\w-]+$/.test(rest) &&
    (/\d|[a-z][A-Z]/.test(rest) || HAND_WRITTEN.test(rest) || rest.length >= MIN_LENGTH)
  return isId ? prefix : undefined
}

/**
 * @param id an id of an example
 * @returns the id if it looks real, otherwise a realistic id of the same kind, derived from it
 */
export function realisticId(id: string): string {
  const prefix = idPrefixOf(id)
  const format = prefix === undefined ? undefined : ID_FORMATS[prefix]
  if (prefix === undefined || format === undefined) {
    return id
  }
  const rest = id.slice(prefix.length)
  if (rest.length >= MIN_LENGTH && !looksHandWritten(rest) && format.prefix === undefined) {
    return id
  }
  const make = format.alphabet === 'hex' ? newHexIdentifier : newIdentifier
  return make(format.prefix ?? prefix, seededRandom(id), format.length)
}

/** Stricter than {@link HAND_WRITTEN}, since random letters contain `abc` now and then. */
function looksHandWritten(rest: string): boolean {
  return /^(?:abc|def|xyz|xxx|yyy)|123456|ABCDXYZ|_/.test(rest)
}
