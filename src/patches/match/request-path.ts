import { didYouMean } from '../document/issue.ts'
import { type CompiledPath, compilePath, type PathIssue } from '../../web/json/json-path.ts'
import { REQUEST_FIELDS } from './request-view.ts'

/**
 * Compiles a JSONPath into a request.
 *
 * @returns the path, or an issue, also if it starts with an unknown request field
 */
export function compileRequestPath(text: string): CompiledPath | { issue: PathIssue } {
  const path = compilePath(text)
  if ('issue' in path) {
    return path
  }
  const [first, second] = path.prefix
  if (first === 'headers' && typeof second === 'string' && second !== second.toLowerCase()) {
    const suggestion = `did you mean "${second.toLowerCase()}"?`
    return {
      issue: { message: `refers to the header "${second}"; header names must be in lower case`, suggestion },
    }
  }
  if (first === undefined || REQUEST_FIELDS.some((name) => name === first)) {
    return path
  }
  const suggestion =
    didYouMean(String(first), REQUEST_FIELDS) ?? `expected one of ${REQUEST_FIELDS.join(', ')}`
  return { issue: { message: `refers to the unknown request field "${first}"`, suggestion } }
}
