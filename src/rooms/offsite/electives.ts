// Which electives does a programme have, and from when to when does somebody train there?
import type { Day } from '../../kernel/day.ts'
import type { Span } from '../../kernel/span.ts'
import type { Tx } from '../../platform/database.ts'
import { findCatalogueOn } from '../catalogue/index.ts'
import type { Elective } from '../catalogue/schema.ts'
import type { Person } from '../people/schema.ts'

export async function findElectives(
  tx: Tx,
  programme: string,
  day: Day,
): Promise<{ electives: Elective[]; names: Map<string, string> }> {
  const { electives } = (await findCatalogueOn(tx, programme, day)).catalogue
  return { electives, names: new Map(electives.map(({ id, name }) => [id, name])) }
}

/** All of the training in the programme that is not over; null = no trainee there. */
export function trainingOf(person: Person, programme: string, today: Day): Span | null {
  const roles = person.roles.filter(
    (role) =>
      role.programme === programme &&
      role.role === 'trainee' &&
      (role.to === null || role.to >= today),
  )
  if (roles.length === 0) return null
  const starts = person.roles
    .filter((role) => role.programme === programme && role.role === 'trainee')
    .map(({ from }) => from ?? ('1900-01-01' as Day))
  const ends = roles.map(({ to }) => to ?? ('9999-12-31' as Day))
  return {
    from: starts.reduce((one, other) => (one < other ? one : other)),
    to: ends.reduce((one, other) => (one > other ? one : other)),
  }
}
