// Who may open whose record, so that nobody invites themselves into more than they have?
import { expect, test } from 'vitest'
import type { Day } from '../../kernel/day.ts'
import { mayInvite } from './policy.ts'
import type { Actor, OfficeName, RoleName } from './schema.ts'

const TODAY = '2026-09-01' as Day
type Held = [programme: string, role: RoleName, to?: string]
const person = (held: Held[], offices: OfficeName[] = []) => ({
  ...{ id: 'mika', given: 'Mika', family: 'Aalto', name: 'Mika Aalto', listName: 'Aalto, Mika' },
  roles: held.map(([programme, role, to]) => ({
    ...{ programme, programmeName: programme, role, title: null, level: null },
    ...{ from: '2025-07-01' as Day, to: (to ?? null) as Day | null },
  })),
  offices: offices.map((office) => ({ office, from: '2025-07-01' as Day, to: null })),
})
const actor = (...of: Parameters<typeof person>): Actor => ({
  institution: { id: 'riverside', name: 'Riverside', timeZone: 'America/Chicago' },
  person: person(...of),
})
const planner = actor([['chest', 'coordinator']])

test.each<[string, boolean, Held[], OfficeName[]]>([
  ['a fellow of the programme', true, [['chest', 'trainee']], []],
  ['its director', true, [['chest', 'director']], []],
  ['somebody who will have a role', true, [], []],
  [
    'who has two programmes',
    true,
    [
      ['chest', 'trainee'],
      ['neuro', 'faculty'],
    ],
    [],
  ],
  [
    'who planned elsewhere once',
    true,
    [
      ['chest', 'faculty'],
      ['neuro', 'chief', '2026-06-30'],
    ],
    [],
  ],
  ['a fellow of another programme', false, [['neuro', 'trainee']], []],
  [
    'the director of another one too',
    false,
    [
      ['chest', 'faculty'],
      ['neuro', 'director'],
    ],
    [],
  ],
  ['an administrator', false, [['chest', 'faculty']], ['administrator']],
  ['the institutional official', false, [], ['dio']],
])('a coordinator and %s: %s', (_, may, held, offices) => {
  expect(mayInvite(planner, person(held, offices), TODAY)).toBe(may)
  expect(mayInvite(actor([], ['administrator']), person(held, offices), TODAY)).toBe(true)
})
