import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { type EvalRow, fillTemplate } from './fill-template.ts'
import { textSimilarity } from './text-similarity.ts'

/** The verdict of a grader about one row. */
export interface Grade {
  /** 0 to 1, or in the range of a model that scores. */
  score: number
  passed: boolean
}

type Grader = (criterion: JsonObject, row: EvalRow) => Grade

/** Operations of string checks (API reference, "String check grader"). */
const STRING_CHECKS: Readonly<Record<string, (input: string, reference: string) => boolean>> = {
  eq: (input, reference) => input === reference,
  ne: (input, reference) => input !== reference,
  like: (input, reference) => input.includes(reference),
  ilike: (input, reference) => input.toLowerCase().includes(reference.toLowerCase()),
}

const PASSED: Grade = { score: 1, passed: true }

/** Graders by type. Graders that ask a model are content: their choice is the first passing label or the best score. */
const GRADERS: Readonly<Record<string, Grader>> = {
  string_check: (criterion, row) => {
    const check = STRING_CHECKS[asString(criterion['operation']) ?? '']
    const passed = check?.(filled(criterion, 'input', row), filled(criterion, 'reference', row)) ?? false
    return { score: passed ? 1 : 0, passed }
  },
  text_similarity: (criterion, row) => {
    const metric = asString(criterion['evaluation_metric']) ?? ''
    const input = filled(criterion, 'input', row)
    const score = textSimilarity(input, filled(criterion, 'reference', row), metric)
    return { score, passed: score >= (asNumber(criterion['pass_threshold']) ?? 0) }
  },
  label_model: (criterion) => {
    const passed = asArray(criterion['passing_labels']).length > 0
    return { score: passed ? 1 : 0, passed }
  },
  score_model: (criterion) => {
    const score = asNumber(asArray(criterion['range'])[1]) ?? 1
    return { score, passed: score >= (asNumber(criterion['pass_threshold']) ?? 0) }
  },
  // Code of a client never runs in the mock.
  python: () => PASSED,
  multi: (criterion, row) => {
    const grades = Object.values(asObject(criterion['graders']) ?? {}).map((part) =>
      grade(asObject(part) ?? {}, row),
    )
    const sum = grades.reduce((total, { score }) => total + score, 0)
    return {
      score: grades.length === 0 ? 0 : sum / grades.length,
      passed: grades.every(({ passed }) => passed),
    }
  },
}

/** @returns the verdict of a testing criterion; criteria of unknown types pass */
export function grade(criterion: JsonObject, row: EvalRow): Grade {
  return GRADERS[asString(criterion['type']) ?? '']?.(criterion, row) ?? PASSED
}

function filled(criterion: JsonObject, name: string, row: EvalRow): string {
  return fillTemplate(asString(criterion[name]) ?? '', row)
}
