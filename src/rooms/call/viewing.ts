// The page of call: kinds, holidays, the year, who carries how much, and what is planned.
import { type Day, sayDay } from '../../kernel/day.ts'
import { done, type Outcome } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds, type Span } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { mayPlan } from '../people/index.ts'
import { packOn, type PacksInForce, readPacksInForce } from '../hours/index.ts'
import type { Actor } from '../people/schema.ts'
import { findProgrammes } from '../programme/index.ts'
import type { CallView } from './contract.ts'
import { callHours, holidaySet } from './days.ts'
import { foreseenIn } from './foreseen.ts'
import { callJobKey } from './plan-job.ts'
import { findProposal, findPublished, type ProposalRow } from './proposal-store.ts'
import { changesOf } from './publishing.ts'
import { type CallRead, carriedBefore, ledgerIn, readCall } from './reading.ts'
import type { ProposalView } from './schema.ts'
import { orGivenUp } from './waiting-job.ts'

/** July to June. */
function yearOf(today: Day): Span {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)
  return { from: `${year}-07-01` as Day, to: `${year + 1}-06-30` as Day }
}

export async function viewCall(
  db: Database,
  actor: Actor,
  programme: string,
  now: Moment,
): Promise<Outcome<CallView>> {
  const zone = actor.institution.timeZone
  const today = dayAt(now, zone)
  const year = yearOf(today)
  const plans = mayPlan(actor, programme, now)
  const me = actor.person.id
  return db.inTenant(actor.institution.id, async (tx) => {
    const row = (await findProgrammes(tx)).find(({ id }) => id === programme)
    if (!row) return missing(`There is no programme "${programme}".`)
    const read = await readCall(tx, programme, year)
    const latest = plans ? await readLatest(db, tx, actor.institution.id, programme) : undefined
    return done({
      programme: { id: programme, name: row.name },
      ...{ me, today, plans, year, kinds: read.kinds },
      trains: read.people.some(
        ({ id, levels }) => id === me && levels.some((at) => holds(at, today)),
      ),
      holidays: read.holidays.filter(({ on }) => on >= year.from),
      people: read.people.map(({ id, name }) => ({ id, name })),
      levels: levelsOn(read, today),
      calls: read.calls
        .filter(({ on }) => holds(year, on))
        .map(({ id, kind, person, on, isPinned, stays }) => ({
          ...{ id, kind, person, on, isPinned, isTraded: stays && !isPinned },
        })),
      ledger: ledgerIn(read, year, carriedBefore(read, year)),
      // What somebody would rather not is for them and for who plans.
      wishes: read.wishes.filter(({ person, to }) => to >= today && (plans || person === me)),
      published: plans ? await findPublished(tx, programme) : [],
      proposal: latest ? await viewProposal(tx, latest, { today, zone }) : null,
    })
  })
}

async function readLatest(db: Database, tx: Tx, tenant: string, programme: string) {
  const row = await findProposal(tx, { programme })
  if (!row) return undefined
  return orGivenUp(db, callJobKey(tenant, row.id), row, () => findProposal(tx, { id: row.id }))
}

function levelsOn({ people }: CallRead, today: Day): CallView['levels'] {
  const counts = new Map<string, number>()
  for (const { levels } of people) {
    const level = levels.find((one) => holds(one, today))?.level
    if (level) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  return [...counts]
    .map(([level, count]) => ({ level, people: count }))
    .sort((one, other) => (one.level < other.level ? -1 : 1))
}

async function viewProposal(
  tx: Tx,
  row: ProposalRow,
  at: { today: Day; zone: string },
): Promise<ProposalView> {
  const { id, from, to, state, says, progress, calls, seconds } = row
  const base = { id, from, to, state, says, progress, calls, seconds }
  if (state !== 'ready')
    return {
      ...{ ...base, added: 0, removed: 0, foreseen: [], pack: '', unmet: [] },
      ledger: { rows: [], points: 0, most: 0, leastMost: 0 },
    }
  const read = await readCall(tx, row.programme, row)
  const packs = await readPacksInForce(tx, row.programme)
  const { coming, leaving } = changesOf(read, row, at.today)
  const year = yearOf(from)
  const whole = { from: year.from, to: to > year.to ? to : year.to }
  const before = await readCall(tx, row.programme, whole)
  const gone = new Set(leaving.map((call) => call.id))
  const after = [...before.calls.filter((call) => !gone.has(call.id)), ...coming]
  return {
    ...{ ...base, added: coming.length, removed: leaving.length },
    // Of the year: a range alone looks uneven where it makes good what was uneven before.
    ledger: ledgerIn({ ...before, calls: after }, whole, carriedBefore(before, whole)),
    foreseen: judgeHours(read, row, { coming, leaving }, { zone: at.zone, packs }),
    pack: packOn(packs, from).bound.pack.title,
    unmet: unmetOf(read, row),
  }
}

function judgeHours(
  read: CallRead,
  row: ProposalRow,
  { coming, leaving }: ReturnType<typeof changesOf>,
  at: { zone: string; packs: PacksInForce },
) {
  const holidays = holidaySet(read.holidays)
  const kinds = new Map(read.kinds.map(({ id, facts }) => [id, facts]))
  const gone = new Set(leaving.map(({ id }) => id))
  const planned = coming.flatMap(({ kind, person, on }) => {
    const hours = callHours(kinds.get(kind)!, on, holidays, at.zone)
    return hours ? [{ id: `${kind} ${on}`, kind, person, on, ...hours }] : []
  })
  const { people } = read
  return foreseenIn({
    ...{ ...at, span: { from: row.from, to: row.to }, kinds: read.kinds, holidays },
    before: { people, calls: read.calls },
    after: { people, calls: [...read.calls.filter(({ id }) => !gone.has(id)), ...planned] },
  })
}

/** A wish against call that got some, and a wish for call that got none. */
function unmetOf(read: CallRead, { calls, kept, from, to }: ProposalRow): string[] {
  const nameOf = (id: string) => read.people.find((one) => one.id === id)?.name ?? id
  return read.wishes.flatMap((wish) => {
    const within = { from: wish.from > from ? wish.from : from, to: wish.to < to ? wish.to : to }
    const meant = [...calls, ...kept].filter(
      ({ person, kind, on }) =>
        person === wish.person && (wish.kind === null || kind === wish.kind) && holds(within, on),
    )
    if (wish.avoid)
      return meant.map(
        ({ person, on }) =>
          `${nameOf(person)} asked for none on ${sayDay(on, { weekday: true })} and has one.`,
      )
    return meant.length > 0 || within.from > within.to
      ? []
      : [`${nameOf(wish.person)} would have liked call on ${sayDay(wish.from, { weekday: true })}.`]
  })
}
