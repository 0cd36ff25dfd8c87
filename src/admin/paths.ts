import type { Resource } from './resource.ts'

/** Where the control API is mounted. */
export const CONTROL_PATH = '/__mock'

/** @returns the path as people read it: `/__mock/patches/{namespace}` */
export function pathOf({ path }: Pick<Resource, 'path'>): string {
  return CONTROL_PATH + (path === '/' ? '' : path.replaceAll(/:(\w+)/g, '{$1}'))
}
