import { type PatchRequest, RequestView } from '../../patches/match/request-view.ts'
import { conversationFacts } from '../../operations/conversation-facts.ts'
import { asObject } from '../../web/json/narrow.ts'
import { RequestBudget } from '../../web/limits/request-budget.ts'
import type { RequestRecord } from '../record.ts'
import { redactHeaders, redactJson, redactQuery, redactText } from './redact.ts'

/** @returns a recorded request as patches see it, without secrets, and with a new budget */
export function viewRecord({ see, isTextBody }: RequestRecord): RequestView {
  return new RequestView(() => redactRequest(see()), { isTextBody, budget: new RequestBudget().steps })
}

function redactRequest(request: PatchRequest): PatchRequest {
  const { query, headers, body, prompt } = request
  const redacted = body === undefined ? undefined : redactJson(body)
  return {
    ...request,
    query: redactQuery(query),
    headers: redactHeaders(headers),
    body: redacted,
    prompt: redactText(prompt),
    ...conversationFacts(asObject(redacted) ?? {}),
  }
}
