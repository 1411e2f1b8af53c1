// What must happen? Written from the threat model, row by row, without a look at how the guard decides.
import type { Access } from '../src/platform/contract.ts'
import { canary, FIRST_HOUSE, HOUSES, type House, personOf, type Principal } from './estate.ts'

/** Of whom is the thing that the address names? */
export const OWNERS = [
  'own',
  'same-programme',
  'other-programme',
  'other-house',
  'nowhere',
] as const
export type Owner = (typeof OWNERS)[number]

const PLANNERS = ['coordinator', 'chief', 'associate-director', 'director']
const OFFICE = ['coordinator', 'associate-director', 'director']
const SELECTORS = [...OFFICE, 'selection-committee']
const OUTSIDERS = ['applicant', 'external']

/** Is this somebody who works or trains in the house at all, today or from some day on? */
function isInside({ role, office, state, of }: Principal): boolean {
  if (state === 'anonymous' || state === 'expired' || state === 'locked') return false
  if (of === 'other-house') return true
  return office !== undefined || (role !== undefined && !OUTSIDERS.includes(role))
}
const works = (principal: Principal) => isInside(principal) && principal.state !== 'future'

/** May this principal pass the door of a route? The handler may still say that there is no such thing. */
export function mayPass(
  principal: Principal,
  access: Access,
  owner: Owner,
  isOfProgramme: boolean,
  house: House,
) {
  const plans = PLANNERS.includes(principal.role ?? '') && works(principal)
  /** Programmes of the estate in which this principal has a say, seen from the address. */
  const isHere =
    !isOfProgramme ||
    (principal.of === 'other-programme'
      ? owner === 'other-programme'
      : principal.of === 'other-house'
        ? owner === 'other-house'
        : owner === 'own' || owner === 'same-programme')
  const byKey = principal.key !== undefined
  switch (access) {
    case 'anyone':
      return true
    case 'account':
      return !byKey && principal.state !== 'anonymous' && principal.state !== 'locked'
    case 'signed-in':
      return isInside(principal)
    case 'member':
      return works(principal) && principal.role !== undefined && isInside(principal) && isHere
    case 'planner':
      return plans && isHere
    case 'recruiter':
      return OFFICE.includes(principal.role ?? '') && works(principal) && isHere
    case 'selector':
      return SELECTORS.includes(principal.role ?? '') && works(principal) && isHere
    case 'programme-director':
      return principal.role === 'director' && works(principal) && isHere
    case 'applicant':
      // Nobody by a role or an account: these come with a letter of their own.
      return false
    case 'founder':
      return plans || principal.office === 'administrator'
    case 'administrator':
      return !byKey && principal.office === 'administrator'
    case 'auditor':
      return !byKey && principal.office !== undefined
    case 'operator':
      // Of several houses on one server only the first rules the server.
      return !byKey && principal.office === 'administrator' && house === FIRST_HOUSE
  }
}

/** May these words be in an answer to this principal? */
export function maySee(house: House, principal: Principal, word: string): boolean {
  const home: House =
    principal.of === 'other-house' ? (house === 'brigham' ? 'johns-hopkins' : 'brigham') : house
  const me = personOf(home, principal.of === 'other-house' ? 'coordinator' : principal.name)
  if (word === canary.self(me)) return principal.state !== 'anonymous'
  // One's own name is one's own, whoever one is.
  if (word === canary.house(home)) return principal.state !== 'anonymous'
  if (!works(principal)) return false
  if (word.startsWith('Qself')) {
    // Whoever lets people in sees their addresses; whoever keeps the audit sees what was done.
    const isOfHome = word.includes(home.replace(/\W/g, '')) || isTargetOf(word, home)
    const letsIn = PLANNERS.includes(principal.role ?? '') || principal.office !== undefined
    return isOfHome && letsIn
  }
  const { mine, other } = HOUSES[home]
  const programme = principal.of === 'other-programme' ? other : mine
  if (word === canary.file(programme)) return SELECTORS.includes(principal.role ?? '')
  const plans = PLANNERS.includes(principal.role ?? '')
  if (plans && word === canary.plan(programme)) return true
  // The audit of the house names its drafts.
  return principal.office !== undefined && [mine, other].some((id) => word === canary.plan(id))
}

const isTargetOf = (word: string, home: House) =>
  [HOUSES[home].mine, HOUSES[home].other].some((id) => word === canary.self(`${id}-target`))
