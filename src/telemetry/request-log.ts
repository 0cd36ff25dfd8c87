import type { AnsweredRequest, OnAnswer } from '../pipeline/respond.ts'

/** Format of the request log: one JSON object per line, colored text, or none. */
export type LogFormat = 'json' | 'pretty' | 'off'

/**
 * A log entry. It never contains the API key or query of a request; of its body only an invalid value that an error
 * message quotes, and words in an explanation.
 */
export interface LogEntry {
  time: string
  level: 'info' | 'warn' | 'error'
  method: string
  /** Without the query, which may contain secrets. */
  path: string
  status: number
  ms: number
  requestId?: string
  operation?: string
  patches?: string
  faults?: string
  warning?: string
  /** Message of the API error. */
  error?: string
  /** The parameter that the error is about. */
  param?: string
  /** The explanation that the request asked for (`X-Mock-Explain: 1`), as JSON. */
  explanation?: string
}

/**
 * Creates the request log.
 *
 * @param write writes one line; the line break is not included
 * @param format the format of the lines
 * @returns a listener for responses, or undefined if logging is off
 */
export function requestLog(write: (line: string) => void, format: LogFormat): OnAnswer | undefined {
  if (format === 'off') {
    return undefined
  }
  const render = format === 'json' ? JSON.stringify : formatPretty
  return (answeredRequest) => write(render(toLogEntry(answeredRequest)))
}

/**
 * Parses the log format. Defaults to `pretty` on a TTY, otherwise to `json`.
 *
 * @param variable the environment variable `LOG`
 * @param isTerminal whether standard output is a TTY
 * @returns the format, or undefined if the value is unknown
 */
export function parseLogFormat(variable: string | undefined, isTerminal: boolean): LogFormat | undefined {
  switch (variable) {
    case undefined:
    case '':
      return isTerminal ? 'pretty' : 'json'
    case 'json':
    case 'pretty':
    case 'off':
      return variable
    default:
      return undefined
  }
}

function toLogEntry({ request, status, headers, error, milliseconds }: AnsweredRequest): LogEntry {
  const requestId = headers['x-request-id']
  const operation = headers['x-mock-operation']
  const patches = headers['x-mock-patches']
  const faults = headers['x-mock-faults']
  const warning = headers['x-mock-warning']
  const explanation = headers['x-mock-explanation']
  return {
    time: new Date().toISOString(),
    level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
    method: request.method,
    path: pathWithoutQuery(request.url),
    status,
    ms: Math.round(milliseconds * 10) / 10,
    ...(requestId !== undefined && { requestId }),
    ...(operation !== undefined && { operation }),
    ...(patches !== undefined && { patches }),
    ...(faults !== undefined && { faults }),
    ...(warning !== undefined && { warning }),
    ...(error && { error: error.message.slice(0, MAX_ERROR_LENGTH) }),
    ...(error?.param !== undefined && { param: error.param }),
    ...(explanation !== undefined && { explanation }),
  }
}

const MAX_PATH_LENGTH = 500
const MAX_ERROR_LENGTH = 500

function pathWithoutQuery(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const [path = ''] = url.slice(start).split(/[?#]/, 1)
  return path.slice(0, MAX_PATH_LENGTH)
}

function formatPretty({
  time,
  method,
  path,
  status,
  ms,
  operation,
  patches,
  faults,
  warning,
  error,
  explanation,
}: LogEntry): string {
  const color = status >= 500 ? RED : status >= 400 ? YELLOW : GREEN
  const details = [
    operation,
    patches && `patched by ${patches}`,
    faults && `faults: ${faults}`,
    warning && `warning: ${warning}`,
    error && `error: ${error}`,
    explanation && `explanation: ${explanation}`,
  ]
  const line = [time.slice(11, 19), `${color}${status}${RESET}`, method, path, `${ms} ms`, ...details]
  return line.filter((part) => part !== undefined && part !== '').join('  ')
}

const RED = '\u001b[31m'
const YELLOW = '\u001b[33m'
const GREEN = '\u001b[32m'
const RESET = '\u001b[0m'
