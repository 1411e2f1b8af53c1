// Where can one go from a programme: its years, its board, its electives, its class?
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../people/pages/session.ts'
import { isAllowed } from '../../people/policy.ts'
import type { ProgrammeView } from '../schema.ts'

/** Who may not plan sees no way to what is for planners. */
export function Ways({ data }: { data: ProgrammeView }) {
  const { person, today } = useMe()
  const plans = person !== null && isAllowed(person, 'planner', today, data.id)
  const recruits = person !== null && isAllowed(person, 'recruiter', today, data.id)
  const offers = data.electives.length > 0
  const params = { id: data.id }
  const ways = [
    { to: '/programmes/$id/board', says: 'Who is on', isThere: true },
    { to: '/programmes/$id/call', says: 'Call', isThere: true },
    { to: '/programmes/$id/leave/mine', says: 'Leave', isThere: true },
    { to: '/programmes/$id/conferences', says: 'Conferences', isThere: true },
    { to: '/programmes/$id/hours', says: 'Hours', isThere: plans },
    { to: '/programmes/$id/class', says: 'The class', isThere: plans },
    { to: '/programmes/$id/study-plans', says: 'Plans of the year', isThere: plans && offers },
    { to: '/programmes/$id/catalogue', says: 'Catalogue of electives', isThere: true },
    { to: '/programmes/$id/choices', says: 'Choosing electives', isThere: offers },
    { to: '/programmes/$id/stays', says: 'Stays elsewhere', isThere: offers },
    { to: '/programmes/$id/recruitment', says: 'Recruitment', isThere: recruits },
    { to: '/programmes/$id/internal-match', says: 'Match of the house', isThere: recruits },
  ] as const
  return (
    <>
      {data.plans.map((plan) => (
        <Button
          key={plan.id}
          variant="default"
          renderRoot={(rest) => <Link to="/plans/$id" params={{ id: plan.id }} {...rest} />}
        >
          {plan.title}
        </Button>
      ))}
      {ways
        .filter(({ isThere }) => isThere)
        .map(({ to, says }) => (
          <Button
            key={to}
            variant="default"
            renderRoot={(rest) => <Link to={to} params={params} {...rest} />}
          >
            {says}
          </Button>
        ))}
    </>
  )
}
