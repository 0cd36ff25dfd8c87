import { patternReader, type EntityReader } from './entity.ts'

/** E-mail addresses. */
export const readEmails: EntityReader = patternReader(
  'email',
  /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}/gi,
)

/** Phone numbers with at least seven digits and a separator, a plus sign or parentheses. */
export const readPhones: EntityReader = patternReader(
  'phone',
  /(?<![\w+.-])(?:\+\d[\d ().-]{5,20}\d|\(\d{2,5}\)[ -]?\d[\d -]{3,12}\d|\d{3}[-. ]\d{3}[-. ]\d{4}|\d{3}-\d{4}|0\d{2,4}[ /-]\d[\d -]{4,10}\d)(?!\w)/g,
  (text) => ((text.match(/\d/g)?.length ?? 0) >= 7 ? { value: text } : undefined),
)
