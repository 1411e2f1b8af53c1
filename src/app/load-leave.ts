// Leave in the demo: types, policies, and requests some weeks ahead of whenever it is loaded.
import { type DemoLeave, leave } from '../../demo/leave.ts'
import { addDays, type Day, weekday } from '../kernel/day.ts'
import { dayAt, type Moment } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import {
  claimAbsences,
  ensurePolicy,
  insertRequest,
  insertStep,
  replaceParts,
  updateAgreed,
  updateAsked,
  updateState,
  USUAL_POLICY,
  USUAL_TYPES,
} from '../rooms/leave/index.ts'
import { academicYear, DEMO_YEAR, moveYears } from './demo-years.ts'

/** Asked for some weeks before, so that notice was kept where there is enough of it. */
const ASKED_BEFORE = 10
const CHAIN = ['planner'] as const

export async function loadLeave(
  tx: Tx,
  tenant: string,
  programmes: ReadonlySet<string>,
  place: { now: Moment; zone: string },
): Promise<void> {
  const years = academicYear(place.now) - DEMO_YEAR
  const today = dayAt(place.now, place.zone)
  for (const of of moveYears(leave, years))
    if (programmes.has(of.programme)) await loadOne(tx, tenant, of, today)
}

async function loadOne(tx: Tx, tenant: string, of: DemoLeave, today: Day): Promise<void> {
  const { programme, by } = of
  const policy = {
    ...USUAL_POLICY,
    ...{ blackouts: of.blackouts, maxOffPerServicePerDay: of.maxOffPerServicePerDay },
    abrWorkdaysAYear: of.countsForBoard ? USUAL_POLICY.abrWorkdaysAYear : null,
  }
  await ensurePolicy(tx, tenant, programme, policy, USUAL_TYPES)
  for (const { person, type, state, reason, answer, ...words } of of.requests) {
    const request = await insertRequest(tx, tenant, { programme, person, type, reason })
    const parts =
      words.parts === 'of-the-plan'
        ? await claimAbsences(tx, { programme, person, request })
        : words.parts.map(([inDays, days]) => spanFrom(addDays(today, inDays), days))
    await replaceParts(tx, tenant, request, person, parts)
    if (state === 'draft') continue
    await updateAsked(tx, request, CHAIN, addDays(today, -ASKED_BEFORE))
    await insertStep(tx, tenant, { request, by: person, capacity: 'trainee', what: 'asked' })
    if (state === 'asked') continue
    await insertStep(tx, tenant, { request, by, capacity: 'planner', what: state })
    if (state === 'approved') await updateAgreed(tx, request)
    await updateState(tx, request, { state, by, answer: answer ?? '' })
  }
}

/** So many workdays from the Monday on or after a day. */
function spanFrom(on: Day, workdays: number): { from: Day; to: Day } {
  const from = addDays(on, (8 - weekday(on)) % 7)
  const weeks = Math.floor((workdays - 1) / 5)
  return { from, to: addDays(from, workdays - 1 + weeks * 2) }
}
