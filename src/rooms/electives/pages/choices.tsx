// Which rounds of choosing electives does a programme have?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { useMe } from '../../people/pages/session.ts'
import type { RoundSummary } from '../schema.ts'
import { NewRoundDialog } from './new-round.tsx'
import { plansHere, roundsQuery, STATES, TONES } from './queries.ts'
import './choices.css'

export function ChoicesPage() {
  const { id = '' } = useParams({ strict: false })
  const plans = plansHere(useMe().person, id)
  const { data, error } = useQuery(roundsQuery(id))
  const [making, setMaking] = useState(false)
  if (error)
    return (
      <Page title="Choosing electives" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const create = plans && <Button onClick={() => setMaking(true)}>New round</Button>
  return (
    <Page title="Choosing electives" actions={data.rounds.length > 0 ? create : null} narrow>
      {data.rounds.length === 0 ? (
        <Empty
          says={
            plans
              ? 'No round yet. In a round people rank the electives they would like, and a lottery with stated promises allots them.'
              : 'There is no round now. You will see it here and on your first page when one opens.'
          }
        >
          {create || (
            <Button
              variant="default"
              renderRoot={(rest) => <Link to="/programmes/$id" params={{ id }} {...rest} />}
            >
              See the electives
            </Button>
          )}
        </Empty>
      ) : (
        <ul className="rows">
          {data.rounds.map((round) => (
            <RoundRow key={round.id} round={round} plans={plans} />
          ))}
        </ul>
      )}
      {making && <NewRoundDialog programme={id} close={() => setMaking(false)} />}
    </Page>
  )
}

function RoundRow({ round, plans }: { round: RoundSummary; plans: boolean }) {
  const params = { id: round.programme, round: round.id }
  return (
    <li className="round-row">
      <div className="round-words">
        <strong>{round.title}</strong>
        <span className="small subtle">{round.planTitle}</span>
        <span className="small">
          <RoundState state={round.state} /> {sayTimes(round)}
          {plans && `, ${round.wishing} of ${round.choosers} have wished`}
        </span>
      </div>
      <div className="round-acts">
        {round.isMine && round.state !== 'draft' && (
          <Button
            variant={round.state === 'open' && !plans ? 'filled' : 'default'}
            renderRoot={(rest) => (
              <Link to="/programmes/$id/choices/$round/mine" params={params} {...rest} />
            )}
          >
            {round.state === 'released' ? 'My result' : 'My wishes'}
          </Button>
        )}
        {plans && (
          <Button
            variant="default"
            aria-label={`Look at ${round.title}`}
            renderRoot={(rest) => (
              <Link to="/programmes/$id/choices/$round" params={params} {...rest} />
            )}
          >
            Look
          </Button>
        )}
      </div>
    </li>
  )
}

export const RoundState = ({ state }: { state: RoundSummary['state'] }) => (
  <span className="chip" data-tone={TONES[state]}>
    {STATES[state]}
  </span>
)

export function sayTimes({
  state,
  opensAt,
  closesAt,
}: Pick<RoundSummary, 'state' | 'opensAt' | 'closesAt'>): string {
  if (state === 'draft' || state === 'coming')
    return `opens ${sayMoment(opensAt)}, closes ${sayMoment(closesAt)}`
  return `${state === 'open' ? 'closes' : 'closed'} ${sayMoment(closesAt)}`
}
