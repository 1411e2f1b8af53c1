// What would the rules about hours find if planned calls were published?
import { addDays, dayNumber } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import { bindPack, judgePerson, packs } from '../hours/index.ts'
import type { Verdict } from '../hours/schema.ts'
import type { CallPerson } from './asked.ts'
import type { CallFacts, Foreseen } from './schema.ts'
import { type PlannedCall, plannedTimeline } from './timeline.ts'

/** Averages look at four weeks, so that much around the range is judged with it. */
const AROUND = 28

const [usual] = packs
const bound = usual ? bindPack(usual) : undefined

type About = {
  span: Span
  zone: string
  people: readonly CallPerson[]
  kinds: ReadonlyMap<string, CallFacts>
  holidays: Parameters<typeof plannedTimeline>[2]['holidays']
  /** All published calls, and all that there would be. */
  before: readonly (PlannedCall & { person: string })[]
  after: readonly (PlannedCall & { person: string })[]
}

const keyOf = ({ rule, window, says }: Verdict) => `${rule} ${window?.from} ${says}`

/** Those that are new first; of the range and the weeks around it. */
export function foreseenIn(about: About): Foreseen[] {
  if (!bound?.ok) return []
  const span = { from: addDays(about.span.from, -AROUND), to: addDays(about.span.to, AROUND) }
  const brokenOf = (person: CallPerson, calls: About['before']) =>
    judgePerson(
      plannedTimeline(
        {
          ...{ person: person.id, name: person.name, zone: about.zone },
          ...{ rotations: person.rotations, leave: person.leave },
          calls: calls.filter((call) => call.person === person.id),
        },
        span,
        about,
      ),
      bound.value,
    ).filter(({ state, window }) => state === 'broken' && meets(window, about.span))
  return about.people
    .flatMap((person) => {
      const after = brokenOf(person, about.after)
      if (after.length === 0) return []
      const old = new Set(brokenOf(person, about.before).map(keyOf))
      return after.map((verdict) => say(person, verdict, old.has(keyOf(verdict))))
    })
    .sort(
      (one, other) =>
        Number(one.isOld) - Number(other.isOld) ||
        Number(other.level === 'core') - Number(one.level === 'core') ||
        ((one.on ?? '') < (other.on ?? '') ? -1 : 1),
    )
}

const meets = (window: Verdict['window'], { from, to }: Span): boolean =>
  window === null ||
  (dayNumber(window.from) <= dayNumber(to) && dayNumber(window.to) >= dayNumber(from))

function say({ id, name }: CallPerson, verdict: Verdict, isOld: boolean): Foreseen {
  const { window, says, rule, clause, level, measured, limit, unit } = verdict
  return {
    ...{ person: id, name, on: window?.from ?? null, says, rule, clause, level },
    ...{ measured, limit, unit, isOld },
  }
}
