// Where is recorded what this person has learned, for those who plan a programme in which they train?
import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../people/pages/session.ts'
import { planningRoles } from '../../people/schema.ts'
import { programmeQuery } from '../../programme/pages/queries.ts'

export function CompetencyLink({ person }: { person: string }) {
  const me = useMe().person
  const planned = [
    ...new Set(
      me?.roles
        .filter(({ role }) => planningRoles.includes(role))
        .map(({ programme }) => programme),
    ),
  ]
  const views = useQueries({ queries: planned.map((programme) => programmeQuery(programme)) })
  const own = me?.roles.find(({ role }) => me.id === person && role === 'trainee')?.programme
  const programme =
    own ??
    views.find(({ data }) =>
      data?.people.some(({ id, role }) => id === person && role.role === 'trainee'),
    )?.data?.id
  if (!programme) return null
  return (
    <Button
      variant="default"
      renderRoot={(rest) => (
        <Link
          to="/programmes/$id/competencies"
          params={{ id: programme }}
          hash={`person-${person}`}
          {...rest}
        />
      )}
    >
      Competencies
    </Button>
  )
}
