import { patternReader, type EntityReader } from './entity.ts'

const STREET =
  'Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Square|Sq|Court|Ct|Way|Place|Pl|Terrace|Parkway|Highway|Hwy|Stra\u00dfe|Strasse'

/** Postal addresses, with the city that follows: `12 Elm Street, Springfield`. */
export const readAddresses: EntityReader = patternReader(
  'address',
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:\d{1,5}[A-Za-z]? (?:\p{Lu}[\p{L}\p{M}.'\u2019-]{0,30} ){1,4}(?:${STREET})\b\.?|\p{Lu}[\p{L}\p{M}-]{1,30}(?:stra\u00dfe|strasse|gasse|weg|platz|allee) \d{1,4}[a-z]?|\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|place|via|calle) (?:(?:de|du|des|la|le|di|del) )*\p{Lu}[\p{L}\p{M}'\u2019 -]{1,40}(?=[,.;\n]|$))(?:,? (?:Apt|Suite|Unit|#)\.? ?\w{1,6})?(?:, (?:\d{4,6} )?\p{Lu}[\p{L}\p{M}]+(?: \p{Lu}[\p{L}\p{M}]+)*(?:,? [A-Z]{2})?(?: \d{4,6})?)?`,
    'gu',
  ),
)
