import { record } from '../journal/recorder.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import type { Handled } from './handle.ts'
import type { MemorySource } from './incoming.ts'

/** Records a handled request if its namespace has a journal in this process. */
export function recordExchange(
  { context, route, call, settings, matching, outcome }: Handled,
  message: WireMessage,
  { memory, milliseconds }: { memory: MemorySource | undefined; milliseconds: number },
): void {
  if (context !== undefined && memory !== undefined && (settings?.journal ?? memory.isJournalDefault)) {
    const journal = memory.journal(context.namespace)
    if (journal !== undefined) {
      record(journal, {
        context,
        route,
        call,
        matching,
        outcome,
        message,
        time: Date.now() - milliseconds,
        milliseconds,
      })
    }
  }
}
