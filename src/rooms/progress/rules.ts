// Is a requirement done, on the way, behind, or not to be judged yet? And why?
import { addDays, type Day, dayNumber, fromDayNumber, sayDay } from '../../kernel/day.ts'
import { sayCount } from '../../kernel/finding.ts'
import { holds } from '../../kernel/span.ts'
import { evidenceOf } from './evidence.ts'
import { type Goal, goalsOf, reachedOn } from './goals.ts'
import { extendedTo, extensionWorkdays, yearsOf } from '../leave/workdays.ts'
import type { GoalView, Item, Pathway, Requirement, StateName } from './schema.ts'
import { freeDays, lineOf, type Training, windowsOf } from './training.ts'

/** So long before the end something that nobody has begun to hand in is late. */
const LATE_DAYS = 120
/** In the first quarter nothing can be said from the pace so far. */
const EARLY_SHARE = 0.25
const RECENT_DAYS = 120

/** The requirements that bind somebody on these pathways. */
export function bindingOn(
  requirements: readonly Requirement[],
  pathways: Training['pathways'],
): Requirement[] {
  const on = new Set(
    pathways
      .filter(({ state }) => state === 'approved' || state === 'completed')
      .map(({ id }) => id),
  )
  const bound = requirements.filter(({ pathway }) => pathway === null || on.has(pathway))
  const replaced = new Set(bound.flatMap(({ replaces }) => replaces))
  return bound.filter(({ id }) => !replaced.has(id))
}

/** One line of the ledger for every requirement that binds, in their order. */
export function judgeTraining(
  requirements: readonly Requirement[],
  pathways: readonly Pathway[],
  training: Training,
): Item[] {
  const line = lineOf(training)
  const bound = bindingOn(requirements, training.pathways)
  return bound.map((requirement) => judge(requirement, bound, pathways, training, line))
}

const ORDER: Record<StateName, number> = { behind: 0, open: 1, 'on-the-way': 2, done: 3, waived: 4 }

/** What needs a look comes first. */
export const byNeed = (one: { state: StateName }, other: { state: StateName }) =>
  ORDER[one.state] - ORDER[other.state]

type Verdict = GoalView & { by: Day | null }

function judge(
  requirement: Requirement,
  bound: readonly Requirement[],
  pathways: readonly Pathway[],
  training: Training,
  line: ReturnType<typeof lineOf>,
): Item {
  const goals = goalsOf(requirement, training, bound, line)
  const windows = windowsOf(training, requirement.levels)
  const due = windows.reduce((last, { to }) => (to > last ? to : last), training.from)
  const start = windows.reduce((first, { from }) => (from < first ? from : first), training.to)
  const free = freeDays(line, training, requirement.levels)
  const verdicts = goals.map((goal) => judgeGoal(goal, training, { start, due, free }))
  // Of goals in the same state the one that is furthest from being met speaks for all.
  const [worst] = [...verdicts].sort(
    (one, other) => byNeed(one, other) || shareOf(one) - shareOf(other),
  )
  const waiver = training.waivers.find((entry) => entry.requirement === requirement.id) ?? null
  const state = waiver && worst!.state !== 'done' ? 'waived' : worst!.state
  const by =
    state === 'on-the-way'
      ? verdicts.reduce<Day | null>(
          (last, { by: on }) => (on && (!last || on > last) ? on : last),
          null,
        )
      : null
  const block = by ? (training.blocks.find((entry) => holds(entry, by))?.label ?? null) : null
  const pathway = pathways.find(({ id }) => id === requirement.pathway)
  const { id, name, group, source, basis, measure } = requirement
  const isPieces = measure.kind === 'deliverable' && verdicts.length > 1
  const { bound: way, unit, needed, value, planned } = isPieces ? sumOfPieces(verdicts) : worst!
  const numbers = { bound: way, unit, needed, value, planned }
  const told = sayItem(worst!, verdicts.length > 1, { by, block, due, free })
  const sum = `${value} of ${needed} pieces`
  return {
    ...{ id, name, group, source, basis, state, by, block },
    pathway: pathway ? { id: pathway.id, name: pathway.name } : null,
    isElective: requirement.isElective ?? false,
    ...numbers,
    says: waiver
      ? `Waived on ${sayDay(waiver.on, { year: true })} by ${waiver.by}: ${waiver.reason}`
      : measure.kind === 'leave'
        ? sayLeave(worst!, measure.workdaysAYear, training)
        : !isPieces
          ? told
          : worst!.state === 'done'
            ? `${sum}: done.`
            : `${sum}. ${told}`,
    goals: verdicts.map(({ by: _, ...goal }) => goal),
    evidence: evidenceOf(requirement, training, line),
    enters: entersOf(requirement),
    waiver: waiver && { id: waiver.id, reason: waiver.reason, by: waiver.by, on: waiver.on },
  }
}

/** Of several pieces it is told how many are there; which one is next stands in the sentence. */
const sumOfPieces = (pieces: readonly GoalView[]) => ({
  ...{ bound: 'at-least' as const, unit: 'pieces', needed: pieces.length },
  value: pieces.filter(({ value }) => value > 0).length,
  planned: pieces.filter(({ planned }) => planned > 0).length,
})

