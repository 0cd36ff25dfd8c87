import type { FormatKind } from './types.ts'

const VERB = String.raw`(?:say|reply|respond|answer|return|output|write|print|type|repeat|echo)`

const LIMIT = String.raw`(?:only|just|exactly|simply|nothing but|nothing more than|literally|verbatim)`

/** `Reply with only the word "pong"`, `Say exactly: test`. */
const QUOTED = new RegExp(
  String.raw`\b(?:${VERB}(?:\s+(?:back|with|only|just|exactly|simply|literally))*|${LIMIT})\s+(?:with\s+)?(?:${LIMIT}\s+)?(?:the\s+)?(?:(?:single|one|exact|following|literal|two|three)\s+)*(?:words?|phrase|string|text|letter|character|token|message|sentence)?:?\s*["'\u201c\x60]([^"\u201d\x60\n]{1,200}?)["'\u201d\x60](?=[\s.,!?)]|$)(?!\s*(?:or|and|,|/|if|when|tags?|followed))`,
  'i',
)

const PLAIN = new RegExp(
  String.raw`\b${VERB}\s+(?:back\s+)?(?:with\s+)?(?:${LIMIT}\s*)(?:with\s+)?(?:the\s+)?(?:(?:single|one|exact)\s+)?(?:(?:words?|phrase|string|text|letter)\s+:?\s*([\w!-]{1,60}(?:\s[\w!-]{1,30}){0,3}?)|:\s*([^\n]{1,120}?)|(ok|okay|yes|no|done|pong|ping|hello|hi|ready|test))(?=[.!]?\s*(?:$|\n)|[.,;] |\s+(?:and nothing|if you|to confirm|when|without))`,
  'i',
)

const CAPITALS = new RegExp(
  String.raw`\b(?:[Ss]ay|[Rr]eply|[Rr]espond|[Aa]nswer|[Rr]eturn|[Oo]utput|[Ww]rite|[Pp]rint)\s+(?:with\s+)?(?:only|just|exactly|simply)\s+(?:with\s+)?(?:the\s+)?(?:word\s+)?([A-Z][A-Z\d_!-]{1,30})(?=[.!]?\s*(?:$|\n)|[.,;] )`,
)

const THE_WORD = new RegExp(
  String.raw`\b${VERB}\s+(?:with\s+)?the (?:single )?words?\s+([\w-]{1,40})\b(?=[.!]?\s*(?:$|\n|and nothing|only))`,
  'i',
)

/** Only the given words. */
export const exactWords: FormatKind = {
  kind: 'exact',
  read: ({ text, question }) => {
    // Other texts quote words for other reasons.
    const match = [QUOTED, CAPITALS, PLAIN, THE_WORD]
      .map((pattern) => pattern.exec(question === '' ? text : question))
      .find((one) => one !== null)
    const exact = match?.slice(1).find((group) => group !== undefined)
    const isLimited =
      match?.[0] !== undefined &&
      new RegExp(String.raw`\b${LIMIT}\b|the (?:single )?word|exact`, 'i').test(match[0])
    const isWhole = match !== undefined && match[0].length > question.trim().length * 0.6
    return match === undefined || exact === undefined || !(isLimited || isWhole)
      ? undefined
      : { words: match[0], write: () => exact }
  },
}
