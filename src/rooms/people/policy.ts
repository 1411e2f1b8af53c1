// Who may do what? One table: the guard, the menu, the page of rights and the tests read it.
import type { Day } from '../../kernel/day.ts'
import type { Access } from '../../platform/contract.ts'
import {
  type Actor,
  insideRoles,
  type OfficeName,
  type Person,
  planningRoles,
  type RoleName,
  selectingRoles,
} from './schema.ts'

/**
 * `programme`: the role must be held in the programme that the path is about, today.
 * `institution`: in any programme of it; an office always is of the institution.
 */
export type Right = {
  says: string
  within: 'nothing' | 'institution' | 'programme'
  roles: readonly RoleName[]
  offices: readonly OfficeName[]
  /** Besides, one must operate the installation; see `findActor`. */
  operates?: true
}

export const policy: Record<Access, Right> = {
  anyone: {
    says: 'Everybody, signed in or not.',
    within: 'nothing',
    roles: [],
    offices: [],
  },
  account: {
    says: 'Whoever is signed in, for what is their own.',
    within: 'institution',
    roles: [],
    offices: [],
  },
  'signed-in': {
    says: 'Everybody who works or trains in the institution.',
    within: 'institution',
    roles: insideRoles,
    offices: ['administrator', 'dio'],
  },
  member: {
    says: 'Everybody with a role in the programme today.',
    within: 'programme',
    roles: insideRoles,
    offices: [],
  },
  planner: {
    says: 'Coordinators, chiefs, associate directors and directors of the programme.',
    within: 'programme',
    roles: planningRoles,
    offices: [],
  },
  selector: {
    says: 'The selection committee, coordinators, associate directors and directors of the programme.',
    within: 'programme',
    roles: selectingRoles,
    offices: [],
  },
  recruiter: {
    says: 'Coordinators, associate directors and directors of the programme.',
    within: 'programme',
    roles: ['coordinator', 'associate-director', 'director'],
    offices: [],
  },
  'programme-director': {
    says: 'The director of the programme.',
    within: 'programme',
    roles: ['director'],
    offices: [],
  },
  founder: {
    says: 'Administrators, and whoever plans a programme of the institution.',
    within: 'institution',
    roles: planningRoles,
    offices: ['administrator'],
  },
  administrator: {
    says: 'Administrators of the institution.',
    within: 'institution',
    roles: [],
    offices: ['administrator'],
  },
  auditor: {
    says: 'Administrators and the designated institutional official.',
    within: 'institution',
    roles: [],
    offices: ['administrator', 'dio'],
  },
  operator: {
    says: 'Who operates the installation: administrators of the institution that was founded first, or of those the addresses that ISOCENTER_OPERATORS names.',
    within: 'institution',
    roles: [],
    offices: ['administrator'],
    operates: true,
  },
  applicant: {
    says: 'Whoever applies and came in with a letter to their address, for their own applications; nobody by a role.',
    within: 'nothing',
    roles: [],
    offices: [],
  },
}

type Dated = { from: Day | null; to: Day | null }

/** Both ends count; open ends are open. */
export function isOn(dated: Dated, today: Day): boolean {
  return (dated.from === null || dated.from <= today) && (dated.to === null || today <= dated.to)
}

/**
 * Does the table allow it? `programme`: the one that the path is about, when it is about one.
 * Who will begin in July may look around the institution before; who has left may not.
 */
export function isAllowed(
  person: Pick<Person, 'roles' | 'offices'>,
  access: Access,
  today: Day,
  programme?: string,
): boolean {
  const right = policy[access]
  if (access === 'anyone' || access === 'account') return true
  if (right.within === 'programme')
    return person.roles.some(
      (role) =>
        role.programme === programme && right.roles.includes(role.role) && isOn(role, today),
    )
  const isAhead = (dated: Dated) =>
    access === 'signed-in' && (dated.to === null || today <= dated.to)
  return (
    person.offices.some(
      (held) => right.offices.includes(held.office) && (isOn(held, today) || isAhead(held)),
    ) ||
    person.roles.some(
      (role) => right.roles.includes(role.role) && (isOn(role, today) || isAhead(role)),
    )
  )
}

/**
 * May the actor open this record to an address? Whoever does could open it to their own: so only
 * administrators open one that can do what the actor cannot, or that the actor has no part in.
 */
export function mayInvite(
  actor: Actor,
  person: Pick<Person, 'roles' | 'offices'>,
  today: Day,
): boolean {
  if (mayAct(actor, 'administrator', today)) return true
  const isOver = ({ to }: Dated) => to !== null && to < today
  const plans = (programme: string) => mayAct(actor, 'planner', today, programme)
  const { roles } = person
  return (
    person.offices.every(isOver) &&
    roles.every(
      (held) => isOver(held) || !planningRoles.includes(held.role) || plans(held.programme),
    ) &&
    (roles.length === 0 || roles.some(({ programme }) => plans(programme)))
  )
}

/** The same as `isAllowed` for somebody who acts, on their day; and do they operate the installation? */
export function mayAct(actor: Actor, access: Access, today: Day, programme?: string): boolean {
  if (policy[access].operates && !actor.operates) return false
  return isAllowed(actor.person, access, today, programme)
}
