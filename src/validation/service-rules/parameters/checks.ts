import type { RuleCheck } from '../rule.ts'
import { betaHeader } from './beta-header.ts'
import { DEPENDENCY_CHECKS } from './dependencies.ts'
import { idPrefixes } from './ids.ts'
import { PRESENCE_CHECKS } from './presence.ts'

/** Checks of single parameters and of parameters that depend on each other. */
export const PARAMETER_CHECKS: readonly RuleCheck[] = [
  betaHeader,
  ...PRESENCE_CHECKS,
  idPrefixes,
  ...DEPENDENCY_CHECKS,
]
