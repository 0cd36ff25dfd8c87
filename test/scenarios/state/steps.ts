import type { Step } from '../scenario.ts'

/** @returns headers that select a namespace, since scenarios share the server */
export function inNamespace(namespace: string): Record<string, string> {
  return { 'x-mock-namespace': namespace }
}

/** @returns a step that creates an object, named `created` */
export function create(namespace: string, path: string, json: object, as = 'created'): Step {
  return { as, request: { path, json, headers: inNamespace(namespace) } }
}

/** @returns a step that deletes an object */
export function remove(namespace: string, path: string): Step {
  return { request: { method: 'DELETE', path, headers: inNamespace(namespace) } }
}

/** @returns a step that retrieves an object */
export function look(namespace: string, path: string, as = 'looked'): Step {
  return { as, request: { path, headers: inNamespace(namespace) } }
}

/** @returns a step that creates a response, named `first` */
export function respond(namespace: string, json: object, as = 'first'): Step {
  return create(namespace, '/v1/responses', { model: 'gpt-4.1', ...json }, as)
}
