import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import {
  changedDefaults,
  createdSkills,
  createdVersions,
  deletedVersions,
  skillContent,
} from './kept-skills.ts'
import { newSkills, skills } from './skills.ts'

/** Skills and their versions. */
export const SKILL_ROWS: readonly OperationRow[] = [
  rowOf('CreateSkill', { transform: newSkills, state: { steps: createdSkills } }),
  rowOf('CreateSkillVersion', { transform: skills, state: { steps: createdVersions } }),
  rowOf('UpdateSkillDefaultVersion', { state: { steps: changedDefaults } }),
  rowOf('DeleteSkillVersion', { state: { steps: deletedVersions } }),
  ...rowsOf(['GetSkillContent', 'GetSkillVersionContent'], { state: { steps: skillContent } }),
]
