import { type OperationRow, rowsOf } from '../operation.ts'
import { skills } from './skills.ts'

/** Skills and their versions. */
export const SKILL_ROWS: readonly OperationRow[] = rowsOf(['CreateSkill', 'CreateSkillVersion'], {
  transform: skills,
})
