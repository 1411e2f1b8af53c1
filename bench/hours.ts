// How long does a verdict about the hours of a department take: 60 people, three years?
import { addDays, day } from '../src/kernel/day.ts'
import { bindPack, judgeTimeline, packs, sortVerdicts } from '../src/rooms/hours/index.ts'
import { type IntervalData, type Timeline, timelineSchema } from '../src/rooms/hours/schema.ts'
import { median, type Row } from './table.ts'

const FIRST = day('2026-07-06')
const BLOCKS = 39
const REPEATS = 5

/** Workdays, a night of call each sixth day, home call each fourth; 28-day rotations, some leave. */
function invent(people: number): Timeline {
  return timelineSchema.parse({
    ...{ format: 'isocenter.timeline', version: 1 },
    people: Array.from({ length: people }, (_, nth) => {
      const intervals: IntervalData[] = []
      const put = (kind: IntervalData['kind'], at: number, from: string, to: string, next = 0) =>
        intervals.push({
          ...{ id: `${kind}-${at}`, kind },
          ...{ start: `${addDays(FIRST, at)}T${from}`, end: `${addDays(FIRST, at + next)}T${to}` },
        })
      for (let at = 0; at < BLOCKS * 28; at++) {
        const isWeekend = at % 7 > 4
        if (!isWeekend) put('clinical', at, '07:30', '17:30')
        if (!isWeekend && at % 5 === 2) put('education', at, '12:00', '13:00')
        if ((at + nth) % 6 === 0) put('in-house-call', at, '17:30', '07:30', 1)
        if ((at + nth) % 4 === 1) put('home-call', at, '18:00', '06:00', 1)
      }
      return {
        ...{ id: `p${nth}`, zone: 'America/New_York', year: 3, intervals },
        rotations: Array.from({ length: BLOCKS }, (__, block) => ({
          id: `r${block}`,
          from: addDays(FIRST, block * 28),
          to: addDays(FIRST, block * 28 + 27),
        })),
        leave: [0, 13, 26].map((block) => ({
          from: addDays(FIRST, (block + (nth % 9)) * 28 + 7),
          to: addDays(FIRST, (block + (nth % 9)) * 28 + 13),
        })),
      }
    }),
  })
}

export function benchHours(): Row[] {
  const bound = bindPack(packs[0]!)
  if (!bound.ok) throw new Error('The pack that comes with the program is not right.')
  return [1, 60].map((people) => {
    const timeline = invent(people)
    const seconds: number[] = []
    let verdicts = judgeTimeline(timeline, bound.value)
    for (let nth = 0; nth < REPEATS; nth++) {
      const begun = process.cpuUsage()
      verdicts = judgeTimeline(timeline, bound.value)
      const { user, system } = process.cpuUsage(begun)
      seconds.push((user + system) / 1e6)
    }
    return {
      people,
      intervals: timeline.people.reduce((sum, one) => sum + one.intervals.length, 0),
      verdicts: verdicts.length,
      violations: sortVerdicts(verdicts).violations.length,
      'CPU seconds, median': median(seconds).toFixed(3),
      target: people === 60 ? '< 1' : '',
    }
  })
}
