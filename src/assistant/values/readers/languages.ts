import { patternReader, type EntityReader } from './entity.ts'

/** ISO 639-1 codes by English names. */
const CODES: Readonly<Record<string, string>> = {
  english: 'en',
  spanish: 'es',
  french: 'fr',
  german: 'de',
  italian: 'it',
  portuguese: 'pt',
  dutch: 'nl',
  polish: 'pl',
  swedish: 'sv',
  norwegian: 'no',
  danish: 'da',
  finnish: 'fi',
  greek: 'el',
  turkish: 'tr',
  russian: 'ru',
  ukrainian: 'uk',
  czech: 'cs',
  hungarian: 'hu',
  romanian: 'ro',
  arabic: 'ar',
  hebrew: 'he',
  hindi: 'hi',
  bengali: 'bn',
  chinese: 'zh',
  mandarin: 'zh',
  japanese: 'ja',
  korean: 'ko',
  vietnamese: 'vi',
  thai: 'th',
  indonesian: 'id',
  swahili: 'sw',
  latin: 'la',
}

/** Names of languages. */
export const readLanguages: EntityReader = patternReader(
  'language',
  new RegExp(String.raw`\b(?:${Object.keys(CODES).join('|')})\b`, 'gi'),
  (text) => ({
    value: text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
    unit: CODES[text.toLowerCase()],
  }),
)

/** Common words by language, for texts whose language is asked for. */
const COMMON_WORDS: readonly (readonly [code: string, words: RegExp])[] = [
  [
    'es',
    /\b(?:el|los|las|una|es|est\u00e1|qu\u00e9|por|para|muy|gracias|hola|d\u00f3nde|c\u00f3mo|buenos|mi|usted)\b/gi,
  ],
  ['fr', /\b(?:le|les|une|est|vous|je|nous|avec|pour|tr\u00e8s|merci|bonjour|o\u00f9|et|mais|pas|c'est)\b/gi],
  ['de', /\b(?:der|das|und|ist|nicht|ich|wir|sie|ein|eine|sehr|danke|guten|wie|mit|f\u00fcr|haben|mein)\b/gi],
  ['it', /\b(?:il|gli|una|\u00e8|sono|che|per|molto|grazie|ciao|dove|come|questo|buongiorno|non|della)\b/gi],
  ['pt', /\b(?:os|uma|\u00e9|voc\u00ea|n\u00e3o|para|muito|obrigado|ol\u00e1|onde|com|meu|est\u00e1)\b/gi],
  ['nl', /\b(?:het|een|niet|ik|wij|zijn|heel|dank|goede|waar|met|voor|mijn|hebben)\b/gi],
  ['en', /\b(?:the|is|are|and|of|to|in|you|it|that|this|with|for|my|was|have|please|what)\b/gi],
]

/** Scripts of languages without Latin letters. */
const SCRIPTS: readonly (readonly [code: string, letters: RegExp])[] = [
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['zh', /\p{Script=Han}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['el', /\p{Script=Greek}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['th', /\p{Script=Thai}/u],
]

/** @returns the language that a text is written in, by its letters and common words; defaults to English */
export function languageOf(text: string): { code: string; name: string } {
  const sample = text.slice(0, 1000)
  const script = SCRIPTS.find(([, letters]) => letters.test(sample))?.[0]
  const [best] = COMMON_WORDS.map(([code, words]) => ({
    code,
    count: sample.match(words)?.length ?? 0,
  })).toSorted((one, other) => other.count - one.count)
  const code = script ?? (best === undefined || best.count === 0 ? 'en' : best.code)
  const name = Object.entries(CODES).find(([, value]) => value === code)?.[0] ?? 'english'
  return { code, name: name.charAt(0).toUpperCase() + name.slice(1) }
}
