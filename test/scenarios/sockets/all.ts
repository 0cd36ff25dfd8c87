import { handshakes } from './handshakes.ts'
import { realtimeItems, realtimeSessions } from './realtime.ts'
import { realtimeResponses } from './realtime-responses.ts'
import { realtimeSound } from './realtime-sound.ts'
import { responsesSockets } from './responses.ts'
import type { SocketScenario } from './socket-scenario.ts'
import { streamFaults } from './stream-faults.ts'
import { translation } from './translation.ts'

/** All scenarios of WebSockets, by suite name. */
export const allSocketScenarios: Record<string, SocketScenario[]> = {
  'WebSocket handshakes': handshakes,
  'Realtime sessions': realtimeSessions,
  'Realtime items': realtimeItems,
  'Realtime responses': realtimeResponses,
  'Realtime sound': realtimeSound,
  'Responses over WebSocket': responsesSockets,
  'Translation sessions': translation,
  'Stream faults on WebSockets': streamFaults,
}
