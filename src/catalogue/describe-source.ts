import type { DocumentInfo } from './contract.ts'

const PHRASES: Record<DocumentInfo['kind'], (info: DocumentInfo) => string> = {
  document: ({ source }) => source,
  'document and sdk': ({ source, additions }) => `${source}, extended by ${additions}`,
  sdk: ({ source }) => `${source} only, without OpenAI's document`,
  'other document': ({ source }) => `${source}, not the pinned document`,
}

/** @returns the served document's title, version and source */
export function describeSource(info: DocumentInfo): string {
  return `${info.title} ${info.version} (${PHRASES[info.kind](info)})`
}
