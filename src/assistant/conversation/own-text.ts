/** Tags of context that clients and templates add, besides all tags with a hyphen or underscore. */
const CONTEXT_TAGS =
  /^(?:environment|context|system|instructions?|reminder|attachments?|documents?|docs?|files?|rules|memory|memories|skills|passages?|sources?|retrieved|knowledge|history|metadata|workspace|cwd|path|content)$/

/** Tags around the user's own words. */
const OWN_TAGS =
  /^(?:(?:user|human|customer|my|new|latest|current|original|actual)[-_])?(?:question|query|task|request|prompt|message|input|ask|feedback)$/

const OPENING_TAG = /<([A-Za-z][\w-]{0,60})(?:\s[^<>]{0,400})?>/y

/** Text that coding agents add to a message without a tag. */
const CLIENT_NOTE = /^Called the \w{1,60} tool with the following input/

/** Tags after these are kept, so that hostile text takes linear time. */
const MAX_TAGS = 500

/** The user's own words of a message, and the context that the client added. */
export interface OwnText {
  own: string
  context: string
}

/**
 * Separates the user's own words from context blocks: `<system-reminder>...</system-reminder>` at the start of a line.
 * Other markup is kept, for example `<b>`. Own words are empty if the message has only context.
 *
 * @param parts the texts of a message's content parts
 */
export function ownText(parts: readonly string[]): OwnText {
  if (!parts.some((part) => part.includes('<') || CLIENT_NOTE.test(part))) {
    return { own: parts.join('\n'), context: '' }
  }
  const own: string[] = []
  const context: string[] = []
  for (const part of parts) {
    const separated = CLIENT_NOTE.test(part) ? { own: '', context: part } : separateBlocks(part)
    own.push(separated.own)
    context.push(separated.context)
  }
  return { own: joinTexts(own), context: joinTexts(context) }
}

function separateBlocks(text: string): OwnText {
  const own: string[] = []
  const context: string[] = []
  let copied = 0
  let tags = 0
  for (let at = text.indexOf('<'); at !== -1 && tags < MAX_TAGS; at = text.indexOf('<', at + 1)) {
    const isCandidate = isLineStart(text, at)
    tags += isCandidate ? 1 : 0
    const block = isCandidate ? blockAt(text, at) : undefined
    if (block !== undefined) {
      own.push(text.slice(copied, at))
      if (OWN_TAGS.test(block.tag)) {
        own.push(block.inner)
      } else {
        context.push(text.slice(at, block.end))
      }
      copied = block.end
      at = block.end - 1
    }
  }
  own.push(text.slice(copied))
  const rest = joinTexts(own)
  // `# AGENTS.md instructions` above a block belongs to the block.
  const isHeading = context.length > 0 && /^(?:#{1,6} [^\n]*\s*)+$/.test(rest)
  // `<instructions>Summarize.</instructions><text>...</text>` has no words outside of blocks.
  const hasOnlyBlocks = context.length > 0 && isOnlyBlocks(rest) && rest !== ''
  return isHeading
    ? { own: '', context: text }
    : hasOnlyBlocks
      ? { own: text, context: '' }
      : { own: rest, context: joinTexts(context) }
}

interface Block {
  tag: string
  inner: string
  end: number
}

/** @returns the context or own block that starts at the position */
function blockAt(text: string, at: number): Block | undefined {
  const found = tagAt(text, at)
  if (found === undefined) {
    return undefined
  }
  const tag = found.tag.toLowerCase()
  const isSeparate = tag.includes('-') || tag.includes('_') || CONTEXT_TAGS.test(tag) || OWN_TAGS.test(tag)
  return isSeparate ? { tag, inner: found.inner, end: found.end } : undefined
}

function tagAt(text: string, at: number): Block | undefined {
  OPENING_TAG.lastIndex = at
  const tag = OPENING_TAG.exec(text)?.[1]
  if (tag === undefined) {
    return undefined
  }
  const start = OPENING_TAG.lastIndex
  const end = text.indexOf(`</${tag}>`, start)
  return end === -1
    ? undefined
    : { tag, inner: text.slice(start, end).trim(), end: end + tag.length + '</>'.length }
}

/** @returns true at the start of a line and after another tag */
function isLineStart(text: string, at: number): boolean {
  return /(?:^|\n|>)[ \t]*$/.test(text.slice(Math.max(0, at - 60), at))
}

/** @returns true if the text is a sequence of tagged blocks */
function isOnlyBlocks(text: string): boolean {
  let at = 0
  while (at < text.length) {
    const block = tagAt(text, at)
    if (block === undefined) {
      return false
    }
    at = block.end + (/^\s*/.exec(text.slice(block.end))?.[0].length ?? 0)
  }
  return true
}

function joinTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
