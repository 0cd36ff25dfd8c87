import type { Context } from 'hono'
import { STREAM_HEADERS } from '../../../answer/event-stream.ts'
import { toEntry } from '../../../journal/read/entry.ts'
import { filterRecords, readFilter } from '../../../journal/read/filter.ts'
import { toHar } from '../../../journal/read/har.ts'
import { liveFeed } from '../../../journal/read/live-feed.ts'
import type { RequestRecord } from '../../../journal/record.ts'
import { apiError } from '../../../openai/errors.ts'
import { apiHeaders } from '../../../openai/headers.ts'
import { inNamespace, type NamedMemory } from '../../access/namespace-memory.ts'
import { type ControlServices, jsonResponse, type Resource, textResponse } from '../../resource.ts'
import { journalOf } from './journal-of.ts'

/** `/__mock/requests/{namespace}`: the recorded requests of a namespace. */
export function requests(services: ControlServices): Resource {
  return {
    path: '/requests/:namespace',
    actions: {
      GET: {
        access: 'read',
        summary:
          'Lists the recorded requests with their responses, newest first; `?operation=`, `status=`, `test=`, `limit=` ' +
          'and `before=` filter, `format=har` exports, and `Accept: text/event-stream` follows new ones',
        handle: (context) =>
          inNamespace(context, services, (named) => readRequests(context, named, services)),
      },
      DELETE: {
        access: 'namespace',
        summary: 'Removes the recorded requests of a namespace',
        handle: (context) =>
          inNamespace(context, services, (named) => {
            journalOf(named).clear()
            return textResponse(null, 204, {})
          }),
      },
    },
  }
}

async function readRequests(
  { req }: Context,
  named: NamedMemory,
  { patches }: ControlServices,
): Promise<Response> {
  const journal = journalOf(named)
  if (req.header('accept')?.includes('text/event-stream') === true) {
    return new Response(liveFeed(journal, named.namespace), {
      headers: { ...apiHeaders(0), ...STREAM_HEADERS },
    })
  }
  const { selected, hasMore } = filterRecords(
    journal.newestFirst(),
    readFilter(new URL(req.url).searchParams),
  )
  const headers = (await isRecording(named, patches)) ? {} : { 'x-mock-warning': OFF }
  return jsonResponse(format(req.query('format'), selected, hasMore), 200, headers)
}

const OFF =
  'requests of this namespace are not recorded; set "settings": { "journal": true } in its patch document'

async function isRecording(
  { memory, namespace }: NamedMemory,
  patches: ControlServices['patches'],
): Promise<boolean> {
  const { patches: set } = await patches.load(namespace)
  return set.settings.journal ?? memory.isJournalDefault
}

function format(name: string | undefined, selected: readonly RequestRecord[], hasMore: boolean): unknown {
  switch (name) {
    case undefined:
    case 'json':
      return { object: 'list', data: selected.map(toEntry), has_more: hasMore }
    case 'har':
      return toHar(selected)
    default:
      throw apiError(400, `Invalid format: '${name}'. Expected json or har.`, {
        code: 'invalid_value',
        param: 'format',
      })
  }
}
