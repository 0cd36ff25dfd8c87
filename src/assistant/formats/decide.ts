import { splitSentences } from '../text/passage.ts'
import { stem, splitWords } from '../words.ts'
import type { Content } from './types.ts'

/** Options that agree, that disagree, and that are neither. */
const AGREEING =
  /^(?:y|yes|true|t|pass(?:ed)?|correct|valid|relevant|supported|accept(?:ed)?|approved?|good|ok|safe|allowed?|1|entail(?:s|ment|ed)?|match|equivalent|complete|grounded|helpful|sufficient)$/i
const DISAGREEING =
  /^(?:n|no|false|f|fail(?:ed)?|incorrect|invalid|irrelevant|unsupported|reject(?:ed)?|denied|bad|unsafe|blocked?|0|contradict(?:s|ion|ed)?|mismatch|different|incomplete|ungrounded|unhelpful|insufficient|wrong|error)$/i
const NEUTRAL = /^(?:neutral|other|general|none|mixed|unknown|miscellaneous|medium|normal)$/i

/** A yes to these questions needs a sign in the text. */
const ACCUSATION =
  /\b(?:spam|toxic\w*|harm\w*|hate|hateful|offensive|refus\w*|denial|unsafe|pii|personal (?:data|information)|injection|jailbreak|inappropriate|violat\w*|abus\w*|fraud\w*|phishing|profan\w*|malicious|hallucinat\w*|refers? to itself|bug|biased|sarcas\w*|illegal|urgent|escalat\w*)\b/i

const SIGNS: Readonly<Record<string, RegExp>> = {
  positive:
    /\b(?:love[ds]?|great|amazing|awesome|excellent|good|happy|fantastic|wonderful|best|enjoy\w*|perfect\w*|delicious|friendly|helpful|recommend|beautiful|brilliant|thank\w*|superb|pleased|satisfied|delight\w*|impress\w*)\b/gi,
  negative:
    /\b(?:hate[ds]?|terrible|awful|bad|worst|horrible|disappoint\w*|broken?|poor\w*|slow|rude|angry|waste\w*|boring|sad|useless|annoy\w*|unhappy|dirty|cold|late|crash\w*|fail\w*|never again|frustrat\w*|disgust\w*|not (?:good|happy|great|recommend|worth|satisfied))\b/gi,
  refusal:
    /\b(?:(?:can(?:no|')t|can not|unable to|won't|will not|not able to) (?:help|assist|do|provide|comply|answer|fulfill)|i'm sorry|i am sorry|as an ai|against my)\b/gi,
  spam: /\b(?:win(?:ner)?|won|free|prize|click here|lottery|cash|viagra|congratulations|claim|limited offer|act now)\b|!!!/gi,
  urgent: /\b(?:urgent\w*|asap|immediately|emergency|critical|down|outage|right now|deadline)\b/gi,
  harm: /\b(?:kill|bomb|weapon|attack|stupid|idiot|hate|die|murder|hack|steal|poison|ignore (?:all )?(?:previous|prior))\b/gi,
}

/** Options that a sign speaks for. */
const SIGNED_OPTIONS: readonly [option: RegExp, sign: string, opposite?: string][] = [
  [/^(?:very |strongly )?(?:positive|pos|happy|satisfied|favorable|joy|good)$/i, 'positive', 'negative'],
  [
    /^(?:very |strongly )?(?:negative|neg|unhappy|dissatisfied|unfavorable|angry|anger|sad(?:ness)?|bad)$/i,
    'negative',
    'positive',
  ],
  [/^(?:high|urgent|critical|p[01])$/i, 'urgent'],
  [/^spam$/i, 'spam'],
  [/^(?:toxic|harmful|unsafe|hateful|offensive)$/i, 'harm'],
]

/**
 * Chooses one of the permitted options from the text that is judged. Words of an option decide first, then signs of
 * sentiment and urgency; questions with yes and no are answered yes unless they accuse.
 *
 * @param task the words that ask for the decision
 */
export function decide(options: readonly string[], task: string, content: Content): string {
  const subject = evidence(content.subject, options)
  return (
    mentioned(options, subject) ??
    binary(options, { task, subject }) ??
    signed(options, subject) ??
    options.find((option) => NEUTRAL.test(bare(option))) ??
    sampled(options, content)
  )
}

/** The subject without sentences that list the options. */
function evidence(subject: string, options: readonly string[]): string {
  const names = options.map((option) => bare(option).toLowerCase())
  return splitSentences(subject)
    .filter((sentence) => {
      const lower = sentence.toLowerCase()
      return (
        names.filter((name) => name !== '' && lower.includes(name)).length < 2 || /["'\u201c]/.test(sentence)
      )
    })
    .join('\n')
}

/** @returns the only option whose words are in the subject */
function mentioned(options: readonly string[], subject: string): string | undefined {
  const words = new Set(splitWords(subject).map(stem))
  const found = options.filter((option) => {
    const keys = splitWords(bare(option)).map(stem)
    const isGeneral =
      AGREEING.test(bare(option)) || DISAGREEING.test(bare(option)) || NEUTRAL.test(bare(option))
    return !isGeneral && keys.length > 0 && keys.every((key) => key.length > 2 && words.has(key))
  })
  return found.length === 1 ? found[0] : undefined
}

function binary(
  options: readonly string[],
  { task, subject }: { task: string; subject: string },
): string | undefined {
  const agreeing = options.find((option) => AGREEING.test(bare(option)))
  const disagreeing = options.find((option) => DISAGREEING.test(bare(option)))
  if (agreeing === undefined || disagreeing === undefined) {
    return undefined
  }
  const accusation = ACCUSATION.exec(task)?.[0].toLowerCase()
  if (accusation === undefined || /^(?:safe|ok|allowed?|pass)/i.test(bare(agreeing))) {
    return accusation !== undefined && count('harm', subject) > 0 ? disagreeing : agreeing
  }
  const sign = /refus|denial|itself/.test(accusation)
    ? 'refusal'
    : accusation === 'spam' || /fraud|phish/.test(accusation)
      ? 'spam'
      : /urgent|escalat/.test(accusation)
        ? 'urgent'
        : 'harm'
  return count(sign, subject) > 0 ? agreeing : disagreeing
}

function signed(options: readonly string[], subject: string): string | undefined {
  let best: { option: string; score: number } | undefined
  for (const option of options) {
    const entry = SIGNED_OPTIONS.find(([pattern]) => pattern.test(bare(option)))
    const score =
      entry === undefined
        ? 0
        : count(entry[1], subject) - (entry[2] === undefined ? 0 : count(entry[2], subject))
    if (score > (best?.score ?? 0)) {
      best = { option, score }
    }
  }
  return best?.option
}

function count(sign: string, text: string): number {
  const pattern = SIGNS[sign]
  return pattern === undefined ? 0 : (text.slice(0, 20_000).match(pattern)?.length ?? 0)
}

function sampled(options: readonly string[], { sample }: Content): string {
  const value = sample({ type: 'string', enum: [...options] })
  return typeof value === 'string' ? value : (options[0] ?? '')
}

/** `A` of `(A) text`. */
function bare(option: string): string {
  return option.replaceAll(/[^\p{L}\p{N} ]/gu, ' ').trim()
}
