import { apiError } from '../../openai/errors.ts'
import { CALL_PREFIX, carrySession, carriedSession, SECRET_PREFIX } from '../../request/client-secret.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import type { BinaryGenerator } from '../operation.ts'
import { sdpAnswer } from './sdp-answer.ts'

/** The mock has no ICE, DTLS and SRTP. */
const NO_MEDIA =
  'no media will flow: the mock answers the SDP offer, but the peer connection never connects. Use a WebSocket instead'

/** The SDP answer of a WebRTC call. The call's id contains its session, for a WebSocket with `call_id`. */
export const realtimeCall: BinaryGenerator = ({ body, text, key, namespace, random }) => {
  const offer = text ?? asString(body['sdp']) ?? ''
  const answer = sdpAnswer(offer, random)
  if (answer === undefined) {
    const message =
      "Invalid 'sdp': expected an SDP offer, which starts with the line v=0. Send the result of createOffer()."
    throw apiError(400, message, { code: 'invalid_offer', param: 'sdp' })
  }
  const session = readSession(body['session']) ?? carriedSession(SECRET_PREFIX, key ?? '')?.session ?? {}
  const id = carrySession(CALL_PREFIX, { session, namespace })
  return {
    contentType: 'application/sdp',
    body: answer,
    headers: { location: `/v1/realtime/calls/${id}`, 'x-mock-warning': NO_MEDIA },
  }
}

function readSession(value: unknown): JsonObject | undefined {
  const parsed = typeof value === 'string' ? parseBoundedJson(value) : { value }
  return 'value' in parsed ? asObject(parsed.value) : undefined
}
