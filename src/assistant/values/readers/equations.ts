import { patternReader, type EntityReader } from './entity.ts'

/** Signs of operators. */
const OPERATOR = /[\d\w)]\s*(?:[-+*/^=%\u00d7\u00f7\u2212]|\*\*)\s*[-\d\w(]/

/** Equations and calculations: `3x + 11 = 14`, `(2 + 3) * 4`. */
export const readEquations: EntityReader = patternReader(
  'equation',
  /(?<![\w.$/@-])(?:\d[\d.,]{0,15}[a-z]?(?![\w])|[a-z](?![\w'\u2019])|(?:sqrt|sin|cos|tan|log|ln|exp|abs)(?=\()|[-+*/^=%()\u00d7\u00f7\u2212]| (?! )){3,200}/gi,
  (text) => {
    const trimmed = text.replace(/^[ ,)a-z]* |[ ,.(=+*/-]+$/gi, '').trim()
    const isDate = /^\d{1,4}[-/]\d{1,4}(?:[-/]\d{1,4})?$/.test(trimmed)
    return OPERATOR.test(trimmed) && /\d/.test(trimmed) && !isDate ? { value: trimmed } : undefined
  },
)
