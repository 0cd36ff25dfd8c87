import type { Adapter } from '../operation.ts'

/** Skills: name and description from the front matter of an uploaded `SKILL.md`; zip archives are not read. */
export const skills: Adapter = (answer, { uploads }) => {
  const manual = uploads.find(({ name }) => /(?:^|\/)SKILL\.md$/i.test(name))
  const front = /^---\r?\n(.*?)\n---/s.exec(new TextDecoder().decode(manual?.head))?.[1] ?? ''
  const said = (name: string) => new RegExp(`^${name}: *(.*\\S)`, 'm').exec(front)?.[1]
  const name = said('name')
  const description = said('description')
  return { ...answer, ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
}
