/** An image of flat areas, stored as rows of runs. Encoding runs instead of pixels is fast. */
export interface Picture {
  /** Pixels. */
  width: number
  height: number
  /** At most 256 colors. */
  palette: readonly Colour[]
  rows: readonly Row[]
  /** A line of ASCII text for the file's metadata. */
  comment?: string
}

/** Red, green, blue, opacity: 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number]

/** Runs of one color from left to right: their ends and palette indexes. Equal neighboring rows share one object. */
export interface Row {
  ends: readonly number[]
  colours: readonly number[]
}

/** An area of one color with at most one span per row. */
export interface Shape {
  colour: number
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
    const row: { ends: number[]; colours: number[] } = { ends: [width], colours: [background(y)] }
    for (const { top, bottom, span, colour } of shapes) {
      if (y >= top && y < bottom) {
        const [from, to] = span(y)
        const start = Math.max(0, Math.round(from))
        const end = Math.min(width, Math.round(to))
        if (start < end) {
          paint(row, { start, end, colour })
        }
      }
    }
    const above = rows.at(-1)
    rows.push(above !== undefined && isSame(above, row) ? above : row)
  }
  return rows
}

function paint(
  row: { ends: number[]; colours: number[] },
  { start, end, colour }: { start: number; end: number; colour: number },
): void {
  const { ends, colours } = row
  row.ends = []
  row.colours = []
  let position = 0
  let isPainted = false
  const add = (to: number, added: number) => {
    if (row.colours.at(-1) === added) {
      row.ends[row.ends.length - 1] = to
    } else {
      row.ends.push(to)
      row.colours.push(added)
    }
  }
  for (const [index, runEnd] of ends.entries()) {
    const own = colours[index] ?? 0
    if (position < start) {
      add(Math.min(start, runEnd), own)
    }
    if (runEnd > start && !isPainted) {
      add(end, colour)
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
    one.ends.every((end, index) => end === other.ends[index] && one.colours[index] === other.colours[index])
  )
}
