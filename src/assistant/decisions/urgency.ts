const URGENT =
  /\b(?:urgent(?:ly)?|asap|as soon as possible|immediately|right away|right now|emergency|critical|outage|down|production|data loss|security breach|breach|hacked|cannot access|can['\u2019]t access|all users|everyone is|losing (?:money|customers)|on fire|blocker|blocking|severe|life[- ]threatening|chest pain|deadline today|p0|sev ?1)\b/i

const LOW =
  /\b(?:no rush|not urgent|whenever|when you (?:have|get) (?:time|a chance|a moment)|low priority|minor|typo|cosmetic|nice to have|small|someday|eventually|suggestion|just (?:curious|wondering)|at your convenience|trivial)\b/i

/** How urgent a text is, with the words that show it. */
export interface Urgency {
  level: 'urgent' | 'normal' | 'low'
  words: string
}

/** @returns how urgent a text is, by its words */
export function urgencyOf(text: string): Urgency {
  const part = text.slice(0, 5000)
  const low = LOW.exec(part)?.[0]
  if (low !== undefined) {
    return { level: 'low', words: low }
  }
  const urgent = URGENT.exec(part)?.[0]
  return urgent === undefined ? { level: 'normal', words: '' } : { level: 'urgent', words: urgent }
}
