// Does leave wait for me to decide, and where do I ask for mine? For one's first page.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { Palmtree } from 'lucide-react'
import { sayCount } from '../../../kernel/finding.ts'
import { waitingQuery } from './queries.ts'

export function LeaveToDecide() {
  const { data } = useQuery(waitingQuery)
  if (!data) return null
  return (
    <>
      {data.items.length > 0 && (
        <section aria-label="Leave">
          <h2 className="section-title">Leave</h2>
          <ul className="rows">
            {data.items.map(({ programme, name, asked, clean }) => (
              <li key={programme} className="attention">
                <Link to="/programmes/$id/leave" params={{ id: programme }}>
                  <Attention
                    title={name}
                    says={
                      <>
                        {sayCount(asked, 'request')}, {clean} clean
                      </>
                    }
                    tone="warning"
                  />
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
            leftSection={<Palmtree size={15} aria-hidden />}
            renderRoot={(rest) => (
              <Link to="/programmes/$id/leave/mine" params={{ id }} {...rest} />
            )}
          >
            My leave
          </Button>
        </p>
      ))}
    </>
  )
}
