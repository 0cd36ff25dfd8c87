import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export const project = resolve(import.meta.dirname, '../../..')

/** A fenced block of a Markdown page. */
export interface Block {
  page: string
  /** Line of the opening fence, from 1. */
  line: number
  /** The heading above the block. */
  heading: string
  /** The first word of the info string, which GitHub uses to highlight the block. */
  language: string
  /** The second word: what the runner does with the block. Empty if it is missing. */
  action: string
  /** All words behind the language: `key="value"`, or a bare word with an empty value. */
  options: Readonly<Record<string, string>>
  text: string
}

/** @returns the tracked Markdown pages whose blocks are executed: the ones for users and contributors */
export function documentationPages(): string[] {
  const files = execFileSync('git', ['ls-files', '*.md'], { cwd: project, encoding: 'utf8' }).split('\n')
  return files.filter((file) => /^(README|CONTRIBUTING|SECURITY|ARCHITECTURE|docs\/.+)\.md$/.test(file))
}

export function readPage(page: string): string {
  return readFileSync(resolve(project, page), 'utf8')
}

/** @returns the fenced blocks of a page, in order */
export function blocksOf(page: string, markdown = readPage(page)): Block[] {
  const blocks: Block[] = []
  let heading = ''
  let open: { block: Block; indent: string; fence: string } | undefined
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, indent = '', fence = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    if (open !== undefined) {
      if (info === '' && fence.startsWith(open.fence)) {
        blocks.push(open.block)
        open = undefined
      } else {
        open.block.text += `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line}\n`
      }
    } else if (fence === '') {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading
    } else {
      open = { block: { page, line: index + 1, heading, text: '', ...parseInfo(info) }, indent, fence }
    }
  }
  if (open !== undefined) {
    throw new Error(`${page}:${open.block.line}: the block is not closed.`)
  }
  return blocks
}

/** Parses the words behind a fence: `sh run env="MOCK_STRICT=on"`. */
function parseInfo(info: string): Pick<Block, 'language' | 'action' | 'options'> {
  const [, language = '', rest = ''] = /^\s*(\S*)(.*)$/.exec(info) ?? []
  const words = [...rest.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value])
  return { language, action: words[0]?.[0] ?? '', options: Object.fromEntries(words) }
}

/** @returns the rows of all tables of a page, as the trimmed text of each cell, without headings and delimiter rows */
export function tableRows(page: string): string[][] {
  const lines = readPage(page).split('\n')
  return lines.flatMap((line, index) => {
    const isRow = line.startsWith('|') && !isDelimiter(line) && !isDelimiter(lines[index + 1] ?? '')
    return isRow ? [splitCells(line)] : []
  })
}

function isDelimiter(line: string): boolean {
  return /^\|[\s:|-]+\|$/.test(line)
}

/** Splits a row at its bars, except those inside of code. */
function splitCells(row: string): string[] {
  const cells = row.slice(1, -1).match(/(?:`[^`]*`|[^|`])+/g) ?? []
  return cells.map((cell) => cell.trim())
}

/** @returns the code spans of a cell or a paragraph, without their backquotes */
export function codeSpans(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}
