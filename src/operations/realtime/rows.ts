import { type OperationRow, rowOf } from '../operation.ts'
import { realtimeCall } from './calls.ts'
import { realtimeClientSecrets, realtimeSessions, translationClientSecrets } from './client-secrets.ts'

/** Calls, client secrets and sessions of the Realtime API. */
export const REALTIME_ROWS: readonly OperationRow[] = [
  rowOf('create-realtime-client-secret', { transform: realtimeClientSecrets }),
  rowOf('create-realtime-translation-client-secret', { transform: translationClientSecrets }),
  { id: 'create-realtime-call', binary: realtimeCall },
  { id: 'create-realtime-session', transform: realtimeSessions },
  { id: 'create-realtime-transcription-session', transform: realtimeSessions },
]
