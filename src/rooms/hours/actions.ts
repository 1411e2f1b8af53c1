// By which rules are the hours of a programme judged, from which day on, and who says so?
import { type Day, sayDay } from '../../kernel/day.ts'
import { assert, done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { checkPack } from './check-pack.ts'
import { packOn, type PacksInForce, USUAL_PACKS } from './in-force.ts'
import { bindPack } from './judge.ts'
import { packs } from './packs/index.ts'
import type { Pack, PacksView, PackView, PackWords } from './schema.ts'
import {
  deletePackChoice,
  findPackChoices,
  findPacks,
  insertPack,
  lockPacks,
  upsertPackChoice,
} from './store.ts'

type Nothing = Record<string, never>
const isUsual = (id: string) => packs.some((pack) => pack.id === id)

/** For everything that judges hours of the programme. */
export async function readPacksInForce(tx: Tx, programme: string): Promise<PacksInForce> {
  const chosen = (await findPackChoices(tx, programme)).map(({ from, pack, facts, isBarrier }) => {
    const found = facts ?? packs.find(({ id }) => id === pack)
    const bound = found && bindPack(found)
    // Rules keep their ids for ever, and a pack is bound before it is stored.
    assert(bound?.ok, `the pack ${pack} of ${programme} can be bound`)
    return { from, bound: bound.value, isBarrier }
  })
  return [USUAL_PACKS[0], ...chosen]
}

export async function viewPacks(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<PacksView>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  return db.inTenant(tenant, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const choices = await findPackChoices(tx, programme)
    const last = choices.findLast(({ from }) => from <= today)
    const { bound, isBarrier } = packOn(await readPacksInForce(tx, programme), today)
    const { id, title, edition } = bound.pack
    const version = last?.version ?? null
    return done({
      programme: { id: programme, name: row.name },
      ...{ today, plans: mayPlan(actor, programme, now) },
      inForce: { pack: id, version, title, edition, isBarrier },
      choices: choices.map(({ facts, ...choice }) => ({
        ...choice,
        title: (facts ?? packs.find((pack) => pack.id === choice.pack))?.title ?? choice.pack,
      })),
      packs: [
        ...packs.map((facts): PackView => ({ versions: 0, facts, by: null, at: null })),
        ...newest(await findPacks(tx, programme)),
      ],
    })
  })
}

function newest(rows: Awaited<ReturnType<typeof findPacks>>): PackView[] {
  return rows
    .filter((row, nth) => rows.findIndex(({ pack }) => pack === row.pack) === nth)
    .map(({ version, facts, by, at }) => ({ versions: version, facts, by, at: at.toISOString() }))
}

/** A version of its own that nobody alters; it holds only where it is chosen. */
export async function savePack(
  db: Database,
  actor: Actor,
  programme: string,
  { pack: value, after }: { pack: unknown; after: number },
): Promise<Outcome<{ pack: string; version: number }>> {
  const checked = checkPack(value)
  if (!checked.ok) return checked
  const facts: Pack = checked.value.pack
  if (isUsual(facts.id))
    return refused(
      finding('hours.pack', `“${facts.id}” is a pack that comes with the program.`, {
        path: 'id',
        can: 'Give yours an id of its own.',
      }),
    )
  const { id: tenant } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    await lockPacks(tx, programme)
    const known = (await findPacks(tx, programme)).find(({ pack }) => pack === facts.id)
    const version = known?.version ?? 0
    if (version !== after)
      return refused(
        finding(
          'hours.stale',
          known
            ? `There is version ${version} of “${facts.id}” already, of ${known.by}.`
            : `There is no version ${after} of “${facts.id}” here.`,
          { path: 'id', can: 'Look at it first, or give yours an id of its own.' },
        ),
      )
    await insertPack(tx, tenant, { programme, version: version + 1, facts, by: actor.person.id })
    return done({ pack: facts.id, version: version + 1 })
  })
}

/** From today on at the earliest: what was judged stays judged as it was. */
export async function choosePack(
  db: Database,
  actor: Actor,
  at: { id: string; from: Day },
  words: PackWords,
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const past = refusePast(at.from, dayAt(now, zone))
  if (past) return past
  return db.inTenant(tenant, async (tx) => {
    const { pack, version } = words
    const isThere =
      version === null
        ? isUsual(pack)
        : (await findPacks(tx, at.id)).some((row) => row.pack === pack && row.version === version)
    if (!isThere)
      return refused(
        finding(
          'hours.pack',
          `There is no pack “${pack}”${version ? `, version ${version}` : ''} here.`,
          {
            path: 'pack',
            can: 'Choose one of the list.',
          },
        ),
      )
    const row = { ...words, programme: at.id, from: at.from, by: actor.person.id }
    await upsertPackChoice(tx, tenant, row)
    return done({})
  })
}

/** What holds then is what held before. */
export async function dropPackChoice(
  db: Database,
  actor: Actor,
  at: { id: string; from: Day },
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const past = refusePast(at.from, dayAt(now, zone))
  if (past) return past
  return db.inTenant(tenant, async (tx) =>
    (await deletePackChoice(tx, at.id, at.from))
      ? done({})
      : missing('Nothing was chosen for that day.'),
  )
}

function refusePast(from: Day, today: Day) {
  if (from >= today) return undefined
  return refused<never>(
    finding('hours.past', `${sayDay(from, { year: true })} is over; what was judged then stays.`, {
      path: 'from',
      can: `Choose ${sayDay(today, { year: true })} or a later day.`,
    }),
  )
}
