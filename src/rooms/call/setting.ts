// Kinds of call and holidays, as who plans the programme sets them.
import { done, finding, type Outcome, refused } from '../../kernel/finding.ts'
import { dayAt, type Moment } from '../../kernel/moment.ts'
import { holds } from '../../kernel/span.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { missing } from '../../platform/http.ts'
import { findPeople } from '../people/index.ts'
import type { Actor } from '../people/schema.ts'
import { findWorks, insertWorks } from '../programme/index.ts'
import { type Beside, checkHoliday, checkKind, plannedYears } from './rules.ts'
import type { HolidayWords, KindWords } from './schema.ts'
import {
  deleteHoliday,
  endCallKind,
  findCallKinds,
  findHolidays,
  insertCallKind,
  insertHolidays,
  updateCallKind,
} from './store.ts'

type Nothing = Record<string, never>
const STALE = finding('call.stale', 'Somebody has changed this kind of call meanwhile.', {
  can: 'Look at it again; nothing of yours was lost on this page.',
})

/** Codes of rotations count too: a code means one thing on every page. */
async function besideOf(tx: Tx, programme: string, today: Parameters<typeof holds>[1]) {
  const works = await findWorks(tx, programme)
  const levels = new Map<string, number>()
  for (const { roles } of await findPeople(tx))
    for (const { role, level, programme: of, from, to } of roles)
      if (role === 'trainee' && of === programme && level !== null)
        if ((from === null || from <= today) && (to === null || today <= to))
          levels.set(level, (levels.get(level) ?? 0) + 1)
  return { kinds: works, levels } satisfies Beside
}

export async function addKind(
  db: Database,
  actor: Actor,
  programme: string,
  words: KindWords,
  now: Moment,
): Promise<Outcome<{ kind: string }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const beside = await besideOf(tx, programme, dayAt(now, zone))
    const findings = checkKind(null, words, beside)
    if (findings.length > 0) return refused(...findings)
    const taken = new Set(beside.kinds.map(({ id }) => id))
    const base = `call-${words.code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
    let id = base
    for (let nth = 2; taken.has(id); nth++) id = `${base}-${nth}`
    await insertWorks(tx, tenant, programme, [
      {
        ...{ id, code: words.code.trim(), name: words.name.trim(), color: words.color },
        ...{ kind: 'call', categories: ['call'], facts: {}, resource: null, pattern: 'night' },
        site: words.facts.site,
      },
    ])
    const { facts } = words
    await insertCallKind(tx, tenant, programme, { id, facts, position: taken.size })
    return done({ kind: id })
  })
}

export async function changeKind(
  db: Database,
  actor: Actor,
  at: { id: string; kind: string },
  { version, ...words }: KindWords & { version: number },
  now: Moment,
): Promise<Outcome<{ version: number }>> {
  const { id: tenant, timeZone: zone } = actor.institution
  return db.inTenant(tenant, async (tx) => {
    const findings = checkKind(at.kind, words, await besideOf(tx, at.id, dayAt(now, zone)))
    if (!(await findCallKinds(tx, at.id)).some(({ id }) => id === at.kind))
      return missing('There is no such kind of call here.')
    if (findings.length > 0) return refused(...findings)
    const next = await updateCallKind(tx, { programme: at.id, id: at.kind, version, ...words })
    return next === undefined ? refused(STALE) : done({ version: next })
  })
}

/** Calls of it stay where they are; nobody plans it any more. */
export async function endKind(
  db: Database,
  actor: Actor,
  at: { id: string; kind: string },
  isEnded: boolean,
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await endCallKind(tx, at.id, at.kind, isEnded))
      ? done({})
      : missing('There is no such kind of call here.'),
  )
}

export async function addHoliday(
  db: Database,
  actor: Actor,
  programme: string,
  words: HolidayWords,
  now: Moment,
): Promise<Outcome<Nothing>> {
  const { id: tenant, timeZone: zone } = actor.institution
  const today = dayAt(now, zone)
  const within = plannedYears(today)
  return db.inTenant(tenant, async (tx) => {
    const findings = checkHoliday(words, await findHolidays(tx, programme, within), within)
    if (findings.length > 0) return refused(...findings)
    await insertHolidays(tx, tenant, [{ ...words, name: words.name.trim(), programme }])
    return done({})
  })
}

/** Only those of the programme; the institution's are everybody's. */
export async function removeHoliday(
  db: Database,
  actor: Actor,
  at: { id: string; holiday: string },
): Promise<Outcome<Nothing>> {
  return db.inTenant(actor.institution.id, async (tx) =>
    (await deleteHoliday(tx, at.id, at.holiday))
      ? done({})
      : missing('There is no such holiday of this programme.'),
  )
}
