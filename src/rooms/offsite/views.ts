// How are stays and agreements shown?
import type { Day } from '../../kernel/day.ts'
import { dayAt } from '../../kernel/moment.ts'
import { agreementState, covers, lackingFor } from './rules.ts'
import type { Agreement, StaySummary, StayView, Task } from './schema.ts'
import type { AgreementRow, StayRow, TaskRow } from './store.ts'

export function summaryOf(
  row: StayRow,
  tasks: readonly TaskRow[],
  electives: ReadonlyMap<string, string>,
): StaySummary {
  const open = tasks.filter(({ state }) => state === 'open')
  const dues = open.flatMap(({ due }) => due ?? []).sort()
  return {
    ...{ id: row.id, programme: row.programme, site: row.site, place: row.place },
    ...{ abroad: row.abroad, from: row.from, to: row.to, state: row.state },
    person: { id: row.person, name: row.person_name },
    elective:
      row.elective === null
        ? null
        : { id: row.elective, name: electives.get(row.elective) ?? row.elective },
    ...{ settled: tasks.length - open.length, tasks: tasks.length, nextDue: dues[0] ?? null },
  }
}

export function taskOf(row: TaskRow, zone: string): Task {
  return {
    ...{ id: row.id, kind: row.kind, name: row.name, due: row.due },
    ...{ state: row.state, note: row.note },
    owner: row.owner === null ? null : { id: row.owner, name: row.owner_name ?? row.owner },
    changed:
      row.changed_by === null || row.changed_at === null
        ? null
        : { by: row.changed_by, on: dayAt(row.changed_at.toISOString(), zone) },
  }
}

export function agreementOf(row: AgreementRow, today: Day): Agreement {
  const { id, site, title, from, to, note, stays, alarm_days: alarmDays } = row
  const state = agreementState({ from, to, alarmDays }, today)
  return { id, site, siteName: row.site_name, title, from, to, alarmDays, note, state, stays }
}

export function viewOf(
  row: StayRow,
  tasks: readonly TaskRow[],
  about: {
    electives: ReadonlyMap<string, string>
    agreements: readonly AgreementRow[]
    askedUntil: Date | undefined
    zone: string
    today: Day
    may: StayView['may']
  },
): StayView {
  const { zone, today } = about
  const director = { says: row.director_says, name: row.director_name }
  const there = about.agreements.filter(({ site }) => site === row.site)
  return {
    ...summaryOf(row, tasks, about.electives),
    ...{ version: row.version, aim: row.aim, note: row.note, may: about.may },
    director: {
      ...{ ...director, email: row.director_email, note: row.director_note },
      on: row.director_at && dayAt(row.director_at.toISOString(), zone),
      askedUntil: about.askedUntil?.toISOString() ?? null,
    },
    decided:
      row.decided_by === null || row.decided_at === null
        ? null
        : { by: row.decided_by, on: dayAt(row.decided_at.toISOString(), zone) },
    list: tasks.map((task) => taskOf(task, zone)),
    rests: there.filter((one) => covers(one, row)).map((one) => agreementOf(one, today)),
    lacks: lackingFor({ ...row, director }, tasks, there).map(({ says }) => says),
  }
}
