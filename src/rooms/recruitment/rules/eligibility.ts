// May this person apply, by what they say of themselves; and what has somebody decided about it?
import type { ApplicationForm, EligibilityRule } from '../schema.ts'

export const verdicts = ['eligible', 'unclear', 'ineligible'] as const
export type Verdict = (typeof verdicts)[number]
/** `evidence`: what it rests on, for the eye beside it. */
export type Judged = { verdict: Verdict; evidence: string }

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

/** From the form alone; a person may decide otherwise, with a reason. */
export function judgeEligibility(rule: EligibilityRule, form: ApplicationForm): Judged {
  if (rule.kind === 'board') {
    const { board, boardMonth } = form
    if (board === '') return { verdict: 'unclear', evidence: 'Not answered.' }
    if (board === 'neither')
      return { verdict: 'ineligible', evidence: `Neither certified nor qualified in ${rule.of}.` }
    const since = boardMonth ? ` (${boardMonth})` : ''
    return { verdict: 'eligible', evidence: `Says: ${board} in ${rule.of}${since}.` }
  }
  if (rule.kind === 'licence') {
    const held = form.licences.find(({ state }) => same(state, rule.of))
    if (held) {
      const until = held.until ? ` until ${held.until}` : ''
      return { verdict: 'eligible', evidence: `Holds one of ${rule.of}${until}.` }
    }
  }
  const { says, note } = form.answers[rule.id] ?? { says: '' as const, note: '' }
  const words = note ? ` “${note}”` : ''
  if (says === '') return { verdict: 'unclear', evidence: `Not answered.${words}` }
  return { verdict: says === 'yes' ? 'eligible' : 'ineligible', evidence: `Says ${says}.${words}` }
}

/** The worst of several: one that is unclear leaves the whole unclear. */
export function overallOf(each: readonly Verdict[]): Verdict {
  if (each.includes('ineligible')) return 'ineligible'
  return each.includes('unclear') ? 'unclear' : 'eligible'
}
