/** An image of flat areas, stored as rows of runs. Encoding runs instead of pixels is fast. */
export interface Raster {
  /** Pixels. */
  width: number
  height: number
  /** At most 256 colors. */
  palette: readonly Color[]
  rows: readonly Row[]
  /** A line of ASCII text for the file's metadata. */
  comment?: string
}

/** Red, green, blue, opacity: 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number, opacity: number]

/** Runs of one color from left to right: their ends and palette indexes. Equal neighboring rows share one object. */
export interface Row {
  ends: readonly number[]
  colors: readonly number[]
}

/** An area of one color with at most one span per row. */
export interface Shape {
  color: number
  /** First row, and the row after the last. */
  top: number
  bottom: number
  /** @returns the start and end of the span in row `y`; it may exceed the image */
  span: (y: number) => readonly [start: number, end: number]
}

/**
 * @param size the image's width and height
 * @param background returns the background color of a row
 * @param shapes shapes from back to front
 */
export function paintRows(
  { width, height }: { width: number; height: number },
  background: (y: number) => number,
  shapes: readonly Shape[],
): Row[] {
  const rows: Row[] = []
  for (let y = 0; y < height; y += 1) {
    const row: { ends: number[]; colors: number[] } = { ends: [width], colors: [background(y)] }
    for (const { top, bottom, span, color } of shapes) {
      if (y >= top && y < bottom) {
        const [from, to] = span(y)
        const start = Math.max(0, Math.round(from))
        const end = Math.min(width, Math.round(to))
        if (start < end) {
          paint(row, { start, end, color })
        }
      }
    }
    const above = rows.at(-1)
    rows.push(above !== undefined && isSame(above, row) ? above : row)
  }
  return rows
}

function paint(
  row: { ends: number[]; colors: number[] },
  { start, end, color }: { start: number; end: number; color: number },
): void {
  const { ends, colors } = row
  row.ends = []
  row.colors = []
  let position = 0
  let isPainted = false
  const add = (to: number, added: number) => {
    if (row.colors.at(-1) === added) {
      row.ends[row.ends.length - 1] = to
    } else {
      row.ends.push(to)
      row.colors.push(added)
    }
  }
  for (const [index, runEnd] of ends.entries()) {
    const own = colors[index] ?? 0
    if (position < start) {
      add(Math.min(start, runEnd), own)
    }
    if (runEnd > start && !isPainted) {
      add(end, color)
      isPainted = true
    }
    if (runEnd > end) {
      add(runEnd, own)
    }
    position = runEnd
  }
}

function isSame(one: Row, other: Row): boolean {
  return (
    one.ends.length === other.ends.length &&
    one.ends.every((end, index) => end === other.ends[index] && one.colors[index] === other.colors[index])
  )
}
