import type { Verb } from '../../words.ts'

/** What a built-in tool is for, in place of the description that a function has. */
export interface BuiltInWords {
  /** Words that name the tool. */
  name: string
  description: string
  verbs: readonly Verb[]
}

/** Words of questions that call a built-in tool, by its kind. */
export const BUILT_IN_WORDS: Readonly<Record<string, BuiltInWords>> = {
  web_search: {
    name: 'web search internet online news',
    description:
      'latest current today tonight yesterday recent headlines weather forecast score scores match game won winner election price stock website google event happened release released',
    verbs: ['search'],
  },
  file_search: {
    name: 'file search document knowledge',
    description:
      'policy policies handbook manual guide guideline our company internal uploaded report contract documentation docs faq terms procedure warranty',
    verbs: ['search'],
  },
  code_interpreter: {
    name: 'code interpreter python calculate',
    description:
      'equation solve compute math plot chart graph csv statistics mean median average deviation sum factorial prime data analysis regression spreadsheet simulate',
    verbs: ['calculate', 'run', 'analyze'],
  },
  image_generation: {
    name: 'image generation picture',
    description:
      'photo illustration logo sketch drawing painting portrait poster icon artwork cartoon avatar',
    verbs: ['draw'],
  },
  computer: {
    name: 'computer browser screen',
    description: 'click screenshot open page website navigate type scroll button form window tab',
    verbs: [],
  },
  local_shell: {
    name: 'shell command terminal bash',
    description: 'script directory ls npm git tests',
    verbs: ['run'],
  },
  shell: {
    name: 'shell command terminal bash',
    description: 'script directory ls npm git tests',
    verbs: ['run'],
  },
  apply_patch: {
    name: 'patch file',
    description: 'code bug function refactor rename diff',
    verbs: ['edit', 'write'],
  },
}
