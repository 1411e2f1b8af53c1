// How is something said of a plan: with its weeks, its items, and whether it must be mended?
import { finding } from '../../kernel/finding.ts'
import type { StudyItem, StudyNote } from './schema.ts'

type About = { can?: string; by?: number; weeks?: readonly number[]; items?: readonly StudyItem[] }

const note =
  (must: boolean) =>
  (rule: string, says: string, { can, by, weeks = [], items = [] }: About = {}): StudyNote => ({
    ...finding(`studyplans.${rule}`, says, { by: by ?? 1, ...(can ? { can } : {}) }),
    ...{ must, weeks: [...new Set(weeks)].sort((one, other) => one - other) },
    works: [...new Set(items.map(({ work }) => work))],
    items: items.map(({ id }) => id),
  })

/** With it the plan cannot be handed in. */
export const mustNote = note(true)
/** Worth knowing; it goes along. */
export const mildNote = note(false)
