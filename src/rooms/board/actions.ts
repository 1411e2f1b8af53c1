// What is told to whoever comes next, and the addresses at which the board is open.
import { addDays } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { hashToken, newToken } from '../../platform/token.ts'
import type { Actor } from '../people/schema.ts'
import { findWorks } from '../programme/index.ts'
import type { BoardLink, HandoverWords } from './schema.ts'
import { deleteHandover, endLink, findLinks, insertHandover, insertLink } from './store.ts'

type Nothing = Record<string, never>
const LINKS_MAX = 10

export async function handOver(
  db: Database,
  actor: Actor,
  programme: string,
  words: HandoverWords,
  now: Moment,
): Promise<Outcome<{ handover: string }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  if (words.on < addDays(today, -1) || words.on > addDays(today, 7))
    return refused(
      finding('board.day', 'A handover is about today, yesterday or the next week.', {
        path: 'on',
        can: 'Choose a day near today.',
      }),
    )
  return db.inTenant(tenant, async (tx) => {
    const work = (await findWorks(tx, programme)).find(({ id }) => id === words.work)
    if (!work || work.kind === 'leave')
      return refused(
        finding('board.work', 'There is no such service or call here.', {
          path: 'work',
          can: 'Choose one of the list.',
        }),
      )
    const row = { ...words, programme, person: actor.person.id }
    return done({ handover: await insertHandover(tx, tenant, row) })
  })
}

export async function takeBack(
  db: Database,
  actor: Actor,
  at: { id: string; handover: string },
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) => {
    const of = { programme: at.id, id: at.handover, person: actor.person.id }
    return (await deleteHandover(tx, of))
      ? done({})
      : missing('There is no such handover of yours.')
  })
}

export async function listBoardLinks(
  db: Database,
  actor: Actor,
  programme: string,
): Promise<Outcome<{ links: BoardLink[] }>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    done({
      links: (await findLinks(tx, programme)).map(({ id, label, by, at }) => ({
        ...{ id, label, by, at, url: null },
      })),
    }),
  )
}

/** The address is in the answer and nowhere else: only its hash is stored. */
export async function addBoardLink(
  db: Database,
  actor: Actor,
  programme: string,
  { label, base, now }: { label: string; base: string; now: Moment },
): Promise<Outcome<BoardLink>> {
  const { id: tenant } = actor.institution
  const token = newToken()
  return db.inTenant(tenant, async (tx) => {
    const known = await findLinks(tx, programme)
    if (known.length >= LINKS_MAX)
      return refused(
        finding('board.links', `There are ${known.length} addresses already.`, {
          can: 'End one that nobody uses.',
        }),
      )
    const row = { programme, label, by: actor.person.id, tokenHash: hashToken(token) }
    const id = await insertLink(tx, tenant, row)
    return done({ id, label, by: actor.person.name, at: now, url: `${base}/now/${token}` })
  })
}

export async function endBoardLink(
  db: Database,
  actor: Actor,
  at: { id: string; address: string },
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await endLink(tx, at.id, at.address))
      ? done({})
      : missing('There is no such address of the board.'),
  )
}
