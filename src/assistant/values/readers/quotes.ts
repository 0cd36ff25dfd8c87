import { patternReader, type EntityReader } from './entity.ts'

/** Text in quotes, backticks or a fenced block, without the quotes. */
export const readQuotes: EntityReader = patternReader(
  'quoted',
  /```[a-z]*\n([\s\S]{1,4000}?)\n?```|"([^"\n]{1,1000})"|\u201c([^\u201d\n]{1,1000})\u201d|\u00ab([^\u00bb\n]{1,1000})\u00bb|`([^`\n]{1,1000})`|(?<![\p{L}\p{N}])'([^'\n]{1,500}(?:(?<=\p{L})'(?=\p{L})[^'\n]{1,500}){0,5})'(?![\p{L}\p{N}])|\u2018([^\u2019\n]{1,500})\u2019/gu,
  (_, match) => ({ value: match.slice(1).find((group) => group !== undefined) ?? '' }),
)
