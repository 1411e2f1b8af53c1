// Somebody is ill: another one has their call from now on, in one transaction, with a receipt.
import { addDays, sayDay } from '../../kernel/day.ts'
import { done, finding, type Outcome, refused, sayCount } from '../../kernel/finding.ts'
import type { Moment } from '../../kernel/moment.ts'
import {
  type Database,
  databaseFault,
  EXCLUSION_VIOLATION,
  type Tx,
} from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { isUrgent, type News, writeNews } from '../mail/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import { type Read, readWorld } from './reading.ts'
import { findRelief, judgeRelief, owedFor, sayCall, standbyOf } from './relief.ts'
import type { Receipt, ReliefView, ReliefWords } from './schema.ts'
import {
  holdCall,
  insertTrade,
  lapseOthers,
  lockCalls,
  placeCall,
  splitCall,
  updateTrade,
} from './store.ts'
import { partOf } from './views.ts'
import type { World, WorldCall } from './world.ts'

type At = { id: string; call: string }
const MINUTE = 60_000
const WEEK = 7
const gone = () => missing('There is no such call here.')
const MOVED = finding('swaps.moved', 'This call is somebody else’s by now.', {
  can: 'Look at it again.',
})

const placeOf = (actor: Actor, now: Moment) => ({
  ...{ tenant: actor.institution.id, zone: actor.institution.timeZone, now },
})

/** What is left of a call at this moment; undefined when it is over. */
function leftOf(world: World, id: string): { call: WorldCall; part: Part } | undefined {
  const whole = world.calls.find((one) => one.id === id)
  const now = Math.floor(Date.parse(world.now) / MINUTE)
  if (!whole || whole.ends <= now) return undefined
  if (whole.begins >= now) return { call: whole, part: null }
  const part = { side: 'end' as const, at: new Date(now * MINUTE).toISOString() }
  return { call: partOf(whole, part)!, part }
}
type Part = { side: 'end'; at: Moment } | null

export async function viewRelief(
  db: Database,
  actor: Actor,
  at: At,
  now: Moment,
): Promise<Outcome<ReliefView>> {
  const { tenant, zone } = placeOf(actor, now)
  return db.inTenant(tenant, async (tx) => {
    const programme = (await findProgrammes(tx)).find(({ id }) => id === at.id)
    const { world, items } = await readWorld(tx, at.id, { now, zone })
    const item = items.get(at.call)
    const left = leftOf(world, at.call)
    if (!programme || !item) return gone()
    if (!left) return refused(finding('swaps.past', `${item.name} on ${sayDay(item.on)} is over.`))
    const { call } = left
    return done({
      programme: { id: at.id, name: programme.name },
      ...{ zone, call: item, hasBegun: left.part !== null },
      ...findRelief(world, call),
      soon: [...items.values()]
        .filter(({ person, on }) => person === call.person && on > call.on)
        .filter(({ on }) => on <= addDays(call.on, WEEK))
        .sort((one, other) => (one.begins < other.begins ? -1 : 1)),
    })
  })
}

export async function relieve(
  db: Database,
  actor: Actor,
  at: At,
  words: ReliefWords,
  now: Moment,
): Promise<Outcome<Receipt>> {
  const place = placeOf(actor, now)
  try {
    return await db.inTenant(place.tenant, async (tx) => {
      const before = await readWorld(tx, at.id, place)
      const first = before.world.calls.find(({ id }) => id === at.call)
      if (!first) return gone()
      const used = standbyOf(before.world, words.to, first)
      await lockCalls(tx, [at.call, ...(used ? [used.id] : [])])
      // Judged by what is true under the locks.
      const read = await readWorld(tx, at.id, place)
      const left = leftOf(read.world, at.call)
      if (!left) return refused(finding('swaps.past', 'This call is over.'))
      if (left.call.person !== words.from) return refused(MOVED)
      if (words.to === words.from)
        return refused(
          finding('swaps.self', 'Somebody else has to come.', {
            path: 'to',
            can: 'Choose another.',
          }),
        )
      const standby = standbyOf(read.world, words.to, left.call)
      if (standby?.id !== used?.id) return refused(MOVED)
      const { musts } = judgeRelief(read.world, words.to, left.call)
      if (musts.length > 0) return refused(...musts)
      if (words.standby !== null) {
        const next = standby && judgeRelief(read.world, words.standby, standby)
        if (!next || words.standby === words.to || standbyOf(read.world, words.standby, standby))
          return refused(finding('swaps.standby', 'There is no standby to take over.'))
        if (next.musts.length > 0) return refused(...next.musts)
      }
      return done(await move(tx, place, { read, left, standby, words, actor, programme: at.id }))
    })
  } catch (error) {
    if (databaseFault(error)?.code === EXCLUSION_VIOLATION) return refused(MOVED)
    throw error
  }
}

