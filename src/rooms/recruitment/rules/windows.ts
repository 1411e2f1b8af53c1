// On which days may somebody be interviewed? Two windows, the programme's and the society's, and both hold.
import { type Day, sayDay } from '../../../kernel/day.ts'
import { type Finding, finding } from '../../../kernel/finding.ts'
import { dayAt, type Moment } from '../../../kernel/moment.ts'
import type { Cycle } from '../schema.ts'

type Windows = Pick<Cycle, 'interviews' | 'societyInterviews' | 'zone'>
const WHOSE = { interviews: 'of the programme', societyInterviews: 'of the society' } as const

/** The days that lie in both; a window that nobody has set leaves every day open. Null: none. */
export function interviewDays(
  cycle: Pick<Windows, 'interviews' | 'societyInterviews'>,
): { from: Day | null; to: Day | null } | null {
  const both = [cycle.interviews, cycle.societyInterviews].flatMap((span) => span ?? [])
  const from =
    both
      .map((span) => span.from)
      .sort()
      .at(-1) ?? null
  const to = both.map((span) => span.to).sort()[0] ?? null
  return from !== null && to !== null && from > to ? null : { from, to }
}

/** Empty when nothing is against it; `on` is a day in the zone of the cycle. */
export function judgeInterviewDay(cycle: Windows, on: Day): Finding[] {
  return (['interviews', 'societyInterviews'] as const).flatMap((which) => {
    const window = cycle[which]
    if (!window || (window.from <= on && on <= window.to)) return []
    const { from, to } = window
    const days = `${sayDay(from, { year: true })} to ${sayDay(to, { year: true })}`
    return [
      finding(
        'recruitment.window',
        `${sayDay(on, { year: true, weekday: true })} is outside of the interviews ${WHOSE[which]}: ${days}.`,
        { can: 'Choose a day within, or change the window under the cycle.' },
      ),
    ]
  })
}

/** Of an interview from one moment to another: both of its days are judged. */
export function judgeSlot(cycle: Windows, slot: { from: Moment; to: Moment }): Finding[] {
  const days = new Set([dayAt(slot.from, cycle.zone), dayAt(slot.to, cycle.zone)])
  return [...days].flatMap((on) => judgeInterviewDay(cycle, on))
}
