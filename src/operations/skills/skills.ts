import type { Transform } from '../operation.ts'

/** Skills: name and description from the front matter of an uploaded `SKILL.md`; zip archives are not read. */
export const skills: Transform = (answer, { uploads }) => {
  const manual = uploads.find(({ name }) => /(?:^|\/)SKILL\.md$/i.test(name))
  const frontMatter = /^---\r?\n(.*?)\n---/s.exec(new TextDecoder().decode(manual?.head))?.[1] ?? ''
  const readField = (name: string) => new RegExp(`^${name}: *(.*\\S)`, 'm').exec(frontMatter)?.[1]
  const name = readField('name')
  const description = readField('description')
  return { ...answer, ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
}

/** A new skill has one version. */
export const newSkills: Transform = (answer, context) => ({
  ...skills(answer, context),
  default_version: '1',
  latest_version: '1',
})
