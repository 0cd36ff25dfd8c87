import type { CompiledPatch } from '../document/compile-patch.ts'
import type { Patch } from '../document/types.ts'
import { ellipsize } from '../../web/truncate.ts'

const MAX_PHRASE_LENGTH = 200
const MAX_DESCRIPTION_LENGTH = 500

/** Phrase for each field of a patch, in the order in which the fields apply. */
const PHRASES: { [Field in keyof Patch]?: (value: NonNullable<Patch[Field]>) => string } = {
  status: (status) => `responds with status ${status}`,
  error: (error) => `responds with the error ${typeof error === 'string' ? error : error.code}`,
  example: (example) => `responds with the example ${example}`,
  dynamic: (dynamic) => (dynamic ? 'generates the body' : 'uses the example'),
  reply: (reply) =>
    typeof reply === 'string'
      ? `replies ${ellipsize(reply, MAX_PHRASE_LENGTH)}`
      : `sets ${Object.keys(reply).join(', ')} of the reply`,
  body: () => 'replaces the body',
  merge: (merge) => `merges ${Object.keys(merge).join(', ')} into the body`,
  patch: (operations) => `changes ${operations.map(({ path }) => path).join(', ')} in the body`,
  target: (target) => `changes ${target} in the body`,
  headers: (headers) => `sets the headers ${Object.keys(headers).join(', ')}`,
  stream: () => 'paces the stream',
  fault: (faults) =>
    `injects the fault ${[faults]
      .flat()
      .flatMap((one) => Object.keys(one))
      .join(', ')}`,
  continue: (goesOn) => (goesOn ? 'lets later patches apply' : 'stops later patches'),
}

/** Describes a patch in one sentence. */
export function describePatch({ patch, file }: CompiledPatch): string {
  const scope =
    patch.operation === undefined ? 'On every operation' : `On ${[patch.operation].flat().join(', ')}`
  const conditions = Object.entries(patch.when ?? {}).map(
    ([path, value]) => `${path} ${JSON.stringify(value)}`,
  )
  const conditionText =
    conditions.length === 0 ? '' : `, when ${ellipsize(conditions.join(' and '), MAX_PHRASE_LENGTH)}`
  const effects = Object.entries(PHRASES).flatMap(([field, phrase]) => {
    const value = Reflect.get(patch, field)
    return value === undefined || value === null ? [] : [Reflect.apply(phrase, undefined, [value])]
  })
  if (file !== undefined) {
    effects.push(`reads the body from the file ${file}`)
  }
  return ellipsize(
    `${scope}${conditionText}: ${effects.length === 0 ? 'changes nothing' : effects.join(', ')}.`,
    MAX_DESCRIPTION_LENGTH,
  )
}
