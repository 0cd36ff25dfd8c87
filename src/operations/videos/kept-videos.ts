import { asObject, asString } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'

/** Path of the family of videos. */
const VIDEOS = '/videos'

/** Keeps a video that is made of another one: a remix, an edit or an extension. */
export const derivedVideos: StateBehavior = ({ store, body, isStrict, now }, steps) => ({
  ...steps,
  before: () => {
    const source = asString(asObject(body['video'])?.['id'])
    const kept = source === undefined ? undefined : store.find({ family: VIDEOS, parent: '', id: source })
    if (source !== undefined && (kept === undefined ? isStrict : kept.gone)) {
      throw goneError({ video_id: source }, 'video_id')
    }
    return steps.before()
  },
  recall: (answer) => ({ answer, origin: 'stored' }),
  commit: (answer) => {
    const video = asObject(answer.body) ?? {}
    const place = { family: VIDEOS, parent: '', id: asString(video['id']) ?? '' }
    const seq = store.insert(place, video, { created: now })
    return { ...place, seq, created: now, due: undefined, gone: false, body: video }
  },
})
