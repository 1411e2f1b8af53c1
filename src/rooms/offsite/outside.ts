// The director of another hospital: asked by a letter with a link, answers without an account.
import { type Outcome, done, finding, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { lookAtLink, makeLink, type OpenLink, revokeLinks, takeLink } from '../accounts/index.ts'
import { writeAccountMail, writeNews } from '../mail/index.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { type At, DIRECTOR, findMine, plannersOf } from './actions.ts'
import { findElectives } from './electives.ts'
import { answerNews, directorLetter } from './news.ts'
import type { OutsideView } from './schema.ts'
import { findStays, updateAnswer } from './store.ts'

type Nothing = Record<string, never>
const DAYS_OPEN = 21

const ended = () =>
  finding('offsite.link', 'This link is not valid: it was used, has ended, or was taken back.', {
    can: 'Ask whoever wrote to you for a new one.',
  })

export async function askDirector(
  db: Database,
  actor: Actor,
  at: At,
  place: { origin: URL; now: Moment },
): Promise<Outcome<Nothing>> {
  const { id: tenant, name: institution } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const row = await findMine(tx, actor, at, place.now, true)
    if (!row) return missing('There is no such stay for you.')
    if (row.state !== 'draft' && row.state !== 'asked')
      return refused(
        finding(
          'offsite.settled',
          `The stay at ${row.place} is ${row.state}; nobody is asked now.`,
        ),
      )
    if (row.director_email === '')
      return refused(
        finding('offsite.address', 'There is no address of the director there.', {
          can: 'Write it down with the stay first.',
          path: 'directorEmail',
        }),
      )
    await revokeLinks(tx, { purpose: DIRECTOR, about: { stay: row.id } })
    const link = await makeLink(tx, tenant, {
      ...{ purpose: DIRECTOR, facts: { stay: row.id }, sentTo: row.director_email },
      ...{ madeBy: actor.person.id, hours: DAYS_OPEN * 24 },
    })
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)!
    await writeAccountMail(
      tx,
      { tenant, now: place.now },
      {
        ...{ key: `stay/${link.id}`, email: row.director_email, person: null },
        ...directorLetter(
          row,
          { name: actor.person.name, institution, programme: programme.name },
          new URL(`/stay/${link.token}`, place.origin).href,
          DAYS_OPEN,
        ),
      },
    )
    return done({})
  })
}

const stayOf = ({ link }: OpenLink) => String(link.facts['stay'])

export async function lookFromOutside(db: Database, token: string): Promise<Outcome<OutsideView>> {
  const open = await lookAtLink(db, DIRECTOR, token)
  if (!open) return refused(ended())
  return db.inTenant(open.institution.id, async (tx) => {
    const [row] = await findStays(tx, { id: stayOf(open) })
    if (!row) return refused(ended())
    const programme = (await findProgrammes(tx)).find(({ id }) => id === row.programme)!
    const { names } = await findElectives(tx, row.programme, row.from)
    return done({
      ...{ institution: open.institution.name, programme: programme.name },
      ...{ trainee: row.person_name, place: row.place, from: row.from, to: row.to, aim: row.aim },
      elective: row.elective && (names.get(row.elective) ?? null),
      ...{ directorName: row.director_name, until: open.link.expiresAt.toISOString() },
    })
  })
}

export async function answerFromOutside(
  db: Database,
  token: string,
  answer: { says: 'agrees' | 'declines'; name: string; note: string },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const open = await lookAtLink(db, DIRECTOR, token)
  if (!open) return refused(ended())
  const { id: tenant, timeZone: zone } = open.institution
  const said = await takeLink(db, open, async (tx) => {
    const [row] = await findStays(tx, { id: stayOf(open), lock: true })
    if (!row) return false
    await updateAnswer(tx, row.id, answer)
    const today = dayAt(now, zone)
    const readers = await findPeople(tx, [
      row.person,
      ...(await plannersOf(tx, row.programme, today)),
    ])
    await writeNews(
      tx,
      { tenant, zone, now },
      { key: `stay/${row.id}/answer/${open.link.id}`, topic: `stay/${row.id}` },
      answerNews(row, answer, readers),
    )
    return true
  })
  return said ? done({}) : refused(ended())
}
