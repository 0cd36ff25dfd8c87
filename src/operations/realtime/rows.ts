import { type OperationRow, rowsOf } from '../operation.ts'
import { realtimeClientSecrets, realtimeSessions } from './client-secrets.ts'

/** Client secrets and sessions of the Realtime API. */
export const REALTIME_ROWS: readonly OperationRow[] = [
  ...rowsOf(['create-realtime-client-secret', 'create-realtime-translation-client-secret'], {
    transform: realtimeClientSecrets,
  }),
  { id: 'create-realtime-session', transform: realtimeSessions },
  { id: 'create-realtime-transcription-session', transform: realtimeSessions },
]
