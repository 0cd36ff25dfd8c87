/** Properties that are true only if the text shows them, with the words that do. */
const PREDICATES: readonly (readonly [name: RegExp, shows: RegExp])[] = [
  [
    /(?:^|_)(?:pii|personal_(?:data|info\w*)|sensitive(?:_data|_info\w*)?|contact_info\w*|phi|confidential)(?:_|$)/,
    /[\w.+-]+@[\w-]+\.\w|\b\d{3}-\d{2}-\d{4}\b|\b(?:\d{4}[ -]?){3}\d{4}\b|\+?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}|\b(?:ssn|social security|passport (?:number|no)|credit card (?:number|no)|date of birth|my address is|lives at \d|iban)\b|\b\d{1,5} \p{Lu}\p{L}+ (?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive)\b/iu,
  ],
  [
    /(?:^|_)(?:injection|jailbreak\w*|prompt_(?:attack|leak\w*)|manipulat\w+|bypass\w*)(?:_|$)/,
    /\bignore (?:all |any |your |the )*(?:previous|prior|above|earlier)?\s*(?:instructions?|rules|prompts?)\b|\b(?:jailbreak|system prompt|developer mode|act as dan|do anything now|pretend you have no|disregard (?:all|your|the)|forget (?:your|all|the) (?:rules|instructions)|reveal your (?:instructions|prompt)|without (?:any )?restrictions)\b/i,
  ],
  [
    /(?:^|_)(?:spam\w*|scam|phishing|junk|fraud\w*|suspicious|malicious)(?:_|$)/,
    /\b(?:click here|win(?:ner)?\b.{0,40}\b(?:prize|iphone|\$|money|lottery)|you(?:['\u2019]ve| have) (?:been )?(?:won|selected)|free money|act now|limited(?: time)? offer|congratulations!? you|claim your|lottery|viagra|casino|bitcoin giveaway|make \$?\d+.{0,20}(?:a day|from home)|verify your account|wire transfer fee|nigerian prince|buy now|100% free|unauthorized|stolen|hacked|did(?:n['\u2019]t| not) (?:make|authorize)|malware|fraud\w*|phishing)\b/i,
  ],
  [
    /(?:^|_)(?:tox\w+|offensive|insult\w*|harass\w*|profan\w+|rude|abus\w+|hate\w*|bully\w*|vulgar|obscene|nsfw|sexual\w*|threat\w*)(?:_|$)/,
    /\b(?:idiots?|stupid|moron|shut up|hate (?:you|them|those|all)|kill (?:you|him|her|them)|damn|fuck\w*|shit\w*|bitch|asshole|bastard|dumb|loser|crap|pathetic|worthless|sex|nude|porn\w*|i will (?:hurt|find|kill) you|go to hell|disgusting people|trash human)\b/i,
  ],
  [
    /(?:^|_)(?:violen\w+|harm\w*|danger\w*|unsafe|weapon\w*|illegal|illicit|self_harm|suicid\w+|terror\w*|criminal|crime|flag\w*|block\w*|inappropriate|moderat\w+|policy_violation|violat\w+|tripwire\w*|reject\w*|disallowed|should_(?:block|refuse|reject|flag)|refus\w+|unethical|drug\w*)(?:_|$)/,
    /\b(?:bombs?|explosives?|kill (?:myself|yourself|you|him|her|them|someone|people)|murder|suicid\w+|hurt (?:myself|someone|people)|weapons?|poison (?:someone|him|her|my)|attack (?:someone|a)|shoot|stab|hack (?:into|someone)|steal|stolen|cocaine|heroin|meth|terroris\w+|malware|ransomware|self-harm|end my life|counterfeit|launder\w*|make a bomb|molotov|ignore (?:all )?(?:previous|your) instructions|hate (?:you|them|all)|idiots?|fuck\w*|go to hell)\b/i,
  ],
  [
    /(?:^|_)(?:urgent|urgency|emergency|critical|asap|high_priority|escalat\w+|needs_human|requires_human\w*|human_(?:needed|review|handoff)|needs_escalation|time_sensitive|immediate\w*)(?:_|$)/,
    /\b(?:urgent(?:ly)?|asap|emergency|immediately|right away|critical|outage|(?:is|are|system|site|server) down|as soon as possible|speak (?:to|with) (?:a |an )?(?:human|person|manager|agent|someone)|talk to (?:a |an )?(?:human|person|manager|agent|someone)|real person|supervisor|lawyer|sue|can['\u2019]t breathe|chest pain|breach|production)\b/i,
  ],
  [
    /(?:^|_)(?:question|asks?_question|is_asking|query)(?:_|$)/,
    /\?|^\W*(?:what|how|why|when|where|who|which|can|could|is|are|do|does|did|will|would|should)\b/i,
  ],
  [
    /(?:^|_)(?:greet\w*|hello|small_?talk|chit_?chat)(?:_|$)/,
    /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|howdy|greetings)\b/i,
  ],
  [
    /(?:^|_)(?:complain\w*|angry|upset|frustrat\w*|dissatisfied|unhappy|negative)(?:_|$)/,
    /\b(?:complain\w*|unacceptable|terrible|awful|worst|angry|upset|frustrat\w+|disappoint\w+|furious|annoyed|ridiculous|horrible|hate|never again|broken)\b/i,
  ],
  [
    /(?:^|_)(?:sarcas\w+|ironic|irony|joke|humou?r\w*|funny)(?:_|$)/,
    /\b(?:yeah,? right|oh great|just what i needed|sure,? because|how wonderful.{0,30}again|lol|haha|joke|funny|knock knock|why did the)\b/i,
  ],
  [/(?:^|_)(?:refund\w*|wants_refund|money_back)(?:_|$)/, /\b(?:refund\w*|money back|reimburs\w+)\b/i],
  [
    /(?:^|_)(?:cancel\w*|wants_to_cancel|churn\w*)(?:_|$)/,
    /\b(?:cancel\w*|unsubscribe|close my account|switch(?:ing)? to (?:a |another )?competitor|leaving)\b/i,
  ],
  [
    /(?:^|_)(?:code|coding|programming)(?:_|$)/,
    /```|\b(?:code|python|javascript|function|script|program|sql|java|refactor|compile|regex|def |import )\b|[{};]\s*$/im,
  ],
  [/(?:^|_)(?:has_link|link|links|url|urls)(?:_|$)/, /https?:\/\/|www\./i],
  [/(?:^|_)(?:email|has_email|contains_email)(?:_|$)/, /[\w.+-]+@[\w-]+\.\w/],
  [/(?:^|_)(?:phone|phone_number)(?:_|$)/, /\+?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{4}/],
  [/(?:^|_)(?:number|numbers|digits|numeric)(?:_|$)/, /\d/],
  [
    /(?:^|_)(?:medical\w*|health\w*)(?:_advice)?(?:_|$)/,
    /\b(?:doctor|symptoms?|medicine|medication|dose|diagnos\w+|pain|fever|headache|treatment|disease|pregnan\w+|blood pressure|vaccine)\b/i,
  ],
  [
    /(?:^|_)(?:legal\w*)(?:_advice)?(?:_|$)/,
    /\b(?:legal|lawyer|sue|lawsuit|contract|attorney|court|liab\w+)\b/i,
  ],
  [
    /(?:^|_)(?:financial\w*|investment)(?:_advice)?(?:_|$)/,
    /\b(?:invest\w*|stocks?|crypto|bitcoin|portfolio|mortgage|loan|retirement|shares)\b/i,
  ],
  [
    /(?:^|_)(?:political|politics)(?:_|$)/,
    /\b(?:election|president|vote|democrat\w*|republican\w*|party|government|minister|senat\w+|parliament)\b/i,
  ],
  [
    /(?:^|_)(?:competitor\w*)(?:_|$)/,
    /\b(?:competitors?|rival|compared (?:to|with)|better than|alternative to|switch(?:ing)? to)\b/i,
  ],
  [/(?:^|_)(?:vegan|vegetarian|plant_based)(?:_|$)/, /\b(?:vegan|vegetarian|plant[- ]based|tofu)\b/i],
  [/(?:^|_)(?:gluten_free)(?:_|$)/, /\bgluten[- ]free\b/i],
  [/(?:^|_)(?:remote|work_from_home)(?:_|$)/, /\b(?:remote(?:ly)?|work from home|anywhere)\b/i],
]

/**
 * Returns the words of a text that show a predicate such as `contains_pii`.
 *
 * @param name the property in snake case
 * @returns undefined for an unknown predicate, '' if the text does not show it
 */
export function shownWords(name: string, text: string): string | undefined {
  const known = PREDICATES.filter(([pattern]) => pattern.test(name))
  if (known.length === 0) {
    return undefined
  }
  const part = text.slice(0, 5000)
  for (const [, shows] of known) {
    const [found] = shows.exec(part) ?? []
    if (found !== undefined) {
      return found.trim()
    }
  }
  return ''
}
