/** Words that say nothing about the subject of a text. */
export const STOP_WORDS: ReadonlySet<string> = setOf(`
  a an the of to in on at for from by with and or but nor is are was were be been being am do does did i you he she
  it we they me him her us them my your our their its this that these those what which who whom whose when where why how
  can could would should will shall may might must please there here have has had having not no yes ok okay so if then
  than as about into onto over all any some each every both just also too very only even still ever already again get
  got getting let lets us want wants need needs needed like tell give given show take using use used tool tools function
  functions now today new s t ll re ve d m don im id ive isn doesn didn won hi hey hello thanks thank well right sure
  many much more most other another such because while during until after before between through same own out up off down
  me thing things something anything kind sort way lot bit maybe really quite actually basically currently exactly via
  per etc able available provided following given based within without first next finally make made making put puts go goes going`)

/** Words in `-er` that are not derived from a verb of the same stem. */
const NOT_AGENTS: ReadonlySet<string> = setOf('weather customer computer chapter quarter register')

/** Other forms of a word, by their common stem. */
const IRREGULAR_FORMS: ReadonlyMap<string, string> = new Map(
  [
    'send sent',
    'write wrote written',
    'make made',
    'build built',
    'find found',
    'buy bought',
    'pay paid',
    'draw drew drawn',
    'run ran',
    'person people persons',
    'child children',
    'convert conversion conversions',
    'analyze analyse analysis analyses analytics',
    'summarize summarise summary summaries',
    'delete deletion deletions',
    'visualize visualise visualization',
    'organize organise',
    'news',
  ].flatMap((line) => {
    const forms = line.split(' ')
    const [base = ''] = forms
    return forms.map((form): [string, string] => [form, forms.length === 1 ? base : stemByRule(base)])
  }),
)

/** @returns the lower-case words of a text; `getUserName` and `get_user_name` have three */
export function splitWords(text: string): string[] {
  const spaced = /[a-z\d][A-Z]|[A-Z][A-Z][a-z]|[^\0-\x7F]/.test(text)
    ? text.replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    : text
  return spaced.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** @returns the words of a text without stop words and single letters */
export function contentWords(text: string): string[] {
  return splitWords(text).filter((word) => word.length > 1 && !STOP_WORDS.has(word))
}

/**
 * Returns the stem of an English word, so that `booking`, `booked` and `books` are equal, as are `translate` and
 * `translation`. Stems are for comparison only, not words.
 *
 * @param word a lower-case word
 */
export function stem(word: string): string {
  return IRREGULAR_FORMS.get(word) ?? (word.length < 4 ? word : stemByRule(word))
}

function stemByRule(word: string): string {
  let result = withoutPlural(word)
  if (result.length > 4) {
    result = withoutSuffix(result)
  }
  result = withoutDouble(result)
  if (result.length > 5 && result.endsWith('r') && !NOT_AGENTS.has(result)) {
    result = result.replace(/(?<=...t)or$|(?<=.{5})er$/, '')
  }
  if (result.length > 3 && result.endsWith('e')) {
    result = result.slice(0, -1)
  }
  return withoutDouble(result.length > 6 && result.endsWith('at') ? result.slice(0, -2) : result)
}

/** Removes one suffix, chosen by the last letter. */
function withoutSuffix(word: string): string {
  const { length } = word
  switch (word.charAt(length - 1)) {
    case 'g':
      return length > 5 ? word.replace(/(?<=[aeiouy].*)ing$/, '') : word
    case 'd':
      return word.replace(/(?<=[aeiouy].*[^e])ed$/, '')
    case 'n':
      return word
        .replace(/ification$/, 'ify')
        .replace(/(?<=..r)iption$/, 'ib')
        .replace(/(?<=.{4}[ts])ion$/, '')
    case 't':
      return length > 6 ? word.replace(/(?<=[^e]{2})ment$/, '').replace(/(?<=..r)ipt$/, 'ib') : word
    case 'y':
      return length > 6
        ? word.replace(/(?<=er)y$|(?<=.{4})ity$|(?<=...)ly$/, '')
        : length > 5
          ? word.replace(/(?<=...)ly$/, '')
          : word
    default:
      return word
  }
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') && !word.endsWith('ied')) {
    return word
  }
  return word.length > 4 && /ie[sd]$/.test(word) ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^sui])s$/, '')
}

/** `runn` of `running` becomes `run`. */
function withoutDouble(word: string): string {
  const { length } = word
  const last = word.charAt(length - 1)
  return length > 3 && last === word.charAt(length - 2) && !'aeiou'.includes(last) ? word.slice(0, -1) : word
}

/** The effect of a verb: `risky` ones delete, overwrite, pay, send or close. */
export type VerbEffect = 'reads' | 'acts' | 'changes' | 'risky'

