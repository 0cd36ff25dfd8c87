import { errorMessage } from '../../web/error-message.ts'

/** @returns Node's code of a file system error, such as `ENOENT` */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** @returns the error message without the paths that Node appends, since clients must not see them */
export function shortReason(error: unknown): string {
  const message = errorMessage(error)
  return message.split(/, \w+ '/)[0] ?? message
}

/** Codes of errors that pass: too many open files, a full disk, an interrupted or busy device. */
const TRANSIENT_CODES = new Set([
  'EMFILE',
  'ENFILE',
  'ENOSPC',
  'EDQUOT',
  'ENOMEM',
  'EAGAIN',
  'EBUSY',
  'EINTR',
  'EIO',
  'ETIMEDOUT',
  'ESTALE',
])

/** @returns true if trying again later can help */
export function isTransient(error: unknown): boolean {
  return TRANSIENT_CODES.has(errorCode(error) ?? '')
}
