import { STOP_WORDS, verbsOf } from '../../words.ts'
import type { Entity, EntityReader } from './entity.ts'

/** Well-known places, to tell places from people. */
const KNOWN: ReadonlySet<string> = new Set(
  `london,paris,tokyo,berlin,madrid,rome,vienna,oslo,stockholm,copenhagen,helsinki,dublin,lisbon,porto,athens,prague,warsaw,budapest,
  amsterdam,brussels,zurich,geneva,bern,munich,hamburg,cologne,frankfurt,milan,naples,venice,florence,barcelona,seville,valencia,
  lyon,marseille,nice,edinburgh,glasgow,manchester,liverpool,new york,new york city,los angeles,san francisco,chicago,boston,seattle,
  austin,dallas,houston,denver,miami,atlanta,phoenix,portland,washington,philadelphia,san diego,las vegas,toronto,vancouver,montreal,
  mexico city,bogota,bogot\u00e1,lima,quito,santiago,buenos aires,rio de janeiro,s\u00e3o paulo,sao paulo,brasilia,cairo,lagos,nairobi,accra,cape town,
  johannesburg,casablanca,dubai,abu dhabi,doha,riyadh,tel aviv,jerusalem,istanbul,ankara,moscow,kyiv,kiev,mumbai,delhi,new delhi,
  bangalore,chennai,kolkata,karachi,lahore,dhaka,kathmandu,colombo,bangkok,hanoi,singapore,kuala lumpur,jakarta,bali,manila,hong kong,
  shanghai,beijing,shenzhen,taipei,seoul,busan,osaka,kyoto,sydney,melbourne,perth,brisbane,auckland,wellington,honolulu,reykjavik,
  tallinn,riga,vilnius,zagreb,belgrade,sofia,bucharest,krak\u00f3w,krakow,sf,nyc,la,france,germany,spain,italy,japan,china,india,brazil,
  canada,mexico,norway,sweden,denmark,finland,ireland,portugal,greece,poland,austria,switzerland,belgium,netherlands,england,scotland,
  wales,usa,united states,united kingdom,uk,australia,new zealand,argentina,chile,peru,colombia,egypt,kenya,nigeria,ghana,morocco,
  south africa,turkey,russia,ukraine,thailand,vietnam,indonesia,malaysia,philippines,south korea,taiwan,europe,asia,africa,california,
  texas,florida,bavaria,ontario,catalonia`.split(/,\s*/),
)

/** @returns true for a well-known city, region or country */
export function isKnownPlace(text: string): boolean {
  return KNOWN.has(text.toLowerCase())
}

/** Words after which a lower-case place may stand. */
const BEFORE_PLACE =
  /(?<![\p{L}])(?:in|for|at|from|to|near|around|of|visit|visiting|between|and|or|vs)\s+(?=\p{Ll})/gu

/** Words that end a lower-case place. */
const ENDS =
  /^(?:on|in|for|at|from|to|with|by|and|or|but|tomorrow|today|tonight|now|this|next|right|please|during|over|as|like|is|are|vs|versus|using|if|when|tonite|via|per|until|under|near|around|between|of|about|that|which|who|then|instead|weather|time|forecast)$/

/** First words that are no place: articles, units, formats, periods. */
const NO_PLACE =
  /^(?:celsius|fahrenheit|kelvin|json|xml|csv|english|french|spanish|german|italian|japanese|euros?|dollars?|pounds?|yen|usd|eur|gbp|general|detail|details|total|stock|cash|advance|case|order|short|bold|red|blue|green|dark|light|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|night|noon|midnight|weekend|lunch|dinner|breakfast|work|home|bed|sleep|one|two|three|four|five|six|seven|eight|nine|ten|minutes?|hours?|days?|weeks?|months?|years?|people|guests|persons?|adults|kids|someone|everyone|free|sale|example|help|bash|python|shell|degrees)$/

/** Cities in lower case after a preposition, at most three words: `the weather in new york tomorrow`. */
export const readLowerCasePlaces: EntityReader = (text) => {
  const places: Entity[] = []
  for (const match of text.matchAll(BEFORE_PLACE)) {
    const start = match.index + match[0].length
    const words =
      /^[\p{L}\p{M}'\u2019.-]{1,30}(?: [\p{L}\p{M}'\u2019.-]{1,30}){0,3}/u.exec(
        text.slice(start, start + 130),
      )?.[0] ?? ''
    const place = leadingPlace(words.replace(/[.?!]+(?: .*)?$/, ''))
    if (place !== '') {
      places.push({ kind: 'place', text: place, value: place, start, end: start + place.length })
    }
  }
  return places
}

function leadingPlace(words: string): string {
  const parts: string[] = []
  for (const word of words.split(' ')) {
    const lower = word.toLowerCase()
    const isEnd = ENDS.test(lower) || (parts.length > 0 && verbsOf(lower).length > 0)
    if (isEnd || parts.length === 3) {
      break
    }
    parts.push(word)
  }
  const [first = ''] = parts
  const whole = parts.join(' ')
  const known = [whole, parts.slice(0, 2).join(' '), first].find(isKnownPlace)
  const isOther =
    STOP_WORDS.has(first) || NO_PLACE.test(first) || verbsOf(first).length > 0 || first.length < 2
  // Two words may be a place, longer phrases rarely are.
  return known ?? (isOther || parts.length > 2 ? '' : whole)
}
