// Who may apply for a pathway, who may be admitted, and which curriculum binds whom?
import { type Day } from '../../kernel/day.ts'
import { type Finding, finding, sayCount, sayList } from '../../kernel/finding.ts'
import type { Curriculum, MemberState, Pathway } from './schema.ts'

/** The newest that was there when the training began; else the oldest there is. */
export function versionFor(curricula: readonly Curriculum[], began: Day): Curriculum | undefined {
  const ordered = [...curricula].sort((one, other) => (one.since < other.since ? -1 : 1))
  return ordered.filter(({ since }) => since <= began).at(-1) ?? ordered[0]
}

export function checkApplication(
  pathway: Pathway,
  applicant: { name: string; level: string | null; states: readonly MemberState[] },
): Finding[] {
  const found: Finding[] = []
  if (applicant.states.some((state) => ['applied', 'approved', 'completed'].includes(state)))
    found.push(
      finding('progress.twice', `${applicant.name} has applied for ${pathway.name} already.`, {
        can: 'Withdraw it first, or wait for the decision.',
      }),
    )
  if (pathway.levels.length > 0 && !pathway.levels.includes(applicant.level ?? ''))
    found.push(
      finding(
        'progress.level',
        `${pathway.name} is for ${sayList(pathway.levels)}; ${applicant.name} is ${applicant.level ?? 'at no level today'}.`,
        { can: 'Ask the program which way is open at this level.' },
      ),
    )
  return found
}

export function checkApproval(
  pathway: Pathway,
  applicant: { name: string; state: MemberState; inGoodStanding: boolean },
  taken: number,
): Finding[] {
  const found: Finding[] = []
  if (applicant.state !== 'applied')
    found.push(
      finding(
        'progress.state',
        `There is nothing to decide: ${applicant.name} has ${applicant.state}.`,
      ),
    )
  if (pathway.needsGoodStanding && !applicant.inGoodStanding)
    found.push(
      finding(
        'progress.standing',
        `${pathway.name} asks for good standing, and nobody has said so.`,
        {
          can: 'Say that the applicant is in good standing, or decline.',
          path: 'inGoodStanding',
        },
      ),
    )
  if (pathway.capacity !== null && taken >= pathway.capacity)
    found.push(
      finding(
        'progress.capacity',
        `${pathway.name} has ${sayCount(pathway.capacity, 'place')} in a class, and ${taken === 1 ? 'it is' : 'all are'} taken.`,
        { can: 'Decline, or wait until somebody withdraws.' },
      ),
    )
  return found
}

const NEXT: Record<MemberState, readonly MemberState[]> = {
  applied: ['declined', 'withdrawn'],
  approved: ['applied', 'withdrawn', 'completed'],
  declined: ['applied'],
  withdrawn: [],
  completed: ['approved'],
}

/** Steps other than the approval; going back to `applied` or `approved` takes a step back. */
export function checkStep(from: MemberState, to: MemberState): Finding[] {
  if (NEXT[from].includes(to)) return []
  return [finding('progress.state', `What is ${from} cannot become ${to}.`)]
}
