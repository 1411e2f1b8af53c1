// Is this leave clean, does somebody have to look at it, or can it not be? Judged while it is typed, too.
import { addDays, type Day, dayNumber, sayDay } from '../../kernel/day.ts'
import { sayCount } from '../../kernel/finding.ts'
import { saySpan, sharedDays, type Span } from '../../kernel/span.ts'
import { balanceOf } from './balances.ts'
import { checkDuty } from './duty-rules.ts'
import { asTaken, type Level, say, yearsIn } from './saying.ts'
import type { LeaveFinding, LeaveType, LeaveVerdict, LeaveWorld, RequestView } from './schema.ts'
import { checkAbr, checkQualifying, countAbr } from './training-rules.ts'
import { daysOf, isWorkday } from './workdays.ts'

export type Asked = {
  /** Null while it is typed for the first time. */
  id: string | null
  type: string
  parts: readonly Span[]
  reason: string
  /** When it was asked for; null = now. A slow answer makes no request late. */
  askedOn: Day | null
}

/** All that is against it, and what is good to know. Nothing is looked up: the world is all there is. */
export function judgeLeave(full: LeaveWorld, asked: Asked): LeaveVerdict {
  const world = { ...full, taken: full.taken.filter(({ id }) => id !== asked.id) }
  const type = world.types.find(({ id }) => id === asked.type)
  const workdays = daysOf(asked.parts).filter(isWorkday).length
  if (!type) {
    const gone = say('must', 'type', 'This type of leave is not in use any more.', [], {
      can: 'Choose another one.',
    })
    return { isClean: false, findings: [gone], workdays, abr: null }
  }
  const abr = countAbr(world, type, asked.parts)
  const findings = [
    ...checkParts(world, asked),
    ...checkPast(world, type, asked),
    ...checkBalance(world, type, asked.parts),
    ...checkBlackouts(world, asked.parts),
    ...checkDuty(world, type, asked.parts),
    ...checkAbr(world, abr),
    ...checkQualifying(world, type, asked.parts),
  ]
  const order: Level[] = ['must', 'review', 'hint']
  findings.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
  return { isClean: findings.every(({ level }) => level === 'hint'), findings, workdays, abr }
}

/** Days that cannot be: twice, outside the training, or somebody's leave already. */
function checkParts(world: LeaveWorld, { parts, type: id, reason }: Asked): LeaveFinding[] {
  const findings: LeaveFinding[] = []
  const sorted = [...parts].sort((one, other) => (one.from < other.from ? -1 : 1))
  sorted.forEach((part, nth) => {
    const next = sorted[nth + 1]
    if (next && next.from <= part.to)
      findings.push(
        say('must', 'parts', `The part from ${saySpan(next)} begins within ${saySpan(part)}.`, [], {
          can: 'Change one of the two.',
        }),
      )
    if (part.from < world.training.from || part.to > world.training.to)
      findings.push(
        say(
          'must',
          'training',
          `${saySpan(part)} is not within the training, ${sayDay(world.training.from, { year: true })} to ${sayDay(world.training.to, { year: true })}.`,
          [],
          { can: 'Choose days within it.' },
        ),
      )
    for (const other of world.taken) {
      if (sharedDays(part, other) === 0) continue
      const name = nameOf(world, other.type)
      const is = other.isAsked ? 'has been asked for' : 'is there'
      findings.push(
        say(
          'must',
          'overlap',
          `${name} from ${saySpan(other)} ${is} already.`,
          shared(part, other),
          { can: 'Choose other days, or take that leave back first.' },
        ),
      )
    }
  })
  const type = world.types.find((one) => one.id === id)
  if (type?.needsReason && reason.trim() === '')
    findings.push(
      say('must', 'reason', `${type.name} needs a reason.`, [], {
        can: 'Write it down; only those who must know read it.',
      }),
    )
  return findings
}

/**
 * A day before the day on which it is asked for is past; that day itself is not. What cannot be known
 * before (`pastDays` of the type) may be asked for so many days later; the rest is for who plans.
 */
function checkPast(world: LeaveWorld, type: LeaveType, { parts, askedOn }: Asked): LeaveFinding[] {
  const on = askedOn ?? world.today
  const first = parts.reduce((least, { from }) => (from < least ? from : least), parts[0]!.from)
  const behind = dayNumber(on) - dayNumber(first)
  const past = daysOf(parts).filter((day) => day < on)
  if (behind > type.pastDays)
    return [
      say(
        'must',
        'past',
        type.pastDays > 0
          ? `It begins on ${sayDay(first)}, ${sayCount(behind, 'day')} ago. ${type.name} can be asked for until ${sayCount(type.pastDays, 'day')} later.`
          : `It begins on ${sayDay(first)}, and that day is past. ${type.name} is asked for before.`,
        past,
        { by: behind, can: 'Choose days from today on, or ask who plans to write down what was.' },
      ),
    ]
  const findings: LeaveFinding[] = []
  const notice = Math.max(-behind, 0)
  const needed = type.noticeDays ?? world.policy.noticeDays
  if (notice < needed)
    findings.push(
      say(
        'review',
        'notice',
        `It is asked for ${sayCount(notice, 'day')} before; ${type.name} needs ${needed}.`,
        [],
        {
          by: needed - notice,
          can: `From ${sayDay(addDays(on, needed), { year: true })} on it is in time.`,
        },
      ),
    )
  if (askedOn !== null && first < world.today && first >= askedOn)
    findings.push(
      say('review', 'begun', `It began on ${sayDay(first)}, before anybody has answered.`),
    )
  return findings
}

function checkBalance(world: LeaveWorld, type: LeaveType, parts: readonly Span[]): LeaveFinding[] {
  return yearsIn(parts).flatMap((on) => {
    const balance = balanceOf(world, type.balance, on, asTaken(type, parts))
    if (!balance || balance.left >= 0) return []
    const { allowed, carried } = balance
    const wanted = allowed + carried - balance.left
    return [
      say(
        'review',
        'balance',
        `${balance.type.name}: ${wanted} of ${allowed + carried} days in the year from ${sayDay(balance.from, { year: true })}${carried > 0 ? ` (${carried} from the year before)` : ''}.`,
        [],
        { by: -balance.left, can: `Take ${sayCount(-balance.left, 'day')} less.` },
      ),
    ]
  })
}

function checkBlackouts(world: LeaveWorld, parts: readonly Span[]): LeaveFinding[] {
  return world.policy.blackouts.flatMap((out) => {
    const days = parts.flatMap((part) => shared(part, out))
    if (days.length === 0) return []
    return [
      say('review', 'blackout', `${out.name}: no leave from ${saySpan(out)}.`, days, {
        by: days.length,
      }),
    ]
  })
}

const shared = (one: Span, other: Span): Day[] =>
  daysOf([one]).filter((day) => day >= other.from && day <= other.to)

const nameOf = ({ types }: LeaveWorld, id: string): string =>
  types.find((type) => type.id === id)?.name ?? 'Leave'

/** Clean ones first, then as they were asked for: first come, first served (LV-3). */
export const inOrder = (requests: readonly RequestView[]): RequestView[] =>
  [...requests].sort(
    (one, other) =>
      Number(other.verdict?.isClean ?? false) - Number(one.verdict?.isClean ?? false) ||
      ((one.askedOn ?? '') < (other.askedOn ?? '') ? -1 : 1),
  )
