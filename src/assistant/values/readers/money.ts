import { patternReader, type EntityReader } from './entity.ts'
import { numberOf } from './number-words.ts'

/** Currency codes by symbols and words. */
const CODES: Readonly<Record<string, string>> = {
  $: 'USD',
  dollar: 'USD',
  buck: 'USD',
  '\u20ac': 'EUR',
  euro: 'EUR',
  '\u00a3': 'GBP',
  pound: 'GBP',
  '\u00a5': 'JPY',
  yen: 'JPY',
  '\u20b9': 'INR',
  rupee: 'INR',
  franc: 'CHF',
  peso: 'MXN',
  yuan: 'CNY',
  zloty: 'PLN',
  krona: 'SEK',
  krone: 'NOK',
  real: 'BRL',
  won: 'KRW',
  ruble: 'RUB',
  lira: 'TRY',
  bitcoin: 'BTC',
}

const CURRENCY_CODE =
  'USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|CNY|INR|MXN|BRL|SEK|NOK|DKK|PLN|CZK|HUF|KRW|SGD|HKD|ZAR|TRY|RUB|BTC|ETH'

const CURRENCY_WORD =
  '(?:us |u\\.s\\. )?(?:dollars?|bucks|euros?|pounds?|yen|rupees?|(?:swiss )?francs?|pesos?|yuan|zloty|kron[ae]r?|rubles?|lira|bitcoins?)'

const AMOUNT = String.raw`\d[\d,.]{0,15}(?<![,.])(?: ?(?:k|m|thousand|million|billion))?`

/** Amounts with a currency: `$1,500.50`, `49.90 EUR`, `20 dollars`. */
export const readMoney: EntityReader = patternReader(
  'money',
  new RegExp(
    String.raw`(?<symbol>[$\u20ac\u00a3\u00a5\u20b9])\s?(?<after>${AMOUNT})(?![\w.,]\d)|(?<![\w.,-])(?<before>${AMOUNT}) ?(?<code>${CURRENCY_CODE}|${CURRENCY_WORD}|[\u20ac\u00a3\u00a5\u20b9$])(?![\p{L}])|\b(?<first>${CURRENCY_CODE}) ?(?<rest>${AMOUNT})(?!\w)`,
    'giu',
  ),
  (_, { groups = {} }) => {
    const amount = groups['after'] ?? groups['before'] ?? groups['rest'] ?? ''
    const value = numberOf(amount)
    const currency = groups['symbol'] ?? groups['code'] ?? groups['first'] ?? ''
    return value === undefined ? undefined : { value, unit: currencyCode(currency) }
  },
)

/** Currencies without an amount: `to EUR`, `in yen`. */
export const readCurrencies: EntityReader = patternReader(
  'currency',
  new RegExp(String.raw`\b(?:${CURRENCY_CODE})\b|\b${CURRENCY_WORD}\b`, 'gi'),
  (text) =>
    /^(?:try)$/.test(text) || (/^[a-z]{3}$/.test(text) && /^(?:try|eth)$/.test(text))
      ? undefined
      : { value: currencyCode(text) },
)

/** @returns the ISO 4217 code of a currency's symbol, name or code */
export function currencyCode(text: string): string {
  const word = text
    .toLowerCase()
    .replace(/^(?:us|u\.s\.|swiss) /, '')
    .replace(/s$/, '')
  return CODES[word] ?? text.toUpperCase()
}
