import { patternReader, type EntityReader } from './entity.ts'

const NAMED_TIMES: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' }

/** Times of day, normalized to `HH:MM`: `3pm`, `15:30`, `noon`. */
export const readTimes: EntityReader = patternReader(
  'time',
  /(?<![\w:.,-])(?:(?<hour>\d{1,2})(?::(?<minute>\d\d))?(?::\d\d)? ?(?<half>[ap])\.?m\b\.?|(?<h24>\d{1,2}):(?<m24>\d\d)(?::\d\d)?(?![\w:])|(?<hours>\d{1,2}) ?(?:o['\u2019]clock|uhr)\b|(?<named>noon|midday|midnight)\b)/gi,
  (_, { groups = {} }) => {
    const { named, half } = groups
    if (named !== undefined) {
      return { value: NAMED_TIMES[named.toLowerCase()] ?? '12:00' }
    }
    const hour = Number(groups['hour'] ?? groups['h24'] ?? groups['hours'])
    const minute = Number(groups['minute'] ?? groups['m24'] ?? 0)
    const isAfternoon = half?.toLowerCase() === 'p'
    const hours = half === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0)
    return hours > 23 || minute > 59
      ? undefined
      : { value: `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}` }
  },
)
