import { CHAT_CHECKS } from './chat/checks.ts'
import { DOCUMENT_CHECKS } from './document/checks.ts'
import { MODEL_CHECKS } from './models/checks.ts'
import { PARAMETER_CHECKS } from './parameters/checks.ts'
import { RESPONSE_CHECKS } from './responses/checks.ts'
import { SCHEMA_CHECKS } from './schemas/checks.ts'
import { UPLOAD_CHECKS } from './uploads/checks.ts'
import type { RuleCheck, ServiceRule } from './rule.ts'

/** All checks, in the order that the service makes them: values, then relations, then the model's capabilities. */
const CHECKS: readonly RuleCheck[] = [
  ...DOCUMENT_CHECKS,
  ...UPLOAD_CHECKS,
  ...PARAMETER_CHECKS,
  ...RESPONSE_CHECKS,
  ...SCHEMA_CHECKS,
  ...CHAT_CHECKS,
  ...MODEL_CHECKS,
]

/** All service rules, one entry each. */
export const SERVICE_RULES: readonly ServiceRule[] = CHECKS.flatMap(({ rules }) => rules)

const CHECKS_OF_ALL = CHECKS.filter(({ rules }) => rules.some(({ operations }) => operations === 'all'))

/** The checks of operations that rules name. */
const CHECKS_BY_OPERATION: ReadonlyMap<string, readonly RuleCheck[]> = new Map(
  SERVICE_RULES.flatMap(({ operations }) => (operations === 'all' ? [] : operations)).map((id) => [
    id,
    CHECKS.filter(({ rules }) => rules.some(({ operations }) => appliesTo(operations, id))),
  ]),
)

/** @returns the checks of an operation */
export function checksOf(operationId: string): readonly RuleCheck[] {
  return CHECKS_BY_OPERATION.get(operationId) ?? CHECKS_OF_ALL
}

function appliesTo(operations: ServiceRule['operations'], id: string): boolean {
  return operations === 'all' || operations.includes(id)
}
