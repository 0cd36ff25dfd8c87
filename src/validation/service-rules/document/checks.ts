import { parseFields, shapeFields, withFileNames } from '../../../request/form-fields.ts'
import { NO_VIOLATIONS, type RuleCheck, type RuleRequest, type RuleViolation } from '../rule.ts'
import { exceededLimit, LIMIT_RULES, longName } from './stated-limits.ts'
import { MOVED_PARAMETER, UNKNOWN_MEMBER, unknownMember } from './unknown-members.ts'
import { type FactVisitor, walkFacts } from './walk.ts'

/** Compares the request with facts that the compiler found in the document: known members, and limits in prose. */
const documentFacts: RuleCheck = {
  rules: [UNKNOWN_MEMBER, MOVED_PARAMETER, ...LIMIT_RULES],
  check: (request) => {
    const { operation, content, query } = request
    const { facts } = operation
    if (facts === undefined) {
      return NO_VIOLATIONS
    }
    const violations: RuleViolation[] = []
    const visitor = visitorFor(request, violations)
    if (content.kind === 'json' && facts.body !== undefined) {
      walkFacts(facts, facts.body, content.value, { visitor, isText: false })
    } else if (content.kind === 'form' && facts.form !== undefined) {
      walkFacts(facts, facts.form, withFileNames(content.fields), { visitor, isText: true })
    }
    if (facts.query !== undefined && query.size > 0) {
      const values = shapeFields(parseFields(query), operation.shapes.query)
      walkFacts(facts, facts.query, values, { visitor, isText: true })
    }
    return violations.length === 0 ? NO_VIOLATIONS : violations
  },
}

/** Checks of facts that the compiler found in the document. */
export const DOCUMENT_CHECKS: readonly RuleCheck[] = [documentFacts]

function visitorFor({ operation, body }: RuleRequest, violations: RuleViolation[]): FactVisitor {
  return {
    unknownMember: (path, known) => {
      const operationId = operation.route.id
      const isTopLevel = path.length === 1
      violations.push(unknownMember({ operationId, param: nameOf(path), isTopLevel, known, body }))
    },
    exceededLimit: (path, limit, value) => {
      violations.push(exceededLimit(nameOf(path), limit, value))
    },
    longName: (path, limit) => {
      violations.push(longName(nameOf(path.slice(0, -1)), String(path.at(-1)), limit))
    },
  }
}

/** @returns the parameter name of a path: `tools[0].function.name` */
function nameOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((name, token) => {
    if (typeof token === 'number') {
      return `${name}[${token}]`
    }
    return name === '' ? token : `${name}.${token}`
  }, '')
}
