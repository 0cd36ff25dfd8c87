import type { Kept } from '../../state/kept.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import type { StateRequest, StateSteps } from './behavior.ts'
import { lookUpItem } from './lookup.ts'
import { NO_STEPS } from './no-steps.ts'

/** Computes the item after an action: cancelled, archived, with a new secret. */
export type ItemChange = (kept: JsonObject, example: JsonObject, request: StateRequest) => JsonObject

/**
 * Changes the state of a kept item.
 *
 * @param change may throw an API error if the item's state does not allow the action
 */
export function action(request: StateRequest, change: ItemChange = takeStatus): StateSteps {
  const { store } = request
  let found: Kept | undefined
  let shownOnce: JsonObject = {}
  return {
    ...NO_STEPS,
    recall: (answer) => {
      found = lookUpItem(request)
      if (found === undefined) {
        return { answer, origin: 'example' }
      }
      const example = asObject(answer.body) ?? {}
      const changed = change(found.body, example, request)
      shownOnce = secretsOf(example, changed)
      return { answer: { ...answer, body: { ...changed, ...shownOnce } }, origin: 'stored' }
    },
    commit: (answer) => {
      const changed = asObject(answer.body)
      if (found !== undefined && changed !== undefined) {
        const kept = Object.entries(changed).filter(([name]) => !(name in shownOnce))
        store.replace(found, Object.fromEntries(kept), null)
      }
      return found
    },
  }
}

/** Secrets of the example that the item itself does not have, such as a new signing secret. */
function secretsOf(example: JsonObject, item: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(example).filter(([name]) => /(?:^|_)secret$/.test(name) && !(name in item)),
  )
}

/** Properties that an action sets, by their names in the document. */
const STATE_PROPERTIES = [
  'status',
  'archived_at',
  'cancelled_at',
  'cancelling_at',
  'canceled_at',
  'enabled',
  'state',
  'file',
]

/** Properties that an action sets to the current time if its example has them. */
const ACTION_TIMES = ['archived_at', 'cancelled_at', 'cancelling_at', 'canceled_at']

/** Takes what the example of the action says about the state, such as `cancelled`. */
const takeStatus: ItemChange = (kept, example, { now }) => {
  const set = STATE_PROPERTIES.filter((name) => (example[name] ?? null) !== null).map((name) => [
    name,
    ACTION_TIMES.includes(name) ? now : example[name],
  ])
  const hints = Object.entries(example).filter(([name]) => name.endsWith('_secret_hint'))
  return { ...kept, ...Object.fromEntries(set), ...Object.fromEntries(hints) }
}
