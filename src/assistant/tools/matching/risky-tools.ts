import { stem, VERBS, verbsOf, type Verb } from '../../words.ts'
import type { Asked } from './asked-verbs.ts'
import { descriptionOf, haveEffects, type ToolVerbs } from './tool-profile.ts'
import type { Tool } from '../tools.ts'

/** Descriptions of tools that destroy data whatever their name says. */
const DESTRUCTIVE =
  /\b(?:completely |silently )?overwrit(?:e|es|ing)\b|\birreversibl[ey]\b|\b(?:can ?not|can['\u2019]?t) be undone\b|\bdestructive\b|\bpermanently (?:delet|remov|eras)\w+/i

/** What a question asks for. */
export interface Request extends Pick<Asked, 'verbs'> {
  /** Stems of the words where a request has its verb. */
  askedWords: ReadonlySet<string>
  /** True if it asks for information: a question word, without a verb that changes anything. */
  isQuestion: boolean
}

/**
 * Returns true unless the tool has an effect that the question does not ask for. Tools that delete, overwrite, pay, send
 * or close need their verb in the question; tools that change anything are not for questions that only read.
 */
export function isPermitted(tool: Tool, { own, all, action }: ToolVerbs, request: Request): boolean {
  const { verbs: asked, isQuestion, askedWords } = request
  // `Refill my prescription` asks for `refill_prescription`, whatever it does.
  if (action !== undefined && askedWords.has(stem(action))) {
    return true
  }
  const isAsked = own.some((verb) => asked.has(verb))
  const first = firstDescriptionVerbs(tool)
  const risky = [...own, ...first].filter((verb) => VERBS[verb].effect === 'risky')
  const needsRequest = isRisky(own) || isRisky(first) || DESTRUCTIVE.test(descriptionOf(tool).slice(0, 400))
  if (needsRequest) {
    return risky.length === 0
      ? isAsked
      : risky.some((verb) => asked.has(verb)) || [...all].some((verb) => asked.has(verb) && !isReading(verb))
  }
  const isReadOnly = asked.size === 0 ? isQuestion : [...asked].every(isReading)
  return !(isReadOnly && haveEffects(own, ['changes', 'risky']))
}

/** Groups of a word with a harmless meaning, too, are not risky: `transfer` of a call, `order` of a list. */
function isRisky(verbs: readonly Verb[]): boolean {
  return verbs.some((verb) => VERBS[verb].effect === 'risky') && !verbs.some(isReading)
}

function isReading(verb: Verb): boolean {
  return VERBS[verb].effect === 'reads'
}

function firstDescriptionVerbs(tool: Tool): readonly Verb[] {
  const [word = ''] = /\p{L}+/u.exec(descriptionOf(tool).slice(0, 60)) ?? []
  return verbsOf(word.toLowerCase())
}
