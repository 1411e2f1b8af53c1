// What is complete, what a score is worth, who reads whom, and who scores harder than the others.
import { type Finding, finding, sayCount } from '../../kernel/finding.ts'
import { judgeMessage } from '../recruitment/rules/conduct.ts'
import {
  type Mark,
  type ReviewSetup,
  type ReviewWords,
  type Scores,
  type VerdictName,
  verdicts,
} from './schema.ts'

/** From 0 (lowest everywhere) to 100 (highest everywhere); null while a criterion is open. */
export function scoreOf(
  { criteria }: Pick<ReviewSetup, 'criteria'>,
  scores: Scores,
): number | null {
  let sum = 0
  for (const { id, most } of criteria) {
    const score = scores[id]
    if (score === undefined || score > most) return null
    sum += (score - 1) / (most - 1)
  }
  return (100 * sum) / criteria.length
}

/** What is lacking before a review is done; empty = it may be. */
export function judgeReview(
  setup: Pick<ReviewSetup, 'criteria'>,
  { scores, recommendation }: ReviewWords,
): Finding[] {
  const found: Finding[] = []
  for (const { id, name, most } of setup.criteria) {
    const score = scores[id]
    if (score === undefined)
      found.push(
        finding('review.score', `${name} is not scored.`, {
          can: `Give 1 to ${most}.`,
          path: `scores.${id}`,
        }),
      )
    else if (score > most)
      found.push(
        finding('review.score', `${name} has ${score}; the highest is ${most}.`, {
          can: `Give 1 to ${most}.`,
          path: `scores.${id}`,
        }),
      )
  }
  for (const id of Object.keys(scores))
    if (!setup.criteria.some((one) => one.id === id))
      found.push(
        finding('review.criterion', `Nothing is scored under “${id}” any more.`, {
          can: 'Load the page anew.',
          path: `scores.${id}`,
        }),
      )
  if (recommendation === null)
    found.push(
      finding('review.recommendation', 'There is no recommendation yet.', {
        can: 'Press 1 to 4.',
        path: 'recommendation',
      }),
    )
  return found
}

export function judgeSetup({ criteria, templates }: ReviewSetup): Finding[] {
  const seen = new Set<string>()
  const letters = verdicts.flatMap((name) =>
    judgeMessage(templates[name]).map((one) => ({ ...one, path: `templates.${name}` })),
  )
  const twice = criteria.flatMap(({ id, name }, nth) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    return [
      finding('review.setup', `“${name}” is there twice.`, {
        can: 'Give it another name.',
        path: `criteria.${nth}`,
      }),
    ]
  })
  return [...twice, ...letters]
}

export type Scored = { application: string; reviewer: string; score: number }

/**
 * What an application would have, had everybody scored alike. A score is taken as the worth of the
 * application and what is peculiar to the reviewer, and both are found by turns (least squares). Who
 * has scored little is drawn towards no peculiarity, as if one more had been scored like the others.
 * Where reviewers share no application nothing can be compared, and nothing is adjusted.
 */
export function calibrate(scored: readonly Scored[]): {
  worth: Map<string, number>
  leniency: Map<string, number>
} {
  const byReviewer = grouped(scored, ({ reviewer }) => reviewer)
  const byApplication = grouped(scored, ({ application }) => application)
  const leniency = new Map([...byReviewer.keys()].map((id) => [id, 0]))
  const worth = new Map<string, number>()
  const settle = () => {
    for (const [id, some] of byApplication)
      worth.set(id, meanOf(some.map(({ score, reviewer }) => score - leniency.get(reviewer)!))!)
  }
  settle()
  for (let round = 0; round < ROUNDS; round++) {
    for (const [id, some] of byReviewer) {
      // What nobody else has read says nothing about the reviewer.
      const shared = some.filter(({ application }) => byApplication.get(application)!.length > 1)
      const off = shared.reduce((sum, one) => sum + one.score - worth.get(one.application)!, 0)
      leniency.set(id, shared.length === 0 ? 0 : off / (shared.length + DRAWN))
    }
    const middle = meanOf([...leniency.values()]) ?? 0
    for (const [id, value] of leniency) leniency.set(id, value - middle)
    settle()
  }
  return { worth, leniency }
}
const ROUNDS = 60
const DRAWN = 1

/** A key's things together, in their order. */
export function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const group = groups.get(keyOf(thing))
    if (group) group.push(thing)
    else groups.set(keyOf(thing), [thing])
  }
  return groups
}

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

export function deviationOf(values: readonly number[]): number | null {
  const mean = meanOf(values)
  if (mean === null || values.length < 2) return null
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1))
}

export function markOf(scores: readonly number[], adjusted: number | undefined): Mark {
  return {
    reviews: scores.length,
    mean: meanOf(scores),
    adjusted: adjusted ?? null,
    spread: scores.length < 2 ? null : Math.max(...scores) - Math.min(...scores),
  }
}

/** Two who read the same and want what is at least two steps apart should talk. */
export function disagree(recommendations: readonly VerdictName[]): boolean {
  const strict: Record<VerdictName, number> = { interview: 0, waitlist: 1, hold: 1, reject: 2 }
  const steps = recommendations.map((one) => strict[one])
  return steps.length > 1 && Math.max(...steps) - Math.min(...steps) >= 2
}

export type Load = { reviewer: string; has: number }
export type Wish = { application: string; reviewers: readonly string[] }
export type Shared = {
  pairs: { application: string; reviewer: string }[]
  /** Applications that stay with fewer reviewers than wanted, and how many are lacking. */
  short: { application: string; lacking: number }[]
}

/**
 * Gives each application `each` reviewers who do not have it yet and have no conflict, the least
 * burdened first, so that loads stay as equal as they can be where nothing forbids it.
 */
export function share(
  wishes: readonly Wish[],
  loads: readonly Load[],
  each: number,
  forbids: (application: string, reviewer: string) => boolean,
): Shared {
  const burden = new Map(loads.map(({ reviewer, has }) => [reviewer, has]))
  const outcome: Shared = { pairs: [], short: [] }
  const free = ({ application, reviewers }: Wish) =>
    [...burden.keys()].filter((one) => !reviewers.includes(one) && !forbids(application, one))
  // Those with the least choice first: they would be left over.
  const order = wishes
    .map((wish) => ({ wish, choice: free(wish).length }))
    .sort((one, other) => one.choice - other.choice)
  for (const { wish } of order) {
    const { application, reviewers } = wish
    const wanted = Math.max(0, each - reviewers.length)
    const chosen = free(wish)
      .sort((one, other) => burden.get(one)! - burden.get(other)! || (one < other ? -1 : 1))
      .slice(0, wanted)
    for (const reviewer of chosen) {
      burden.set(reviewer, burden.get(reviewer)! + 1)
      outcome.pairs.push({ application, reviewer })
    }
    if (chosen.length < wanted) outcome.short.push({ application, lacking: wanted - chosen.length })
  }
  return outcome
}

export const sayShort = (short: Shared['short']): string =>
  `${sayCount(short.length, 'application')} ${short.length === 1 ? 'has' : 'have'} fewer reviewers than wanted: nobody else is free of a conflict.`

/** Words in braces are put in; others stay as they are. */
export function fillIn(text: string, words: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(words, word) ? words[word]! : whole,
  )
}
