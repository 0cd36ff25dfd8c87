/** Subjects of messages: the words that labels have, and the words that texts have. */
const TOPICS: readonly (readonly [labels: RegExp, words: RegExp])[] = [
  [
    /bill|payment|invoice|finance|financial|charge|accounting|pricing/,
    /\b(?:bill(?:ed|ing|s)?|invoices?|charg(?:e|ed|es)|payments?|paid|pay|credit card|refund(?:ed)?|subscription|price|pricing|overcharged|money back|receipt|tax|vat|expenses?|budget)\b/i,
  ],
  [/refund|return/, /\b(?:refund(?:ed)?|money back|returns?|send (?:it|them) back|reimburse\w*)\b/i],
  [
    /tech|bug|incident|engineering|software|support_tech|it_support|^it$|troubleshoot/,
    /\b(?:error|crash(?:es|ed|ing)?|bug|broken|not working|doesn['\u2019]t work|does not work|stopped working|login|log in|password|install\w*|server|app|website|slow|freez\w+|laptop|printer|wifi|vpn|network|500|404|timeout|update|screen)\b/i,
  ],
  [
    /bug|defect|issue|error/,
    /\b(?:bug|crash(?:es|ed|ing)?|error|broken|fails?|exception|stack trace|doesn['\u2019]t work|not working|freez\w+)\b/i,
  ],
  [
    /feature|enhancement|suggestion|idea|improvement/,
    /\b(?:feature|would be (?:nice|great)|please add|could you add|can you add|suggest\w*|wish|enhancement|support for|it would help|dark mode)\b/i,
  ],
  [
    /question|inquiry|info|faq|how_?to/,
    /\?|\b(?:how (?:do|can|to)|what is|where (?:is|can)|wondering|question)\b/i,
  ],
  [
    /ship|deliver|logistic|order|track|fulfil/,
    /\b(?:ship(?:ped|ping|ment)?|deliver(?:y|ed)?|package|parcel|tracking|arriv\w+|order(?:ed)?|courier|late)\b/i,
  ],
  [
    /account|profile|login|auth|access/,
    /\b(?:account|password|log ?in|sign ?in|username|profile|locked out|two-factor|2fa|access|email address)\b/i,
  ],
  [
    /sale|purchase|buy|lead|upgrade/,
    /\b(?:buy|purchase|quote|demo|pricing|upgrade|enterprise plan|interested in|discount|trial|licen[sc]es?)\b/i,
  ],
  [
    /cancel|churn|unsubscribe/,
    /\b(?:cancel\w*|unsubscribe|stop my subscription|close my account|terminate)\b/i,
  ],
  [
    /spam|junk|promotion|advert/,
    /\b(?:win|won|winner|prize|lottery|click here|free money|viagra|limited offer|act now|congratulations|100% free|make money|crypto giveaway|claim your|buy now|nigerian prince)\b/i,
  ],
  [
    /complain|negative_feedback/,
    /\b(?:complain\w*|unacceptable|terrible|awful|worst|disappointed|rude|never again|horrible)\b/i,
  ],
  [
    /prais|compliment|thank|appreciat|positive_feedback/,
    /\b(?:thank(?:s| you)|love|great|amazing|excellent|awesome|wonderful|appreciate)\b/i,
  ],
  [
    /sport|football|soccer/,
    /\b(?:match|game|goals?|team|league|player|score[ds]?|championship|football|soccer|tennis|basketball|olympic\w*|coach|tournament|cup|won|beat)\b/i,
  ],
  [
    /politic|government|election/,
    /\b(?:election|president|parliament|senate|government|minister|vote[ds]?|policy|law|congress|campaign|party)\b/i,
  ],
  [
    /science|research|space/,
    /\b(?:scientists?|research\w*|study|nasa|planet|physics|biology|chemistry|experiment|quantum|galaxy|species|dna)\b/i,
  ],
  [
    /business|economy|market|finance/,
    /\b(?:stocks?|market|shares|company|revenue|profit|earnings|economy|inflation|merger|startup|investors?|quarter|ceo|interest rate)\b/i,
  ],
  [
    /technology|computing|gadget|software/,
    /\b(?:software|apple|google|microsoft|smartphone|ai|chips?|app|computer|robot|iphone|startup|algorithm|programming|code)\b/i,
  ],
  [
    /entertain|movie|film|music|culture|art/,
    /\b(?:movie|film|actor|actress|album|song|concert|singer|band|netflix|series|oscars?|festival|theater|museum|painting)\b/i,
  ],
  [
    /health|medic|wellness|doctor/,
    /\b(?:health|doctor|hospital|medicine|disease|patients?|vaccine|symptoms?|pain|fever|headache|diet|exercise|sleep|nurse)\b/i,
  ],
  [
    /food|restaurant|grocer|dining|meal|cook|recipe/,
    /\b(?:food|restaurant|pizza|lunch|dinner|breakfast|grocer\w+|supermarket|coffee|meal|eat|cook\w*|recipe|taste\w*|delicious|bakery|sushi|burger)\b/i,
  ],
  [
    /travel|trip|flight|hotel|transport|commut/,
    /\b(?:flights?|fly|hotel|trip|travel\w*|vacation|airport|train|taxi|uber|bus|ticket|passport|visa|fuel|gas|parking|rental car)\b/i,
  ],
  [
    /utilit|housing|rent|home/,
    /\b(?:rent|electric\w*|water bill|mortgage|utilities|heating|internet bill|apartment|house|landlord)\b/i,
  ],
  [
    /hr|human_resources|people|leave|vacation|benefit/,
    /\b(?:vacation|leave|payroll|benefits?|salary|hiring|onboarding|sick day|pto|maternity|contract|employee)\b/i,
  ],
  [
    /legal|contract|compliance/,
    /\b(?:legal|lawyer|attorney|contract|nda|lawsuit|gdpr|compliance|terms|liability|sue)\b/i,
  ],
  [
    /security|fraud|phish/,
    /\b(?:hack\w*|phish\w*|breach|vulnerab\w+|suspicious|unauthorized|fraud\w*|stolen|malware|virus|did(?:n['\u2019]t| not) make)\b/i,
  ],
  [
    /math|arithmetic|algebra|calculat/,
    /\d\s*(?:[-+*/^=\u00d7\u00f7]|plus|minus|times|divided by)\s*\(?\d|\b(?:equations?|solve|algebra|calculus|integral|derivative|fractions?|sum of|multiply|percent of|geometry|math\w*|polynomial|square root|\d[a-z] [+-])\b|\b[a-z] ?[+*=] ?\d/i,
  ],
  [
    /histor/,
    /\b(?:history|historical|war|ancient|century|empire|revolution|king|queen|president|civil war|who was|medieval)\b/i,
  ],
  [
    /geograph/,
    /\b(?:capital of|country|river|mountain|continent|ocean|border\w*|largest city|population)\b/i,
  ],
  [
    /cod(?:e|ing)|program|developer|engineer/,
    /\b(?:code|python|javascript|typescript|java|function|bug|compile|class|api|sql|refactor|regex|script|program\w*|algorithm|unit tests?|css|html)\b/i,
  ],
  [
    /writ|creative|poem|story|content/,
    /\b(?:write|poem|story|essay|blog|lyrics|draft|article|novel|haiku|letter)\b/i,
  ],
  [
    /research|search|web|browse/,
    /\b(?:research|search|find|look up|latest|news|who is|sources?|papers?|information about|investigate)\b/i,
  ],
  [/weather|climate/, /\b(?:weather|forecast|rain\w*|temperature|sunny|snow\w*|storm|umbrella|degrees)\b/i],
  [
    /greet|chit_?chat|small_?talk|smalltalk/,
    /^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon)|how are you|what['\u2019]s up)\b/i,
  ],
  [
    /appointment|schedul|calendar|meeting|booking|reserv/,
    /\b(?:appointment|schedule|reschedule|meeting|calendar|book(?:ing)?|reserv\w+|availability|slot)\b/i,
  ],
  [
    /homework|education|school|learn|tutor/,
    /\b(?:homework|assignment|exam|school|teacher|class|student|lesson|quiz|course|university)\b/i,
  ],
  [
    /electronic|device|gadget|hardware/,
    /\b(?:phone|laptop|headphones?|tv|camera|tablet|charger|battery|monitor|keyboard|speaker|console|computer)\b/i,
  ],
  [
    /cloth|apparel|fashion/,
    /\b(?:shirt|shoes?|dress|jacket|jeans|sneakers|sweater|size|fabric|coat|socks)\b/i,
  ],
  [/shopping|retail/, /\b(?:shop\w*|amazon|store|purchase[ds]?|bought|mall)\b/i],
]

/**
 * Returns how strongly a text is about a label's subject, as the words that show it.
 *
 * @param label an enum value, a predicate or a name of an agent, in snake case
 */
export function topicWords(label: string, text: string): string[] {
  const part = text.slice(0, 5000)
  return TOPICS.flatMap(([labels, words]) => {
    if (!labels.test(label)) {
      return []
    }
    const found = part.match(new RegExp(words.source, `${words.flags}g`))
    return found === null ? [] : [...new Set(found.map((word) => word.toLowerCase()))]
  })
}

/** @returns true if a label has a known subject */
export function hasTopic(label: string): boolean {
  return TOPICS.some(([labels]) => labels.test(label))
}
