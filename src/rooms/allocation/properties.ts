// What does a mechanism promise in this market, and where it does not, what can go wrong?
import { type Counterexample, findCounterexample } from './counterexamples.ts'
import type { Market } from './market.ts'
import { type Claim, type Mechanism, properties, type Property } from './schema.ts'
import { findShape, isUnit, type Shape } from './shape.ts'

export type PropertyClaim = Claim & { counterexample?: Counterexample }

type Answer = Pick<Claim, 'holds' | 'says'>

const holds = (says: string): Answer => ({ holds: 'holds', says })
const not = (says: string): Answer => ({ holds: 'not', says })
const condition = (says: string): Answer => ({ holds: 'with-condition', says })

/**
 * Each property with a sentence for everybody. `holds` is a theorem for all markets of this shape
 * (proofs in docs/allocation.md; tests look for a market that refutes it). Where it does not hold,
 * a counterexample of the shape at hand is given when one is known.
 * `cut`: sets of wishes that were given up unfinished in a run (`Effort`); 0 before a run.
 */
export function propertiesOf(market: Market, mechanism: Mechanism, cut = 0): PropertyClaim[] {
  const shape = findShape(market)
  const kind = isUnit(shape) ? 'unit' : 'many'
  return properties.map((property) => {
    const answer = weaken(answers[property](mechanism, shape), cut)
    const found =
      answer.holds === 'holds' ? undefined : findCounterexample(mechanism, property, kind)
    return { property, ...answer, ...(found ? { counterexample: found } : {}) }
  })
}

function weaken(answer: Answer, cut: number): Answer {
  if (cut === 0 || answer.holds !== 'holds') return answer
  return condition(
    `${answer.says} For ${cut} sets of wishes it took too long to find out whether they fit into one calendar, and they were passed over; only there it may fail.`,
  )
}

const LIST = 'People compare what they get by the dearest wish in which it differs.'

const answers: Record<Property, (mechanism: Mechanism, shape: Shape) => Answer> = {
  'strategy-proof': sayStrategy,
  'no-justified-envy': sayEnvy,
  'pareto-efficient': sayEfficient,
  'fair-to-the-worst-off': sayFair,
}

/** Rounds of one place each are turns: with one place each they are serial dictatorship. */
const isSerial = (mechanism: Mechanism, { single }: Shape) =>
  mechanism === 'serial-dictatorship' || (mechanism === 'rounds' && single)

function sayStrategy(mechanism: Mechanism, shape: Shape): Answer {
  if (isSerial(mechanism, shape))
    return holds(
      `Nobody can get anything better by another list than by their true one: at your turn you get the best that is left by your list, and the order is drawn without it. ${LIST}`,
    )
  if (mechanism === 'deferred-acceptance' && isUnit(shape))
    return holds(
      'Nobody can get anything better by another list than by their true one: asking for a dearer place first never costs you a later one.',
    )
  return not(LYING[mechanism])
}

const LYING: Record<Mechanism, string> = {
  'deferred-acceptance':
    'With several places each, or stays that overlap in part, a list other than the true one can sometimes get more.',
  'rank-maximal':
    'It can pay to leave out wishes or to put one higher than it is: whoever can be served by a later wish is made to give way.',
  leximin:
    'It can pay to hide wishes: who would be badly off otherwise is helped, and a short list makes one look badly off.',
  rounds:
    'It can pay to put a popular elective higher than it is, because what nobody else wants can wait for a later round.',
  'serial-dictatorship': 'It can pay to lie.',
}

function sayEnvy(mechanism: Mechanism, shape: Shape): Answer {
  if (shape.equal)
    return holds('No service prefers anybody, so nobody is passed over against its wish.')
  if (mechanism === 'deferred-acceptance' && isUnit(shape))
    return holds(
      'Whoever would rather have a place of somebody else is not in an earlier tier of that service.',
    )
  return mechanism === 'deferred-acceptance'
    ? not(
        'Services choose by their tiers, but with several places each, or stays that overlap in part, somebody may still be passed over. The certificate counts how often it happened.',
      )
    : not(
        'The tiers of the services are not looked at: somebody may miss a place that went to a person whom the service wants less.',
      )
}

function sayEfficient(mechanism: Mechanism, shape: Shape): Answer {
  const best = 'No exchange afterwards could help somebody and hurt nobody.'
  const unit = isUnit(shape)
  if (mechanism === 'deferred-acceptance')
    return unit && shape.equal && shape.pinned
      ? holds(`${best} (Without tiers this is serial dictatorship.)`)
      : not(
          'Exchanges may be left that help some and hurt nobody; the market for trades finds them.',
        )
  if (unit) return holds(best)
  if (shape.pinned && mechanism !== 'leximin')
    return holds(`${best} (Every wish names its periods.)`)
  return mechanism === 'leximin'
    ? not(
        'Nobody could do better with what nobody holds, but exchanges may be left that help some and hurt nobody; the market for trades finds them.',
      )
    : not(
        'Somebody who can have an elective in several periods may be put where another could only have been; such exchanges may be left, and the market for trades finds them.',
      )
}

function sayFair(mechanism: Mechanism, shape: Shape): Answer {
  if (mechanism !== 'leximin')
    return not('Whoever is worst off may be worse off than necessary: nobody looks after them.')
  if (isUnit(shape))
    return holds(
      'Whoever is worst off is as well off as possible; among all such results the second worst is, and so on.',
    )
  return condition(
    'Whoever is worst off is helped as far as was found; the bound in the certificate says how much better it could be at most.',
  )
}
