import type { Resource } from './resource.ts'

/** Path prefix of the control API. */
export const CONTROL_PATH = '/__mock'

/** Returns a resource's full path in OpenAPI notation: `/__mock/patches/{namespace}`. */
export function pathOf({ path }: Pick<Resource, 'path'>): string {
  return CONTROL_PATH + (path === '/' ? '' : path.replaceAll(/:(\w+)/g, '{$1}'))
}
