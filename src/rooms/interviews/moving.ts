// A planned day becomes another one: who interviews, when, where; whoever has a seat on it is told.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { writeAccountMail } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { judgeQuiet } from '../recruitment/rules/conduct.ts'
import { movedLetter } from './news.ts'
import { judgeDay, stale, withRead } from './planning.ts'
import { type At, type InterviewRead, seatedOf } from './reading.ts'
import type { DayWords, Panelist } from './schema.ts'
import { letterheadOf, type Place } from './seating.ts'
import { type DayRow, publishDay, replacePanel, updateDay } from './store.ts'

export async function changeDay(
  db: Database,
  actor: Actor,
  at: At & { day: string },
  { version, day, panel }: { version: number; day: DayWords; panel: readonly Panelist[] },
  place: Place,
): Promise<Outcome<{ version: number }>> {
  return withRead(db, actor, at, place.now, async (tx, read) => {
    const before = read.days.find(({ id }) => id === at.day)
    if (!before) return missing('There is no such day.')
    const findings = judgeDay(read, day)
    // Whoever has a seat would be written to.
    if (seatedOf(read, at.day).length > 0)
      findings.push(
        ...judgeQuiet(read.cycle, place.now, dayAt(place.now, actor.institution.timeZone)),
      )
    const twice = panel.find(
      ({ person }, nth) => panel.findIndex((one) => one.person === person) !== nth,
    )
    if (twice)
      findings.push(
        finding('interviews.panel', `${read.nameOf(twice.person)} is there twice.`, {
          can: 'Keep one of them.',
        }),
      )
    if (findings.length > 0) return refused(...findings)
    if (!(await updateDay(tx, at.day, version, day))) return stale()
    await replacePanel(tx, actor.institution.id, at.day, panel)
    await tellMoved(tx, actor, read, { before, day }, place)
    // Conversations of whoever interviews no more are gone with them: what was shown is not so any more.
    const isShort = read.sessions.some(
      (one) => one.day === at.day && !panel.some(({ person }) => person === one.person),
    )
    if (!isShort || !before.publishedAt) return done({ version: version + 1 })
    await publishDay(tx, at.day, false)
    return done({ version: version + 2 })
  })
}

async function tellMoved(
  tx: Tx,
  actor: Actor,
  read: InterviewRead,
  { before, day }: { before: DayRow; day: DayWords },
  { origin, now }: Place,
): Promise<void> {
  const isSame =
    Date.parse(before.startsAt) === Date.parse(day.startsAt) && before.place === day.place
  if (isSame) return
  const { id: tenant } = actor.institution
  const aboutThem = await letterheadOf(tx, tenant, read.cycle, origin)
  const seated = new Set(seatedOf(read, before.id))
  for (const row of read.applications.filter(({ id }) => seated.has(id))) {
    const about = aboutThem(row)
    await writeAccountMail(
      tx,
      { tenant, now },
      {
        ...{ key: `interview/${row.id}/moved/${before.id}/${before.version}`, person: null },
        email: about.email,
        ...movedLetter(about, {
          ...{ from: day.startsAt, before: before.startsAt, place: day.place.trim() },
        }),
      },
    )
  }
}
