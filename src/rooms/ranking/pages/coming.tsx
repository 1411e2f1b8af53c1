// Somebody who has not begun yet: how much is still to be done before, as a link on their first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { Attention } from '../../people/pages/attention.tsx'
import { useMe } from '../../people/pages/session.ts'
import { ownTasksQuery } from './queries.ts'

export function BeforeYouBegin() {
  const { person, today } = useMe()
  // Nobody else is asked about.
  const isAhead = person?.roles.some(({ from }) => from !== null && from > today) ?? false
  const { data } = useQuery({ ...ownTasksQuery, enabled: isAhead })
  const coming = data?.incoming ?? []
  if (coming.length === 0) return null
  return (
    <ul className="rows">
      {coming.map(({ application, starts, tasks }) => {
        const open = tasks.filter(({ isTheirs, doneOn }) => isTheirs && doneOn === null)
        const due = open.flatMap((task) => task.due ?? []).sort()[0]
        return (
          <li key={application} className="attention">
            <Link to="/onboarding">
              <Attention
                title={`Before you begin on ${sayDay(starts, { year: true })}`}
                says={
                  open.length === 0
                    ? 'Nothing is left for you to do.'
                    : `${sayCount(open.length, 'thing')} to do${due ? `, the next by ${sayDay(due, { year: true })}` : ''}`
                }
                tone={
                  open.length === 0
                    ? undefined
                    : due !== undefined && due < today
                      ? 'danger'
                      : 'warning'
                }
              />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
