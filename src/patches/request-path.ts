import { didYouMean } from './document-fault.ts'
import { type CompiledPath, compilePath, type PathFault } from './json-path.ts'
import { SEEN_MEMBERS } from './request-view.ts'

/**
 * @param text a JSONPath into a request as patches see it
 * @returns the path, or what is wrong with it, a member that no request has among that
 */
export function compileRequestPath(text: string): CompiledPath | { fault: PathFault } {
  const path = compilePath(text)
  if ('fault' in path) {
    return path
  }
  const [first, second] = path.beginning
  if (first === 'headers' && typeof second === 'string' && second !== second.toLowerCase()) {
    const suggestion = `did you mean "${second.toLowerCase()}"?`
    return { fault: { message: `leads to the header "${second}"; names are in lower case`, suggestion } }
  }
  if (first === undefined || SEEN_MEMBERS.some((name) => name === first)) {
    return path
  }
  const suggestion = didYouMean(String(first), SEEN_MEMBERS) ?? `a request has ${SEEN_MEMBERS.join(', ')}`
  return { fault: { message: `leads to "${first}", which no request has`, suggestion } }
}