/** Verbs of about the same meaning, and what a tool of that name does. */
export const VERBS = {
  read: group('reads', 'read open view cat print display show summarize review inspect preview load examine'),
  get: group(
    'reads',
    'get fetch retrieve show give look lookup check return tell obtain track see verify describe',
  ),
  list: group('reads', 'list enumerate browse show'),
  search: group('reads', 'search find query look lookup locate grep discover recommend suggest explore'),
  calculate: group('reads', 'calculate compute solve evaluate count estimate work measure determine'),
  add: group('reads', 'add sum plus total'),
  subtract: group('reads', 'subtract minus difference'),
  multiply: group('reads', 'multiply times product'),
  divide: group('reads', 'divide quotient'),
  convert: group('reads', 'convert transform exchange change'),
  translate: group('reads', 'translate say'),
  compare: group('reads', 'compare contrast diff'),
  analyze: group('reads', 'analyze classify detect extract parse'),
  echo: group('reads', 'echo repeat say'),
  run: group('acts', 'run execute exec launch start bash invoke trigger test'),
  play: group('acts', 'play listen stream hear'),
  pause: group('acts', 'pause mute'),
  draw: group('acts', 'draw paint sketch plot chart graph render illustrate visualize generate create make'),
  wait: group('acts', 'wait sleep'),
  resume: group('acts', 'resume continue unpause'),
  spawn: group('acts', 'spawn delegate'),
  write: group(
    'changes',
    'write create make save generate store add put set record insert append log compose draft submit',
  ),
  edit: group(
    'changes',
    'edit change modify replace update fix patch apply alter set turn make adjust correct refactor improve',
  ),
  switch: group('changes', 'turn switch toggle enable activate dim set'),
  lock: group('changes', 'lock arm secure'),
  unlock: group('changes', 'unlock disarm'),
  move: group('changes', 'move rename relocate copy'),
  upload: group('changes', 'upload import attach sync'),
  download: group('acts', 'download export fetch'),
  book: group('changes', 'book reserve schedule arrange plan'),
  reschedule: group('changes', 'reschedule postpone move change shift'),
  register: group('changes', 'register enroll subscribe signup join'),
  assign: group('changes', 'assign allocate delegate'),
  remind: group('changes', 'remind remember memorize note'),
  approve: group('changes', 'approve accept confirm merge'),
  escalate: group('acts', 'escalate handoff connect'),
  deploy: group('changes', 'deploy release rollout install scale'),
  invite: group('changes', 'invite'),
  call: group('risky', 'call phone dial ring'),
  delete: group(
    'risky',
    'delete remove drop erase destroy clear purge uninstall wipe trash truncate unsubscribe',
  ),
  overwrite: group('risky', 'overwrite reset wipe truncate restore revert rollback'),
  pay: group(
    'risky',
    'pay charge purchase buy transfer refund withdraw order wire deposit spend tip donate bill',
  ),
  send: group(
    'risky',
    'send email mail text notify message post publish share forward reply tweet broadcast',
  ),
  close: group(
    'risky',
    'close cancel terminate shut shutdown stop kill end abort disable block deactivate ban suspend archive reboot restart',
  ),
} as const satisfies Record<string, { effect: VerbEffect; words: string }>

function group<Effect extends VerbEffect>(effect: Effect, words: string): { effect: Effect; words: string } {
  return { effect, words }
}

/** The name of a verb group. */
export type Verb = keyof typeof VERBS

const VERB_GROUPS: ReadonlyMap<string, readonly Verb[]> = indexByStem(VERBS, ({ words }) => words)

/** @returns the groups of a verb in any form; empty for another word */
export function verbsOf(word: string): readonly Verb[] {
  return VERB_GROUPS.get(stem(word)) ?? []
}

/** Verbs that are as often nouns. */
const NOUN_VERBS = setOf(`
  order email mail text message post share charge transfer bill tip phone call ring book record log note plan schedule
  test chart graph plot product total count times query review print change exchange project stream patch set address
  file work end block report copy drop string release scale measure track deposit wire trigger start import export
  preview exit quote draft merge reply switch lock sum estimate check archive restore match ban`)

const NOUN_VERB_STEMS: ReadonlySet<string> = new Set([...NOUN_VERBS].map(stem))

/** @returns true for a verb that is as often a noun: `order_status` orders nothing */
export function isNounVerb(word: string): boolean {
  return NOUN_VERB_STEMS.has(stem(word))
}

