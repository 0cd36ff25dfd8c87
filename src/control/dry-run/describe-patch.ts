import type { CompiledPatch } from '../../patches/document/compile-patch.ts'
import type { Patch } from '../../patches/document/types.ts'

/** Phrase for each field of a patch, in the order in which the fields apply. */
const PHRASES: { [Field in keyof Patch]?: (value: NonNullable<Patch[Field]>) => string } = {
  status: (status) => `responds with status ${status}`,
  error: (error) => `responds with the error ${typeof error === 'string' ? error : error.code}`,
  example: (example) => `responds with the example ${example}`,
  dynamic: (dynamic) => (dynamic ? 'generates the body' : 'uses the example'),
  reply: (reply) =>
    typeof reply === 'string'
      ? `replies ${truncate(reply)}`
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
  const conditionText = conditions.length === 0 ? '' : `, when ${truncate(conditions.join(' and '))}`
  const effects = Object.entries(PHRASES).flatMap(([field, phrase]) => {
    const value = Reflect.get(patch, field)
    return value === undefined || value === null ? [] : [Reflect.apply(phrase, undefined, [value])]
  })
  if (file !== undefined) {
    effects.push(`reads the body from the file ${file}`)
  }
  return truncate(
    `${scope}${conditionText}: ${effects.length === 0 ? 'changes nothing' : effects.join(', ')}.`,
    500,
  )
}

function truncate(text: string, length = 200): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}
