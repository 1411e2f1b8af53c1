// Whose turn is it to present? Whoever has presented least for the time that they were there.
import { addDays, type Day } from '../../kernel/day.ts'
import type { Moment } from '../../kernel/moment.ts'
import { apart } from './rhythm.ts'

export type OpenSession = { id: string; series: string; on: Day; begins: Moment; ends: Moment }
export type Candidate = {
  id: string
  /** Days on the roll without leave, of the year that is counted. */
  presentDays: number
  /** Sessions that they have presented or will, of the year that is counted. */
  presents: readonly Omit<OpenSession, 'id' | 'series'>[]
}
export type Turn = { session: string; presenter: string }

/** Between two presentations of one person, where that can be. */
const APART_DAYS = 7

/**
 * In the order of the sessions: among those who can be there, the one with the fewest presentations by
 * presence once this one is theirs; of equals whoever waited longest. Nobody within a week of another
 * presentation of theirs while somebody else can. A session that nobody can present has no turn.
 */
export function proposeTurns(
  sessions: readonly OpenSession[],
  candidates: readonly Candidate[],
  canPresent: (candidate: string, session: OpenSession) => boolean,
): Turn[] {
  const held = new Map(candidates.map(({ id, presents }) => [id, [...presents]]))
  const turns: Turn[] = []
  const inOrder = sessions.toSorted((one, other) => compare(one.begins, other.begins))
  for (const session of inOrder) {
    const open = candidates.filter(
      ({ id, presentDays }) =>
        presentDays > 0 &&
        canPresent(id, session) &&
        !held.get(id)!.some((one) => one.begins < session.ends && one.ends > session.begins),
    )
    const rested = open.filter(({ id }) =>
      held.get(id)!.every(({ on }) => apart(on, session.on) >= APART_DAYS),
    )
    const [next] = (rested.length > 0 ? rested : open).toSorted(
      (one, other) =>
        loadOf(one, held) - loadOf(other, held) ||
        compare(
          lastBefore(held.get(one.id)!, session.on),
          lastBefore(held.get(other.id)!, session.on),
        ) ||
        compare(one.id, other.id),
    )
    if (!next) continue
    held.get(next.id)!.push(session)
    turns.push({ session: session.id, presenter: next.id })
  }
  return turns
}

/** Presentations for each day there, this one included. */
const loadOf = ({ id, presentDays }: Candidate, held: ReadonlyMap<string, readonly unknown[]>) =>
  (held.get(id)!.length + 1) / presentDays

const NEVER = '0000-01-01' as Day
const lastBefore = (presents: readonly { on: Day }[], day: Day): Day =>
  presents.reduce((last, { on }) => (on < day && on > last ? on : last), NEVER)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** How many days of the span a person is on the roll and not away. */
export function presenceIn(
  { from, to }: { from: Day; to: Day },
  isThere: (day: Day) => boolean,
): number {
  let days = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isThere(day)) days++
  return days
}