type Move = {
  read: Read
  left: NonNullable<ReturnType<typeof leftOf>>
  standby: WorldCall | undefined
  words: ReliefWords
  actor: Actor
  programme: string
}

async function move(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  { read, left, standby, words, actor, programme }: Move,
): Promise<Receipt> {
  const { world } = read
  const { call, part } = left
  const { from, to } = words
  const owed = owedFor(world, standby, call)
  const legs = [
    { call: call.id, from, to, part, points: owed },
    ...(standby && words.standby !== null
      ? [
          {
            ...{ call: standby.id, from: to, to: words.standby, part: null },
            points: standby.points,
          },
        ]
      : []),
  ]
  const by = actor.person.id
  const note = `In place of ${nameOf(world, from)}.`
  const trade = await insertTrade(tx, place.tenant, {
    ...{ programme, by, note, state: 'accepted', legs },
  })
  const source = `trade:${trade}`
  // Whoever steps in is no standby any more; two calls at one time are refused.
  if (standby) await holdCall(tx, standby.id)
  if (part) await splitCall(tx, place.tenant, call.id, part, to, source)
  else await placeCall(tx, call.id, to, source)
  if (standby && words.standby !== null) await placeCall(tx, standby.id, words.standby, source)
  await updateTrade(tx, trade, { state: 'done', by, reason: words.reason })
  const calls = [call.id, ...(standby ? [standby.id] : [])]
  await lapseOthers(tx, trade, calls)
  const changes = sayChanges(world, { call, part, standby, words })
  const told = [from, to, ...(words.standby === null ? [] : [words.standby])]
  const begins = new Date(call.begins * MINUTE).toISOString()
  await tellOfRelief(tx, place, { world, trade, programme, changes, told, actor, begins })
  return {
    changes,
    owed:
      owed === 0
        ? 'Nothing is owed for it.'
        : `${nameOf(world, from)} owes ${nameOf(world, to)} ${sayCount(owed, 'point')}.`,
    told: told.map((id) => nameOf(world, id)),
  }
}

const nameOf = (world: World, id: string) => world.people.get(id)?.name ?? id

function sayChanges(
  world: World,
  of: Pick<Move, 'standby' | 'words'> & { call: WorldCall; part: Part },
): string[] {
  const { call, part, standby, words } = of
  const [from, to] = [nameOf(world, words.from), nameOf(world, words.to)]
  const rest = part ? ' from now on' : ''
  return [
    `${to} has ${sayCall(world, call)}${rest} in place of ${from}.`,
    ...(standby && words.standby !== null
      ? [`${nameOf(world, words.standby)} has ${sayCall(world, standby)} in place of ${to}.`]
      : []),
    ...(standby && words.standby === null
      ? [`Nobody has ${sayCall(world, standby)} any more: ${to} has stepped in.`]
      : []),
  ]
}

async function tellOfRelief(
  tx: Tx,
  place: { tenant: string; zone: string; now: Moment },
  of: {
    world: World
    trade: string
    programme: string
    changes: string[]
    told: string[]
    actor: Actor
    begins: Moment
  },
): Promise<void> {
  const { world, trade, programme, changes, told, actor, begins } = of
  const line = changes.join(' ')
  const news = new Map(
    told.map((id): [string, News] => [
      id,
      {
        subject: 'A call has changed hands',
        text: `Dear ${nameOf(world, id)},\n\n${changes.join('\n')}\n\n${actor.person.name}\n`,
        note: {
          title: 'A call has changed hands',
          line,
          path: `/programmes/${programme}/calls`,
        },
      },
    ]),
  )
  const what = {
    key: `relief/${trade}`,
    topic: `trade/${trade}`,
    urgent: () => isUrgent(begins, place.now),
  }
  await writeNews(tx, place, what, news)
}
