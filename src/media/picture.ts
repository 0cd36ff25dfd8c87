/** A picture of flat areas, row by row. Encoders work on runs of one colour rather than on pixels, which makes them quick. */
export interface Picture {
  /** Pixels. */
  width: number
  height: number
  /** Red, green, blue and opacity of each colour, 0 to 255; 256 colours at the most. */
  palette: readonly Colour[]
  rows: readonly Row[]
  /** A line that the file carries besides, ASCII. */
  comment?: string
}

/** Red, green, blue, opacity: 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number, opacity: number]

/** Runs of one colour from left to right: where each ends, and which colour it has. Rows that look alike are one object. */
export interface Row {
  ends: readonly number[]
  colours: readonly number[]
}

/** An area of one colour with, in each row, no more than one piece. */
export interface Shape {
  colour: number
  /** First row, and the row after the last. */
  top: number
  bottom: number
  /** @returns where the piece of the row begins and ends; it may lie outside of the picture */
  span: (y: number) => readonly [start: number, end: number]
}

/**
 * @param size of the picture
 * @param background colour of each row
 * @param shapes from the back to the front
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
