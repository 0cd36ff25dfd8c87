import type { ToolText } from './tool-profile.ts'
import type { ToolQuery } from './tool-query.ts'

const OPPOSITE_SCORE = 1.5

/** Words of names with their opposites. */
const OPPOSITES: ReadonlyMap<string, string> = new Map(
  `on off,up down,in out,start stop,open close,lock unlock,enable disable,add remove,increase decrease,follow unfollow,
  mute unmute,pause resume,play pause,subscribe unsubscribe,show hide,activate deactivate,approve reject,accept decline,
  connect disconnect,arm disarm,login logout,import export,upload download,buy sell,deposit withdraw,encrypt decrypt,
  freeze unfreeze,block unblock,install uninstall,join leave,archive unarchive,like unlike,raise lower,push pull`
    .split(/,\s*/)
    .flatMap((pair) => {
      const [one = '', other = ''] = pair.split(' ')
      return [
        [one, other],
        [other, one],
      ] as const
    }),
)

/** Returns a negative score for `turn_off_light` if the question has `turn on the light`. */
export function scoreOpposites({ name }: ToolText, { words }: ToolQuery): number {
  let score = 0
  for (const word of name.toLowerCase().split(/[^\p{L}]+/u)) {
    const opposite = OPPOSITES.get(word)
    if (opposite !== undefined && words.has(opposite) !== words.has(word)) {
      score += words.has(word) ? OPPOSITE_SCORE : -2 * OPPOSITE_SCORE
    }
  }
  return score
}
