import type { NamedPatch } from '../patches/compile-patch.ts'
import type { Patch } from '../patches/document.ts'

/** How the fields of a patch are told, in the order that they apply. */
const WORDS: { [Field in keyof Patch]?: (value: NonNullable<Patch[Field]>) => string } = {
  status: (status) => `answers with status ${status}`,
  error: (error) => `answers with the error ${typeof error === 'string' ? error : error.code}`,
  example: (example) => `answers with the example ${example}`,
  dynamic: (dynamic) => (dynamic ? 'makes up the body' : 'takes the example'),
  reply: (reply) =>
    typeof reply === 'string'
      ? `says ${shortened(reply)}`
      : `sets ${Object.keys(reply).join(', ')} of the reply`,
  body: () => 'replaces the body',
  merge: (merge) => `merges ${Object.keys(merge).join(', ')} into the body`,
  patch: (operations) => `changes ${operations.map(({ path }) => path).join(', ')} of the body`,
  target: (target) => `changes the places ${target} of the body`,
  headers: (headers) => `sets the headers ${Object.keys(headers).join(', ')}`,
  stream: () => 'paces the stream',
  fault: (faults) =>
    `makes the delivery fail: ${[faults]
      .flat()
      .flatMap((one) => Object.keys(one))
      .join(', ')}`,
  continue: (goesOn) => (goesOn ? 'lets later patches add to it' : 'is the last to apply'),
}

/** @returns what a patch does, in a sentence */
export function explainPatch({ patch, file }: NamedPatch): string {
  const where =
    patch.operation === undefined ? 'On every operation' : `On ${[patch.operation].flat().join(', ')}`
  const conditions = Object.entries(patch.when ?? {}).map(
    ([path, value]) => `${path} ${JSON.stringify(value)}`,
  )
  const when = conditions.length === 0 ? '' : `, when ${shortened(conditions.join(' and '))}`
  const does = Object.entries(WORDS).flatMap(([field, tell]) => {
    const value = Reflect.get(patch, field)
    return value === undefined || value === null ? [] : [Reflect.apply(tell, undefined, [value])]
  })
  if (file !== undefined) {
    does.push(`takes the body from the file ${file}`)
  }
  return shortened(`${where}${when}: ${does.length === 0 ? 'changes nothing' : does.join(', ')}.`, 500)
}

function shortened(text: string, length = 200): string {
  return text.length > length ? `${text.slice(0, length)}...` : text
}
