import type { DocumentInfo } from './types.ts'

const PHRASES: Record<DocumentInfo['kind'], (info: DocumentInfo) => string> = {
  document: ({ source }) => source,
  'document and sdk': ({ source, additions }) => `${source}, and what only ${additions} has`,
  sdk: ({ source }) => `${source} alone, without OpenAI's document`,
  'other document': ({ source }) => `${source}, not the pinned document`,
}

/** @returns in a few words, which document is served and where it is from */
export function describeSource(info: DocumentInfo): string {
  return `${info.title} ${info.version} (${PHRASES[info.kind](info)})`
}
