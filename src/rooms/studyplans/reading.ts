// What does a plan of a year rest on: weeks, what is required and fixed, the catalogue, the others?
import { createHash } from 'node:crypto'
import type { Day } from '../../kernel/day.ts'
import { holds, sharedDays, spanDays, type Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { findCatalogueOn, findCompetencies } from '../catalogue/index.ts'
import type { Catalogue } from '../catalogue/schema.ts'
import { findReleased } from '../electives/index.ts'
import { findConfirmed } from '../offsite/index.ts'
import {
  findDrafts,
  findMarks,
  findPublicationHead,
  type Frame,
  readCells,
  readFrame,
} from '../rota/index.ts'
import { findTime, PUBLISHED, type TimeRow } from '../time/index.ts'
import type { FixedWeek, StudyItem, YearFacts } from './schema.ts'
import { asksOf, requiredOf, workOf } from './year-rules.ts'
import { findKeptCatalogue, findStudiesOf, findStudiesOfPlan, type StudyRow } from './store.ts'
import { electiveOf, poolOf, takesPlace, weeksOf, weeksOfYear } from './weeks.ts'

/** What the programme offers in a year that begins on a day. The one place where it is asked for. */
export async function readCatalogue(tx: Tx, programme: string, from: Day): Promise<Catalogue> {
  return (await findCatalogueOn(tx, programme, from)).catalogue
}

export const sumOf = (catalogue: Catalogue): string =>
  createHash('sha256').update(JSON.stringify(catalogue)).digest('hex')

/** What is the same for everybody of a year; read once for a class. */
export type YearBase = {
  frame: Frame
  weeks: Span[]
  catalogue: Catalogue
  studies: StudyRow[]
  fixed: Map<string, FixedWeek[]>
  calls: Map<string, number[]>
  released: Awaited<ReturnType<typeof findReleased>>
}

/** Undefined when there is no such plan in the programme. */
export async function readYear(
  tx: Tx,
  programme: string,
  plan: string,
): Promise<YearBase | undefined> {
  const frame = await readFrame(tx, plan)
  if (!frame || frame.plan.programme !== programme) return undefined
  const catalogue = await readCatalogue(tx, programme, frame.plan.from)
  const weeks = weeksOfYear(frame.plan)
  const people = frame.problem.people.map(({ id }) => id)
  const time = await findTime(tx, { line: PUBLISHED, people, span: frame.plan })
  const fixed = new Map(people.map((id) => [id, fixedOf(frame, weeks, catalogue, time, id)]))
  // Until the year is published, what is pinned in its newest draft is promised; the rest of a draft
  // is nobody's business but its planners'.
  if (!(await findPublicationHead(tx, plan))) await addPromised(tx, frame, weeks, catalogue, fixed)
  return {
    ...{ frame, weeks, catalogue, fixed },
    calls: new Map(people.map((id) => [id, callWeeks(weeks, time, id)])),
    studies: await findStudiesOfPlan(tx, plan),
    released: await findReleased(tx, programme, plan),
  }
}

const isMost = (span: Span, week: Span) => sharedDays(span, week) * 2 > spanDays(week)

function callWeeks(weeks: Span[], time: TimeRow[], person: string): number[] {
  const mine = time.filter((row) => row.person === person && row.layer === 'call')
  return weeks.flatMap((week, nth) =>
    mine.some((row) => sharedDays(row, week) > 0) ? [nth + 1] : [],
  )
}

function fixedOf(
  frame: Frame,
  weeks: Span[],
  catalogue: Catalogue,
  time: TimeRow[],
  person: string,
): FixedWeek[] {
  const mine = time.filter(({ person: whose }) => whose === person)
  // Absence lies over the work under it.
  const layers = ['absence', 'assignment'].map((layer) => mine.filter((row) => row.layer === layer))
  return weeks.flatMap((week, nth) => {
    const row = layers.flat().find((one) => isMost(one, week))
    return row ? [fix(frame, catalogue, nth + 1, row.work, row.layer === 'absence', true)] : []
  })
}

function fix(
  frame: Frame,
  catalogue: Catalogue,
  week: number,
  work: string,
  isLeave: boolean,
  isPublished: boolean,
): FixedWeek {
  const { code, name, color, kind } = workOf(frame, work)
  const isElective = catalogue.electives.some(({ id }) => id === work)
  return {
    ...{ week, work, code, name, color, isPublished },
    kind: isLeave || kind === 'leave' ? 'leave' : isElective ? 'elective' : 'required',
  }
}

async function addPromised(
  tx: Tx,
  frame: Frame,
  weeks: Span[],
  catalogue: Catalogue,
  fixed: Map<string, FixedWeek[]>,
): Promise<void> {
  const draft = (await findDrafts(tx, frame.plan.id)).find(({ kind }) => kind === 'draft')
  if (!draft) return
  const pins = (await findMarks(tx, draft.id)).filter(({ pinned }) => pinned)
  const cells = await readCells(tx, frame.plan, [...fixed.keys()], draft.id)
  const blocks = frame.plan.blocks
  for (const { person, period } of pins) {
    const t = blocks.findIndex(({ id }) => id === period)
    const work = cells[person]?.[t]
    const list = fixed.get(person)
    if (!work || !list) continue
    for (const [nth, week] of weeks.entries())
      if (isMost(blocks[t]!, week) && !list.some((one) => one.week === nth + 1))
        list.push(fix(frame, catalogue, nth + 1, work, false, false))
  }
  for (const list of fixed.values()) list.sort((one, other) => one.week - other.week)
}

/** What one person's plan is judged by. `kept`: the catalogue under which it was approved. */
export async function factsFor(tx: Tx, base: YearBase, person: string): Promise<YearFacts> {
  const { frame, weeks, calls } = base
  const mine = base.studies.find((row) => row.person === person)
  const kept = mine?.catalogue ? await findKeptCatalogue(tx, mine.catalogue) : undefined
  const catalogue = kept ?? base.catalogue
  const others = (await findStudiesOf(tx, person)).filter(
    ({ plan, state }) => plan !== frame.plan.id && state === 'approved',
  )
  return {
    ...{ weeks, catalogue },
    level: levelOf(frame, person),
    held: (await findCompetencies(tx, frame.plan.programme, [person])).map(({ word }) => word),
    required: requiredOf(frame, catalogue, person),
    fixed: base.fixed.get(person) ?? [],
    callWeeks: calls.get(person) ?? [],
    leaves: frame.works
      .filter(({ kind }) => kind === 'leave')
      .map(({ id, code, name }) => ({ id, code, name })),
    asks: asksOf(frame, catalogue, person),
    taken: takenOf(base, catalogue, person),
    confirmed: confirmedOf(weeks, await findConfirmed(tx, frame.plan.programme, [person])),
    credited: others.flatMap(({ items, title }) =>
      items
        .filter(({ creditedTo }) => creditedTo !== '')
        .map(({ work }) => ({ work, year: title })),
    ),
  }
}

function confirmedOf(weeks: Span[], stays: Awaited<ReturnType<typeof findConfirmed>>) {
  const confirmed: Record<string, number[]> = {}
  for (const { elective, ...span } of stays)
    if (elective)
      for (const [nth, week] of weeks.entries())
        if (isMost(span, week)) (confirmed[elective] ??= []).push(nth + 1)
  return confirmed
}

/** At the beginning of the year. */
export function levelOf(frame: Frame, person: string): string | null {
  const levels = frame.problem.people.find(({ id }) => id === person)?.levels ?? []
  const begun = levels.filter(({ from }) => !from || from <= frame.plan.from)
  return begun.at(-1)?.level ?? levels[0]?.level ?? null
}

/** By pool and week: how many others. Nobody counts twice, however often it is written down. */
function takenOf(base: YearBase, catalogue: Catalogue, person: string): Record<string, number[]> {
  const { weeks } = base
  const taken: Record<string, Set<string>[]> = {}
  const add = (pool: string, week: number, who: string) => {
    taken[pool] ??= weeks.map(() => new Set<string>())
    taken[pool][week - 1]?.add(who)
  }
  for (const { id: who } of base.frame.problem.people) {
    if (who === person) continue
    const study = base.studies.find((row) => row.person === who && row.state !== 'draft')
    for (const item of study?.items ?? []) {
      const elective = electiveOf(catalogue, item)
      if (!elective || !takesPlace(elective, item)) continue
      for (const week of weeksOf(item)) add(poolOf(elective, item).id, week, who)
    }
    for (const { week, work, kind } of base.fixed.get(who) ?? [])
      if (kind === 'elective' && !isInPlan(study, work, week)) add(work, week, who)
    // Where a plan is handed in, it says what becomes of the places of a round.
    if (!study)
      for (const { offer, days } of base.released.get(who) ?? [])
        for (const [nth, week] of weeks.entries())
          if (days.some((span) => holds(span, week.from))) add(offer, nth + 1, who)
  }
  return Object.fromEntries(
    Object.entries(taken).map(([pool, sets]) => [pool, sets.map(({ size }) => size)]),
  )
}

const isInPlan = (study: { items: StudyItem[] } | undefined, work: string, week: number) =>
  study?.items.some((item) => item.work === work && weeksOf(item).includes(week)) ?? false
