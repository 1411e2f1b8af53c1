// Who hears of a step of a plan, and in which words?
import type { Moment } from '../../kernel/moment.ts'
import type { Tx } from '../../platform/database.ts'
import { type News, writeNews } from '../mail/index.ts'
import { findPeople } from '../people/index.ts'
import type { Opened } from './actions.ts'
import type { NewStep, StudyRow } from './store.ts'

type Place = { tenant: string; zone: string; now: Moment }
type Named = { id: string; name: string }

const pathOf = ({ programme, person, plan }: StudyRow) =>
  `/programmes/${programme}/study-plans/${person}?plan=${plan}`

/** The title of the letter and of the note, and what the note says in a line. */
type Words = { subject: string; text: string; title: string; line: string }

async function write(
  tx: Tx,
  place: Place,
  { row }: Opened,
  key: string,
  people: readonly string[],
  words: (name: string) => Words,
): Promise<void> {
  const readers = await findPeople(tx, [...new Set(people)])
  const news = new Map<string, News>(
    readers.map(({ id, name }) => {
      const { subject, text, title, line } = words(name)
      return [id, { subject, text, note: { title, line, path: pathOf(row) } }]
    }),
  )
  if (news.size > 0) await writeNews(tx, place, { key, topic: `study-plan/${row.id}` }, news)
}

/** To those to whom the next step belongs: the plan waits for them. */
export async function writeTurnNews(
  tx: Tx,
  place: Place,
  open: Opened,
  seq: number,
  readers: readonly string[],
): Promise<void> {
  const { row, base } = open
  const [owner] = await findPeople(tx, [row.person])
  const of = owner?.name ?? row.person
  const { title } = base.frame.plan
  await write(tx, place, open, `study-plan/${row.id}/${seq}/turn`, readers, (name) => ({
    subject: `The plan of ${of} waits for you`,
    text: `Dear ${name},

${of} has planned the year ${title} week by week. The plan waits for you to agree, or to send it back with a word.
`,
    title: 'A plan waits for you',
    line: `${of}, ${title}`,
  }))
}

const SAYS: Partial<Record<NewStep['kind'], string>> = {
  approved: 'has agreed to your plan',
  returned: 'has sent your plan back',
  'taken-back': 'has taken back the last step on your plan',
  reopened: 'has reopened your plan',
}

/** To the trainee: what somebody has done. */
export async function writeStepNews(
  tx: Tx,
  place: Place,
  open: Opened,
  seq: number,
  by: Named,
  step: Pick<NewStep, 'kind' | 'comment'> & { isLast: boolean },
): Promise<void> {
  const says = SAYS[step.kind]
  const { row, base } = open
  if (!says || by.id === row.person) return
  const ends = step.isLast ? ' All have agreed now: it is approved.' : ''
  await write(tx, place, open, `study-plan/${row.id}/${seq}/step`, [row.person], (name) => ({
    subject: `${by.name} ${says}`,
    text: `Dear ${name},

${by.name} ${says} of the year ${base.frame.plan.title}.${ends}${step.comment ? `\n\n${step.comment}` : ''}
`,
    title: step.isLast ? 'Your plan is approved' : 'Your plan',
    line: `${by.name} ${says}.`,
  }))
}

/** A comment reaches the other side: the trainee, or the adviser. */
export async function writeCommentNews(
  tx: Tx,
  place: Place,
  open: Opened,
  by: Named,
  comment: { id: string; says: string; week: number | null },
): Promise<void> {
  const { row } = open
  const reader = by.id === row.person ? row.adviser : row.person
  if (!reader || reader === by.id) return
  const about = comment.week === null ? '' : ` about week ${comment.week}`
  await write(tx, place, open, `study-plan/${row.id}/comment/${comment.id}`, [reader], (name) => ({
    subject: `${by.name} has written${about}`,
    text: `Dear ${name},

${by.name} has written${about} on the plan of the year ${open.base.frame.plan.title}:

${comment.says}
`,
    title: 'A word on a plan',
    line: `${by.name} has written${about}.`,
  }))
}
