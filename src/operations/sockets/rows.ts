import { type OperationRow, rowOf } from '../operation.ts'
import { realtimeEvents } from './realtime-events.ts'
import { realtimeResponse } from './realtime-response.ts'
import { realtimeErrorEvents } from './error-event.ts'
import { realtimeSession, translationSession } from './realtime-session.ts'
import { realtimeTranscription, realtimeTranscriptionEvents } from './realtime-transcription.ts'
import { realtimeTranslation, realtimeTranslationEvents } from './translation.ts'

/** Handshakes without a session. A reply of a patch is ignored without a warning: it is for the turns of the session. */
const PLAIN_HANDSHAKES = ['connectResponses', 'connectLive', 'attachLive', 'forkLive']

/** Handshakes and turns of WebSocket sessions. */
export const SOCKET_ROWS: readonly OperationRow[] = [
  ...PLAIN_HANDSHAKES.map((id): OperationRow => ({ id, supportsReply: true })),
  { id: 'connectRealtime', transform: realtimeSession, supportsReply: true },
  { id: 'connectTranslation', transform: translationSession, supportsReply: true },
  rowOf('createRealtimeResponse', {
    transform: realtimeResponse,
    stream: realtimeEvents,
    errorEvents: realtimeErrorEvents,
    isRateLimited: true,
    supportsReply: true,
  }),
  rowOf('createRealtimeTranscription', {
    transform: realtimeTranscription,
    stream: realtimeTranscriptionEvents,
    supportsReply: true,
  }),
  rowOf('createRealtimeTranslation', {
    transform: realtimeTranslation,
    stream: realtimeTranslationEvents,
    supportsReply: true,
  }),
]
