import type { JsonObject } from '../../web/json/json.ts'
import type { DecisionTexts } from '../decisions/decision.ts'
import type { Explain } from '../explain.ts'
import type { Assigned } from '../values/assign-values.ts'
import type { Evidence } from '../values/evidence.ts'
import type { Results } from '../values/results.ts'

/** The texts that values are taken from. */
export interface SourceTexts extends DecisionTexts {
  /** The part of the question that the value belongs to, with its entities. */
  evidence: Evidence
  /** The whole question, if the evidence is only a part of it. */
  whole?: Evidence | undefined
  /** Results of earlier calls. */
  results: Results
  /** The value of one item of an array of plain values. */
  item?: { holder: JsonObject | undefined; name: string; assigned: Assigned } | undefined
  /** True if the evidence is the part of the question about one item of an array. */
  isSegment?: boolean
  explain?: Explain | undefined
}
