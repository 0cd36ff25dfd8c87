const POSITIVE =
  /\b(?:love[ds]?|loving|like[ds]?|great|good|excellent|amazing|awesome|fantastic|wonderful|perfect(?:ly)?|best|happy|happier|pleased|delighted|enjoy(?:ed|able)?|beautiful|brilliant|impressive|impressed|recommend(?:ed)?|thank(?:s| you)|superb|outstanding|nice|helpful|friendly|delicious|lovely|fast|smooth(?:ly)?|glad|excited|satisfied|exceeded|flawless(?:ly)?|stunning|terrific|favou?rite|comfortable|easy|works? (?:well|great|fine)|5 stars|five stars)\b|\u{1f600}|\u{1f60d}|\u{2764}|:\)|\u{1f44d}/giu

const NEGATIVE =
  /\b(?:hate[ds]?|terrible|horrible|awful|bad|worst|worse|poor(?:ly)?|disappoint(?:ed|ing|ment)|broke(?:n)?|breaks|useless|waste|angry|upset|frustrat(?:ed|ing|ion)|annoy(?:ed|ing)|slow|rude|dirty|never again|refund|complain(?:t|ts|ed)?|unacceptable|failed|fails?|crash(?:es|ed|ing)?|sad|unhappy|dissatisfied|regret|disgusting|cold|overpriced|defective|damaged|ruined|boring|bland|mediocre|lousy|buggy|freezes|disaster|ridiculous|ripped off|scam|late|unhelpful|stopped working|does(?:n't| not) work|didn't work|won't|not (?:good|great|happy|worth|working|recommended)|1 star|one star|too (?:expensive|long|loud|small))\b|\u{1f620}|\u{1f621}|:\(|\u{1f44e}/giu

const NEGATION = /\b(?:not|n['\u2019]t|never|no|hardly|isn['\u2019]t|wasn['\u2019]t)(?: \w+){0,2} $/i

/** Words that show both sides. */
const MIXED = /\b(?:but|however|although|though|on the other hand|mixed|while)\b/i

/** The mood of a text, with the words that show it. */
export interface Sentiment {
  mood: 'positive' | 'negative' | 'mixed' | 'neutral'
  words: string[]
}

/** @returns the mood of a text by its words; negated ones count for the other side */
export function sentimentOf(text: string): Sentiment {
  const part = text.slice(0, 5000)
  const positive: string[] = []
  const negative: string[] = []
  for (const match of part.matchAll(NEGATIVE)) {
    const isNegated = NEGATION.test(part.slice(Math.max(0, match.index - 20), match.index))
    ;(isNegated ? positive : negative).push(match[0])
  }
  for (const match of part.matchAll(POSITIVE)) {
    const isNegated = NEGATION.test(part.slice(Math.max(0, match.index - 20), match.index))
    const isInside = negative.some((word) => word.includes(match[0]))
    if (!isInside) {
      ;(isNegated ? negative : positive).push(match[0])
    }
  }
  const words = [...positive, ...negative]
  if (positive.length > 0 && negative.length > 0) {
    const isMixed = MIXED.test(part) && Math.abs(positive.length - negative.length) <= 2
    const mood = isMixed
      ? 'mixed'
      : positive.length === negative.length
        ? 'mixed'
        : positive.length > negative.length
          ? 'positive'
          : 'negative'
    return { mood, words }
  }
  return { mood: positive.length > 0 ? 'positive' : negative.length > 0 ? 'negative' : 'neutral', words }
}
