// Allotting takes seconds, in which the server has other people to answer: a thread of its own.
import { finding, type Outcome, refused } from '../../kernel/finding.ts'
import { inThread } from '../../platform/thread.ts'
import { allocate, compare } from '../allocation/index.ts'
import {
  type Allocation,
  type MarketData,
  type Mechanism,
  mechanisms,
} from '../allocation/schema.ts'

/** `mechanism`: that one alone; without it all of them side by side. */
export type Asked = { market: MarketData; seed: string; mechanism?: Mechanism }
type Compared = ReturnType<typeof compare>

/** What is done in the thread, and right here where there is none. */
export const answerAsked = ({ market, seed, mechanism }: Asked) =>
  mechanism ? allocate(market, mechanism, seed) : compare(market, mechanisms, seed)

const LIMITS = { seconds: 60, megabytes: 1_024 }

async function ask<T>(asked: Asked, entry: URL | undefined): Promise<Outcome<T>> {
  if (!entry) return answerAsked(asked) as Outcome<T>
  const done = await inThread<Outcome<T>>(entry, asked, LIMITS)
  if (done.ok) return done.value
  return refused(
    finding('electives.size', `The wishes could not be allotted: ${done.why}.`, {
      can: 'Use longer periods, or ask for fewer wishes.',
    }),
  )
}

export const compareApart = (asked: Omit<Asked, 'mechanism'>, entry: URL | undefined) =>
  ask<Extract<Compared, { ok: true }>['value']>(asked, entry)

export const allocateApart = (asked: Required<Asked>, entry: URL | undefined) =>
  ask<Allocation>(asked, entry)
