import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeSpans, documentationPages, project, readPage } from '../support/docs/blocks.ts'

/** Paths of the source tree in code spans. `spec/openapi.yaml` and `src/generated` are never committed. */
const PATH = /^(?:src|compiler|spec|test|scripts|bench|docker|docs)\/(?!openapi\.yaml|generated)[\w./-]*$/

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(resolve(project, 'package.json'), 'utf8'),
)

/** @returns GitHub's anchors of the headings of a page */
function anchorsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** @returns whether a relative link points to a file, and to a heading in it if it has an anchor */
function isLinkValid(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? page : join(dirname(page), file)
  return existsSync(resolve(project, target)) && (anchor === undefined || anchorsOf(target).includes(anchor))
}

describe.each(documentationPages())('%s', (page) => {
  const markdown = readPage(page)

  test(`${page} names only paths that exist`, () => {
    const paths = codeSpans(markdown).filter((code) => PATH.test(code))
    expect(paths.filter((path) => !existsSync(resolve(project, path)))).toEqual([])
  })

  test(`${page} names only npm scripts that exist`, () => {
    const names = [...markdown.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name)
    expect(names.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test(`${page} links only to files and headings that exist`, () => {
    const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
    const relative = links.filter((link) => !/^[a-z]+:/.test(link))
    expect(relative.filter((link) => !isLinkValid(page, link))).toEqual([])
  })
})
