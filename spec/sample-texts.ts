import { newIdentifier } from '../src/openai/identifiers.ts'
import { seededRandom } from '../src/openai/seeded-random.ts'

/** What a property of that name says where neither an example nor the schema tells. */
const TEXTS: Readonly<Record<string, string>> = {
  arguments: '{"order_id":"A-1042"}',
  command: 'ls -l /mnt/data',
  content: 'Hello! How can I assist you today?',
  delta: 'Hello',
  description: 'Answers questions about orders and returns.',
  email: 'grace.hopper@northwind.test',
  error: 'The service did not answer in time.',
  filename: 'return-policy.pdf',
  instructions: 'Answer questions about orders and returns, politely and briefly.',
  label: 'Support',
  message: 'The order was found.',
  model: 'gpt-5.4',
  name: 'Order support',
  path: '/mnt/data/report.md',
  prompt: 'Where is my order?',
  query: 'return policy for opened items',
  reason: 'The order has to be looked up first.',
  server_label: 'order_tracker',
  system_fingerprint: 'fp_44709d6fcb',
  text: 'Hello! How can I assist you today?',
  title: 'Order support',
  url: 'https://northwind.test/orders',
  version: '3',
}

/**
 * @param name of a property
 * @returns what {@link sampleText} says where it knows nothing of the property but its name
 */
export function unknownText(name: string): string {
  const words = name.replaceAll('_', ' ').trim()
  return words === '' ? 'Hello' : `Primary ${words}`
}

/**
 * @param name of a property
 * @returns a text that it could hold: an id for an id, a sentence for a message; the same every time
 */
export function sampleText(name: string): string {
  const known = TEXTS[name]
  if (known !== undefined) {
    return known
  }
  const [, owner] = /^(.*?)_?ids?$/.exec(name) ?? []
  if (owner !== undefined) {
    return newIdentifier(`${owner === '' ? 'obj' : owner}_`, seededRandom(name))
  }
  return unknownText(name)
}
