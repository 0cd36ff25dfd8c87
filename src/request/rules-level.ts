import { apiError } from '../openai/errors.ts'
import { isRulesLevel, RULES_LEVELS, type RulesLevel } from '../settings.ts'

/**
 * Reads the header `X-Mock-Rules`, which overrides the level of the namespace and of the deployment.
 *
 * @returns the level, or undefined without the header
 * @throws {import('../openai/errors.ts').ApiError} if the value is not a level
 */
export function readRulesLevel(headers: Headers): RulesLevel | undefined {
  const header = headers.get('x-mock-rules')
  if (header === null) {
    return undefined
  }
  const level = header.trim().toLowerCase()
  if (!isRulesLevel(level)) {
    const message = `Invalid X-Mock-Rules: ${header}. Expected one of ${RULES_LEVELS.join(', ')}.`
    throw apiError(400, message, { code: 'invalid_preference', param: 'X-Mock-Rules' })
  }
  return level
}
