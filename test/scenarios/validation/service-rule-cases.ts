import { SERVICE_RULES } from '../../../src/validation/service-rules/registry.ts'
import type { Scenario } from '../scenario.ts'
import { ruleCases } from './rule-cases/all.ts'
import type { RuleCase } from './rule-cases/rule-case.ts'

const rulesById = new Map(SERVICE_RULES.map((rule) => [rule.id, rule]))

/** The level of service rules, for one request, in a namespace whose objects no other scenario lists. */
const atLevel = (request: Scenario['request'], level: string): Scenario['request'] => ({
  ...request,
  headers: { ...request.headers, 'x-mock-rules': level, 'x-mock-namespace': 'service-rules' },
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** A pattern of the message: the case's own message, or the rule's with any values. */
function messagePattern({ rule, message }: RuleCase): string {
  const template = rulesById.get(rule)?.message ?? 'unknown rule'
  return message === undefined
    ? template
        .split(/\{\w+\}/)
        .map(escaped)
        .join('[^]*')
    : escaped(message)
}

/** Rules about facts that the build reads from the document: limits in its texts, and the known members. */
const needsDocument = (rule: string) => rule.startsWith('stated-') || rule === 'unknown-member'

const titleOf = ({ rule, about }: RuleCase) => (about === undefined ? rule : `${rule} (${about})`)

/** Each case at the levels `refuse` and `warn`, and its neighbor that is accepted. */
export const serviceRuleCases: Scenario[] = ruleCases.flatMap((ruleCase): Scenario[] => {
  const { rule, refused, accepted, param, code } = ruleCase
  const { status = 400, type = 'invalid_request_error' } = rulesById.get(rule) ?? {}
  const message = messagePattern(ruleCase)
  const needs = needsDocument(rule) ? { needs: 'document' as const } : {}
  return [
    {
      title: `the rule ${titleOf(ruleCase)} refuses a request`,
      ...needs,
      request: atLevel(refused, 'refuse'),
      response: { status, json: { error: { type, param, code, message: new RegExp(`^${message}$`) } } },
    },
    {
      title: `the rule ${titleOf(ruleCase)} warns about a request`,
      ...needs,
      request: atLevel(refused, 'warn'),
      response: {
        status: 200,
        headers: {
          'x-mock-warning': new RegExp(
            `OpenAI would refuse this request: ${message} \\(param: ${escaped(String(param))}, code: ${code}\\)`,
          ),
        },
      },
    },
    {
      title: `the rule ${titleOf(ruleCase)} ignores a similar request`,
      ...needs,
      request: atLevel(accepted, 'refuse'),
      response: { status: 200, headers: { 'x-mock-warning': null } },
    },
  ]
})