/** Words of about the same subject, by its usual name in tools. */
export const CONCEPTS: Readonly<Record<string, string>> = {
  weather:
    'forecast temperature rain rainy raining sunny snow snowing hot cold warm humid humidity wind windy umbrella',
  distance: 'far away kilometers miles km route',
  route: 'directions navigate navigation drive way',
  navigate: 'directions route drive way',
  size: 'big large bigger small',
  height: 'tall high',
  weight: 'heavy weigh',
  age: 'old',
  price: 'cost costs expensive cheap worth fee fare pricing quote rate',
  stock: 'share shares ticker equity trading trade traded nasdaq',
  currency: 'dollars euros yen pounds usd eur gbp jpy exchange',
  directory: 'dir folder folders',
  email: 'mail inbox e-mail',
  message: 'text sms dm',
  picture: 'image photo photograph picture',
  image: 'picture photo photograph logo draw paint sketch illustrate',
  movie: 'film cinema',
  music: 'song songs playlist album track hear listen',
  news: 'headlines headline articles',
  web: 'internet online website google news latest',
  calendar: 'appointment meeting event schedule agenda',
  event: 'meeting appointment calendar concert',
  meeting: 'appointment event call',
  appointment: 'meeting visit dentist doctor',
  contact: 'phone number address book',
  time: 'clock hour timezone',
  restaurant: 'eat dinner lunch food cuisine dining table',
  recipe: 'cook cooking bake dish ingredients meal',
  hotel: 'room accommodation stay lodging',
  flight: 'fly plane airline airfare',
  trip: 'travel vacation itinerary journey holiday',
  car: 'vehicle automobile auto',
  package: 'parcel shipment delivery shipping',
  shipment: 'package parcel delivery',
  order: 'purchase orders',
  product: 'item items catalog goods',
  refund: 'money back',
  payment: 'pay paid invoice bill',
  invoice: 'bill billing',
  balance: 'account funds muchmoney',
  menu: 'eat food drink dish dishes serve',
  ticket: 'issue bug',
  issue: 'bug ticket problem',
  task: 'todo todos to-do chore',
  todo: 'task tasks checklist',
  reminder: 'remind remember alarm',
  light: 'lights lamp lamps bulb dark brightness',
  temperature: 'warm warmer cold colder degrees heat heating thermostat',
  thermostat: 'warm warmer cold colder degrees heat heating temperature',
  theme: 'dark mode appearance',
  volume: 'loud louder quiet quieter sound',
  code: 'program script source',
  shell: 'command terminal bash',
  command: 'shell terminal bash',
  database: 'sql table rows records',
  sql: 'database rows',
  definition: 'meaning mean means define',
  synonym: 'thesaurus synonyms',
  language: 'translate translation spanish french german italian japanese chinese english',
  translate: 'spanish french german italian japanese chinese korean portuguese',
  employee: 'staff colleague worker',
  customer: 'client user',
  user: 'customer account profile',
  policy: 'rule rules handbook',
  document: 'docs doc documentation documents file pdf',
  url: 'website page link webpage',
  page: 'website url link webpage',
  repository: 'repo git',
  commit: 'git revision',
  medicine: 'drug medication pill',
  symptom: 'sick pain ill fever headache cough nausea dizzy rash sore',
  holiday: 'vacation leave',
  leave: 'vacation holiday absence timeoff dayoff pto sick',
  doctor: 'physician dermatologist dentist cardiologist pediatrician surgeon specialist therapist clinic',
  dentist: 'teeth tooth toothache',
  salary: 'wage earn earning income',
  sum: 'add plus total together',
  math: 'calculate equation solve arithmetic',
  calculator: 'calculate compute plus minus times divided',
}

const CONCEPTS_OF: ReadonlyMap<string, readonly string[]> = indexByStem(CONCEPTS, (words) => words)

/** Stems of each subject's words, by the stem of its name. */
const CONCEPT_STEMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(CONCEPTS).map(([name, words]) => [stem(name), words.split(' ').map(stem)]),
)

/**
 * Returns the stems of words for about the same subject: broader ones, and those of the subject itself.
 *
 * @param key the stem of a word
 */
export function relatedStems(key: string): readonly string[] {
  const broader = CONCEPTS_OF.get(key)?.map(stem) ?? []
  return [...broader, ...(CONCEPT_STEMS.get(key) ?? [])]
}

/** Stems of the words of each verb group. */
const VERB_STEMS: ReadonlyMap<Verb, readonly string[]> = new Map(
  Object.entries(VERBS).flatMap(([, { words }]) => {
    const stems = words.split(' ').map(stem)
    return (VERB_GROUPS.get(stems[0] ?? '') ?? [])
      .filter((verb) => VERBS[verb].words === words)
      .map((verb) => [verb, stems] as const)
  }),
)

/** @returns the stems of the words of a verb group */
export function verbStems(verb: Verb): readonly string[] {
  return VERB_STEMS.get(verb) ?? []
}

/** @returns the names of the subjects that a word belongs to, without itself */
export function conceptsOf(word: string): readonly string[] {
  return CONCEPTS_OF.get(stem(word)) ?? []
}

function setOf(words: string): Set<string> {
  return new Set(words.trim().split(/\s+/))
}

/** @returns the names of groups, by the stems of their words */
function indexByStem<Name extends string, Group>(
  groups: Readonly<Record<Name, Group>>,
  wordsOf: (group: Group) => string,
): Map<string, Name[]> {
  const index = new Map<string, Name[]>()
  for (const name in groups) {
    for (const word of wordsOf(groups[name]).split(' ')) {
      const key = stem(word)
      const names = index.get(key) ?? []
      index.set(key, names.includes(name) ? names : [...names, name])
    }
  }
  return index
}
