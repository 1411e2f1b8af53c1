// Does a trade of calls wait for me, and where are my calls? For one's first page.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { ArrowLeftRight } from 'lucide-react'
import { planningRoles } from '../../people/schema.ts'
import { useMe } from '../../people/pages/session.ts'
import { waitingQuery } from './queries.ts'

export function ToTrade() {
  const me = useMe().person
  const { data } = useQuery(waitingQuery)
  if (!data) return null
  const plans = (programme: string) =>
    me?.roles.some((held) => held.programme === programme && planningRoles.includes(held.role)) ??
    false
  return (
    <>
      {data.items.length > 0 && (
        <section aria-label="Calls to trade">
          <h2 className="section-title">Calls to trade</h2>
          <ul className="rows">
            {data.items.map((item) => (
              <li key={item.trade} className="attention">
                <Link
                  to={
                    item.says.includes('approved') && plans(item.programme)
                      ? '/programmes/$id/trades'
                      : '/programmes/$id/calls'
                  }
                  params={{ id: item.programme }}
                >
                  <Attention title={item.title} says={item.says} tone="warning" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.programmes.map((id) => (
        <p key={id}>
          <Button
            variant="default"
            leftSection={<ArrowLeftRight size={15} aria-hidden />}
            renderRoot={(rest) => <Link to="/programmes/$id/calls" params={{ id }} {...rest} />}
          >
            My calls
          </Button>
        </p>
      ))}
    </>
  )
}
