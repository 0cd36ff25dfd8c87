import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { snakeCase } from './slots.ts'

/** Results are searched up to this length and number of members. */
const MAX_RESULT = 20_000
const MAX_MEMBERS = 300

/** A member of a tool's result. */
interface Member {
  key: string
  owner: string
  value: string | number | boolean
}

/** The results of earlier calls, searched for values by name. They are parsed on first use. */
export class Results {
  readonly #outputs: readonly string[]
  #members: readonly Member[] | undefined

  /** @param outputs the results in order */
  constructor(outputs: readonly string[]) {
    this.#outputs = outputs
  }

  get isEmpty(): boolean {
    return this.#outputs.length === 0
  }

  /** All results as one text. */
  get text(): string {
    return this.#outputs
      .map((output) => output.trim())
      .filter((output) => output !== '')
      .join('\n')
      .slice(0, MAX_RESULT)
  }

  /**
   * Finds the member for a property: `user_id` is the `user_id`, or the `id` of a `user`; the newest result first.
   *
   * @param name the property name
   */
  find(name: string, type: 'string' | 'number'): string | number | undefined {
    this.#members ??= this.#outputs.toReversed().flatMap(readMembers)
    const key = snakeCase(name)
    const fitting = this.#members.filter(({ value }) => typeof value === type)
    const exact = fitting.find((member) => member.key === key || `${member.owner}_${member.key}` === key)
    const isId = key.endsWith('_id')
    const partial = fitting.filter(({ key: other }) => key.endsWith(`_${other}`) && (other !== 'id' || isId))
    const similar = fitting.find(({ key: other }) => other.endsWith(`_${key}`))
    const found = exact ?? (partial.length === 1 || isId ? partial[0] : undefined) ?? similar
    return typeof found?.value === 'boolean' ? undefined : found?.value
  }
}

function readMembers(output: string): Member[] {
  const text = output.trim().slice(0, MAX_RESULT)
  if (!/^[[{]/.test(text)) {
    return []
  }
  try {
    const members: Member[] = []
    const value: Json = JSON.parse(text)
    collect(value, '', members)
    return members
  } catch {
    return []
  }
}

function collect(value: Json, owner: string, members: Member[]): void {
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 20)) {
      collect(item, owner, members)
    }
    return
  }
  for (const [name, member] of Object.entries(asObject(value) ?? {})) {
    if (members.length >= MAX_MEMBERS) {
      return
    }
    const key = snakeCase(name)
    if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') {
      members.push({ key, owner, value: member })
    } else if (member !== null) {
      collect(member, key.replace(/s$/, ''), members)
    }
  }
}
