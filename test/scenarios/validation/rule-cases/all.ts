import { chatCases } from './chat.ts'
import { limitCases } from './limits.ts'
import { mediaCases } from './media.ts'
import { modelCases } from './models.ts'
import { responseCases } from './responses.ts'
import type { RuleCase } from './rule-case.ts'
import { schemaCases } from './schemas.ts'
import { storeCases } from './stores.ts'
import { unknownMemberCases } from './unknown-members.ts'

/** The cases of all service rules: at least one refused and one accepted neighbor of each. */
export const ruleCases: readonly RuleCase[] = [
  ...chatCases,
  ...responseCases,
  ...unknownMemberCases,
  ...limitCases,
  ...schemaCases,
  ...modelCases,
  ...mediaCases,
  ...storeCases,
]