/** At a limit the fullest one is nearest to trouble. */
const shareOf = ({ bound, planned, needed }: GoalView) =>
  (bound === 'at-least' ? 1 : -1) * (needed === 0 ? 1 : planned / needed)

type Window = { start: Day; due: Day; free: number }

function judgeGoal(goal: Goal, training: Training, window: Window): Verdict {
  const { today } = training
  const end = window.due > training.to ? window.due : training.to
  const value = goal.value(today)
  const planned = goal.value(end)
  const { says, bound, unit, needed } = goal
  const put = (state: StateName, by: Day | null = null): Verdict => ({
    ...{ says, bound, unit, needed, state, by },
    value: round(value),
    planned: round(planned),
  })
  if (bound === 'at-most') {
    if (planned > needed) return put('behind')
    return today >= window.due ? put('done') : put('on-the-way', window.due)
  }
  if (value >= needed) return put('done')
  const on = today < end ? reachedOn(goal, today, end, fromDayNumber) : undefined
  if (on) return put('on-the-way', on)
  if (goal.way === 'elsewhere') return put(today > window.due ? 'behind' : 'open')
  if (goal.way === 'hand') return put(addDays(today, LATE_DAYS) >= window.due ? 'behind' : 'open')
  if (goal.way === 'pace') return judgePace(goal, training, window, put)
  return put((needed - planned) * goal.unitDays > window.free ? 'behind' : 'open')
}

/** What is entered day by day goes on as it went so far, or as it went lately when that is more. */
function judgePace(
  goal: Goal,
  { today }: Training,
  { start, due }: Window,
  put: (state: StateName, by?: Day) => Verdict,
): Verdict {
  const value = goal.value(today)
  const passed = dayNumber(today) - dayNumber(start) + 1
  const share = passed / (dayNumber(due) - dayNumber(start) + 1)
  if (share < EARLY_SHARE) return put('open')
  const recent = value - goal.value(addDays(today, -RECENT_DAYS))
  const aDay = Math.max(value / passed, recent / RECENT_DAYS)
  if (aDay <= 0) return put('behind')
  const days = Math.ceil((goal.needed - value) / aDay)
  const on = days > 20_000 ? undefined : addDays(today, days)
  return on && on <= due ? put('on-the-way', on) : put('behind')
}

const round = (value: number) => Math.round(value * 100) / 100

function sayItem(
  goal: GoalView,
  isOfSeveral: boolean,
  window: { by: Day | null; block: string | null; due: Day; free: number },
): string {
  const { value, planned, needed, unit, bound, state } = goal
  const what = isOfSeveral ? `${goal.says}: ` : ''
  const due = sayDay(window.due, { year: true })
  if (bound === 'at-most')
    return state === 'behind'
      ? `${what}${planned} ${unit} are planned; at most ${needed} may be.`
      : `${what}${planned} of at most ${needed} ${unit}.`
  const sum =
    unit === 'piece'
      ? `${what}${value ? 'handed in' : 'not handed in'}`
      : `${what}${value} of ${needed} ${unit}`
  if (state === 'done') return `${sum}: done.`
  if (state === 'on-the-way' && window.by)
    return `${sum}; done by ${sayBy(window.by, window.block)}.`
  if (state === 'behind')
    return planned > value
      ? `${sum}, ${planned} with what is planned; no more fits in before ${due}.`
      : `${sum}; as it stands, not by ${due}.`
  return planned > value
    ? `${sum}, ${planned} with what is planned; the rest is not planned yet.`
    : `${sum}; nothing more is planned yet. Due ${due}.`
}

/** `block 9 (12 Mar 2027)`. */
function sayBy(by: Day, block: string | null): string {
  const on = sayDay(by, { year: true })
  return block ? `block ${block} (${on})` : on
}

function sayLeave(goal: GoalView, aYear: number, training: Training): string {
  const years = yearsOf(training)
  const over = extensionWorkdays(goal.planned, aYear, years)
  const sum = `${goal.planned} of ${goal.needed} workdays (${aYear} a year over ${sayCount(years, 'year')})`
  if (over === 0) return `${sum}: the training is not extended.`
  const last = sayDay(extendedTo(training.to, over), { year: true })
  return `${sum}: the training is extended by ${sayCount(over, 'workday')}, to ${last}.`
}

function entersOf({ measure }: Requirement): Item['enters'] {
  if (measure.kind === 'count')
    return measure.entered === 'here'
      ? [{ counter: measure.counter, name: measure.unit, unit: measure.unit }]
      : []
  if (measure.kind === 'deliverable')
    return measure.evidences.map(({ id, name }) => ({ counter: id, name, unit: 'piece' }))
  if (measure.kind !== 'formula') return []
  return measure.parts.flatMap(({ id, name, counter }) => {
    if (!counter) return []
    const term = measure.terms.find(({ sum }) => sum.length === 1 && sum[0]!.part === id)
    return [{ counter, name, unit: term?.unit ?? measure.unit }]
  })
}
