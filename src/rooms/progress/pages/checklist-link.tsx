// Where is the checklist of this person, for whoever may see it?
import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useMe } from '../../people/pages/session.ts'
import { planningRoles } from '../../people/schema.ts'
import { programmeQuery } from '../../programme/pages/queries.ts'

/** For trainees themselves, and for who plans a programme in which this person trains. */
export function ChecklistLink({ person }: { person: string }) {
  const me = useMe().person
  const planned = new Set(
    me?.roles.filter(({ role }) => planningRoles.includes(role)).map(({ programme }) => programme),
  )
  const views = useQueries({
    queries: me?.id === person ? [] : [...planned].map((programme) => programmeQuery(programme)),
  })
  const trains =
    me?.id === person
      ? me.roles.some(({ role }) => role === 'trainee')
      : views.some(({ data }) =>
          data?.people.some(({ id, role }) => id === person && role.role === 'trainee'),
        )
  if (!trains) return null
  return (
    <Button
      variant="default"
      renderRoot={(rest) => <Link to="/people/$id/checklist" params={{ id: person }} {...rest} />}
    >
      Checklist
    </Button>
  )
}

/** For trainees, on their first page. */
export function OwnChecklist() {
  const { person } = useMe()
  if (!person?.roles.some(({ role }) => role === 'trainee')) return null
  return (
    <p>
      <Button
        variant="default"
        leftSection={<ListChecks size={15} aria-hidden />}
        renderRoot={(rest) => (
          <Link to="/people/$id/checklist" params={{ id: person.id }} {...rest} />
        )}
      >
        What is left until the end
      </Button>
    </p>
  )
}
