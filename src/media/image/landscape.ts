import { type Random, seededRandom } from '../../web/random/seeded-random.ts'
import { type Color, paintRows, type Raster, type Shape } from './raster.ts'

/** The options of a landscape. */
export interface Landscape {
  /** Any text. The same seed gives the same landscape in every size. */
  seed: string
  /** Pixels. */
  width: number
  height: number
  /** True to omit the sky. */
  isTransparent?: boolean
  /** Rows per sky band. More rows make a smaller file; a multiple of 16 suits JPEG. */
  skyStep?: number
  /** Finished share, 0 to 1. Partial images are drawn from back to front. */
  progress?: number
}

/** Leaves palette entries for the other shapes. */
const MAX_BANDS = 160

/** @returns a landscape of mountains, hills and trees under a sun */
export function paintLandscape({
  seed,
  width,
  height,
  isTransparent = false,
  skyStep = 16,
  progress = 1,
}: Landscape): Raster {
  const random = seededRandom(seed)
  const hue = random() * 360
  const light = 0.55 + random() * 0.3
  const step = Math.max(skyStep, 16 * Math.ceil(height / (16 * MAX_BANDS)))
  const bands = Math.ceil(height / step)
  const palette: Color[] = Array.from({ length: bands }, (_, band) => {
    const down = band / bands
    return isTransparent
      ? [0, 0, 0, 0]
      : fromHsl(hue + 50 * down, 0.65 - 0.2 * down, light + (0.95 - light) * down)
  })
  const scene: Scene = { width, height, hue, random, palette, shapes: [] }
  addSun(scene)
  addClouds(scene)
  addMountains(scene)
  addHills(scene)
  addTrees(scene)
  const shown = scene.shapes.slice(0, Math.ceil(scene.shapes.length * progress))
  const rows = paintRows({ width, height }, (y) => Math.floor(y / step), shown)
  return { width, height, palette, rows }
}

interface Scene {
  width: number
  height: number
  hue: number
  random: Random
  palette: Color[]
  shapes: Shape[]
}

function addSun(scene: Scene): void {
  const { width, height, random, hue } = scene
  const radius = (0.06 + random() * 0.06) * Math.min(width, height)
  const center = { x: (0.15 + random() * 0.7) * width, y: (0.15 + random() * 0.2) * height }
  const halo = addColor(scene, fromHsl(hue + 60, 0.7, 0.88))
  const disc = addColor(scene, fromHsl(45 + random() * 15, 0.95, 0.72))
  scene.shapes.push(
    ellipse(halo, center, { x: radius * 1.35, y: radius * 1.35 }),
    ellipse(disc, center, { x: radius, y: radius }),
  )
}

function addClouds(scene: Scene): void {
  const { width, height, random, hue } = scene
  const color = addColor(scene, fromHsl(hue, 0.3, 0.96))
  const count = 2 + Math.floor(random() * 3)
  for (let cloud = 0; cloud < count; cloud += 1) {
    const size = (0.03 + random() * 0.03) * width
    const x = random() * width
    const y = (0.1 + random() * 0.3) * height
    for (const [right, down, scale] of CLOUD) {
      const radius = size * scale
      scene.shapes.push(
        ellipse(color, { x: x + right * size, y: y + down * size }, { x: radius, y: radius * 0.6 }),
      )
    }
  }
}

/** The parts of a cloud: offset to the right, offset down, scale. */
const CLOUD: readonly (readonly [number, number, number])[] = [
  [-1, 0.1, 0.8],
  [0, -0.2, 1.1],
  [1.1, 0.1, 0.9],
]

function addMountains(scene: Scene): void {
  const { width, height, random, hue } = scene
  const far = addColor(scene, fromHsl(hue + 20, 0.3, 0.6))
  const near = addColor(scene, fromHsl(hue + 10, 0.35, 0.45))
  const snow = addColor(scene, [248, 250, 252, 255])
  const foot = 0.85 * height
  const count = 3 + Math.floor(random() * 3)
  for (let mountain = 0; mountain < count; mountain += 1) {
    const x = ((mountain + 0.2 + random() * 0.6) / count) * width
    const top = (0.38 + random() * 0.17) * height
    const spread = (0.16 + random() * 0.12) * width
    const cap = (0.12 + random() * 0.08) * (foot - top)
    scene.shapes.push(
      triangle(mountain % 2 === 0 ? far : near, { x, top, bottom: foot, spread }),
      triangle(snow, { x, top, bottom: top + cap, spread: (spread * cap) / (foot - top) }),
    )
  }
}

function addHills(scene: Scene): void {
  const { width, height, random, hue } = scene
  const green = 80 + random() * 70
  for (let hill = 0; hill < 4; hill += 1) {
    const color = addColor(scene, fromHsl(green + hue / 20, 0.4, 0.52 - 0.08 * hill))
    const center = {
      x: (hill % 2 === 0 ? 0.1 : 0.9) * width + (random() - 0.5) * 0.3 * width,
      y: 1.2 * height,
    }
    const radius = { x: (0.75 + random() * 0.3) * width, y: (0.52 - 0.08 * hill) * height }
    scene.shapes.push(ellipse(color, center, radius))
  }
}

function addTrees(scene: Scene): void {
  const { width, height, random } = scene
  const leaves = addColor(scene, fromHsl(130 + random() * 40, 0.45, 0.2))
  const trunk = addColor(scene, fromHsl(25, 0.4, 0.25))
  const count = 2 + Math.floor(random() * 5)
  for (let tree = 0; tree < count; tree += 1) {
    const x = (0.04 + random() * 0.92) * width
    const foot = (0.86 + random() * 0.1) * height
    const size = (0.1 + random() * 0.08) * Math.min(width, height)
    scene.shapes.push(
      rectangle(trunk, { x, top: foot - size / 4, bottom: foot, spread: size / 20 }),
      triangle(leaves, { x, top: foot - size, bottom: foot - size * 0.15, spread: size * 0.28 }),
    )
  }
}

function addColor({ palette }: Scene, color: Color): number {
  return palette.push(color) - 1
}

interface Point {
  x: number
  y: number
}

function ellipse(color: number, center: Point, radius: Point): Shape {
  return {
    color,
    top: center.y - radius.y,
    bottom: center.y + radius.y,
    span: (y) => {
      const above = (y + 0.5 - center.y) / radius.y
      const half = radius.x * Math.sqrt(Math.max(0, 1 - above * above))
      return [center.x - half, center.x + half]
    },
  }
}

interface Upright {
  /** Its middle. */
  x: number
  top: number
  bottom: number
  /** Half of its width at the bottom. */
  spread: number
}

function triangle(color: number, { x, top, bottom, spread }: Upright): Shape {
  return {
    color,
    top,
    bottom,
    span: (y) => {
      const half = (spread * (y - top)) / (bottom - top)
      return [x - half, x + half]
    },
  }
}

function rectangle(color: number, { x, top, bottom, spread }: Upright): Shape {
  return { color, top, bottom, span: () => [x - spread, x + spread] }
}

/**
 * @param hue in degrees
 * @param saturation 0 to 1
 * @param lightness 0 to 1
 */
function fromHsl(hue: number, saturation: number, lightness: number): Color {
  const spread = saturation * Math.min(lightness, 1 - lightness)
  const channel = (turn: number) => {
    const place = (turn + hue / 30) % 12
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(place - 3, 9 - place, 1))))
  }
  return [channel(0), channel(8), channel(4), 255]
}
