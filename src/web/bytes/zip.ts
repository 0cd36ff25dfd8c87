import { concatenate } from './bytes.ts'
import { crc32 } from './crc.ts'

/** A file of an archive. */
export interface ZipEntry {
  /** Path in the archive, with `/` between folders. */
  name: string
  bytes: Uint8Array
}

/** Signatures and sizes of the parts of an archive (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). */
const LOCAL_HEADER = { signature: 0x04034b50, size: 30 }
const CENTRAL_HEADER = { signature: 0x02014b50, size: 46 }
const END = { signature: 0x06054b50, size: 22 }

const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
/** 1980-01-01, the earliest date, so that equal files make equal archives. */
const DATE = 0x0021

/** @returns an archive that stores the files without compression */
export function zip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const files: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  let directorySize = 0
  for (const { name, bytes } of entries) {
    const path = new TextEncoder().encode(name)
    const common = [VERSION, FLAGS, 0, 0, DATE]
    const sizes = [crc32(bytes), bytes.length, bytes.length]
    const local = header(LOCAL_HEADER, (view) => {
      writeShorts(view, 4, common)
      writeLongs(view, 14, sizes)
      writeShorts(view, 26, [path.length])
    })
    const central = header(CENTRAL_HEADER, (view) => {
      writeShorts(view, 4, [VERSION, ...common])
      writeLongs(view, 16, sizes)
      writeShorts(view, 28, [path.length])
      writeLongs(view, 42, [offset])
    })
    files.push(local, path, bytes)
    directory.push(central, path)
    offset += local.length + path.length + bytes.length
    directorySize += central.length + path.length
  }
  const end = header(END, (view) => {
    writeShorts(view, 8, [entries.length, entries.length])
    writeLongs(view, 12, [directorySize, offset])
  })
  return concatenate([...files, ...directory, end])
}

function header(
  { signature, size }: { signature: number; size: number },
  write: (view: DataView) => void,
): Uint8Array {
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, signature, true)
  write(view)
  return bytes
}

function writeShorts(view: DataView, start: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) {
    view.setUint16(start + 2 * index, value, true)
  }
}

function writeLongs(view: DataView, start: number, values: readonly number[]): void {
  for (const [index, value] of values.entries()) {
    view.setUint32(start + 4 * index, value, true)
  }
}
