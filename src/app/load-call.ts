// Call in the demo: the kinds, the holidays, and three months of published calls around today.
import type { DemoCall, DemoHoliday } from '../../demo/call.ts'
import type { Person } from '../../demo/types.ts'
import { addDays, type Day, dayNumber, weekday } from '../kernel/day.ts'
import type { Tx } from '../platform/database.ts'
import {
  callHours,
  callNeeds,
  findHolidays,
  holidaySet,
  insertCallKind,
  insertHolidays,
} from '../rooms/call/index.ts'
import { callFactsSchema } from '../rooms/call/schema.ts'
import { insertWorks } from '../rooms/programme/index.ts'
import { findTime, insertTime, type NewTime, PUBLISHED } from '../rooms/time/index.ts'

const BEFORE = 35
const AFTER = 70
const MONDAY = 1

export async function loadHolidays(
  tx: Tx,
  tenant: string,
  holidays: readonly DemoHoliday[],
): Promise<void> {
  await insertHolidays(
    tx,
    tenant,
    holidays.map((one) => ({ ...one, programme: null })),
  )
}

/** Turn by turn: whoever waited longest has the next one, at most one a day and none twice in three days. */
export async function loadCall(
  tx: Tx,
  tenant: string,
  of: DemoCall,
  about: { cast: readonly Person[]; today: Day; zone: string },
): Promise<void> {
  const { programme } = of
  const kinds = of.kinds.map((kind) => ({ ...kind, facts: callFactsSchema.parse(kind.facts) }))
  await insertWorks(
    tx,
    tenant,
    programme,
    kinds.map(({ id, code, name, color, facts }) => ({
      ...{ id, code, name, color, kind: 'call', categories: ['call'], facts: {} },
      ...{ resource: null, site: facts.site, pattern: 'night' },
    })),
  )
  for (const [position, { id, facts }] of kinds.entries())
    await insertCallKind(tx, tenant, programme, { id, facts, position })
  const span = { from: addDays(about.today, -BEFORE), to: addDays(about.today, AFTER) }
  const first = addDays(span.from, -((weekday(span.from) + 6) % 7))
  const holidays = holidaySet(await findHolidays(tx, programme, { from: first, to: span.to }))
  const away = (await findTime(tx, { line: PUBLISHED, span })).filter(
    ({ layer }) => layer === 'absence',
  )
  const isAway = (person: string, from: Day, to: Day) =>
    away.some((row) => row.person === person && row.from <= to && row.to >= from)
  const last = new Map<string, number>()
  const rows: NewTime[] = []
  for (let day = first; day <= span.to; day = addDays(day, 1))
    for (const { id, facts } of kinds) {
      if (facts.days === 7 && weekday(day) !== MONDAY) continue
      const waiting = traineesOn(about.cast, programme, day)
        .filter(({ level }) => facts.levels.length === 0 || facts.levels.includes(level))
        .filter(({ person }) => dayNumber(day) - (last.get(person) ?? -99) >= 3)
        .filter(({ person }) => !isAway(person, addDays(day, -1), addDays(day, facts.days)))
        .sort((one, other) => (last.get(one.person) ?? -99) - (last.get(other.person) ?? -99))
      for (const { person } of waiting.slice(0, callNeeds(facts, day, holidays))) {
        for (let nth = 0; nth < facts.days; nth++) {
          const on = addDays(day, nth)
          const hours = callHours(facts, on, holidays, about.zone)
          if (!hours) continue
          rows.push({
            ...{ person, programme, line: PUBLISHED, layer: 'call', kind: 'call', work: id },
            ...{ site: facts.site, from: on, to: on, ...hours, source: 'demo' },
          })
        }
        last.set(person, dayNumber(day) + facts.days - 1)
      }
    }
  await insertTime(tx, tenant, rows)
}

function traineesOn(cast: readonly Person[], programme: string, day: Day) {
  return cast.flatMap(({ id, roles }) => {
    const role = roles.find(
      (held) =>
        held.programme === programme &&
        held.role === 'trainee' &&
        held.from <= day &&
        (held.to === undefined || day <= held.to),
    )
    return role ? [{ person: id, level: role.level ?? '' }] : []
  })
}
