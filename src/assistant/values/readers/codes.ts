import { patternReader, type EntityReader } from './entity.ts'

/** Words in capitals that are not codes. */
const NOT_CODES =
  /^(?:JSON|XML|YAML|HTML|CSS|PDF|API|URL|SQL|HTTP|ASAP|FYI|TODO|FAQ|CEO|CTO|CFO|USA?|UK|EU|AI|OK|AM|PM|TV|ID|VIP|LLM|README|AND|OR|NOT|THE|YES|NO|SELECT|FROM|WHERE|COUNT|ORDER|LIMIT|GROUP|INSERT|UPDATE|DELETE|INTO|VALUES|JOIN|HAVING|USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|CNY)$/

/**
 * Codes and ids: `LH400`, `ORD-12345`, `#42`, `user_abc123`, UUIDs, hashes, and short words in capitals, such as tickers.
 */
export const readCodes: EntityReader = patternReader(
  'code',
  /(?<![\w.-])v?\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?:-[\w.]{1,20}\w)?(?![\w.]\d)|(?<![\w.-])v\d{1,4}(?:\.\d{1,4})?(?![\w.])|(?<!\w)#([a-z][\w-]{1,40})|(?<![\w-])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])|(?<!\w)#([A-Za-z]{0,10}-?\d[\w-]{0,30})|(?<![\w.$/@-])(?=[A-Za-z_-]{0,20}\d)[A-Za-z]{1,20}(?:[-_]?[A-Za-z\d]{1,30}){1,6}(?![\w@/-]|\.\w)|(?<![\w.$/@-])(?=\d{1,12}[A-Za-z])(?!\d+(?:st|nd|rd|th|[ap]m|k|m|g|x|d|h|s|kg|km|cm|mm|ml|ms|mb|gb|kb|lbs?|oz|ft|min)\b)[A-Za-z\d]{2,40}(?:-[A-Za-z\d]{1,20}){0,4}(?![\w@/-]|\.\w)|(?<![\w.$/@-])\d{3,6}-\d{2,12}(?:-\d{1,12})?(?![\w@/-])|(?<![\w.$/@-])(?:[A-Z]{2,10}[-_])+[A-Z\d]{1,20}(?![\w@/-])|(?<![\w.$/@'\u2019-])[A-Z]{2,5}(?:\.[A-Z]{1,3})?(?![\w@/'\u2019-])|(?<![\w.$/@-])\b[A-Z]{2} \d{3,4}\b(?![\w.,])/g,
  (text) => (NOT_CODES.test(text) ? undefined : { value: text.replace(/^#/, '') }),
)
