// A round as planners see it: how far everybody is, what is wished for, what comes next.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { electivesContract as contract } from '../contract.ts'
import type { RoundView } from '../schema.ts'
import { RoundState, sayTimes } from './choices.tsx'
import { Comparing } from './comparing.tsx'
import { Over } from './exchanges.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import { type At, MECHANISMS, roundQuery, sayRank } from './queries.ts'
import { Result } from './result.tsx'
import './choices.css'

export function RoundPage() {
  const { id = '', round = '' } = useParams({ strict: false })
  const at = { id, round }
  const { data, error } = useQuery(roundQuery(at))
  if (error)
    return (
      <Page title="Choosing electives" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { state } = data.round
  return (
    <Page
      title={data.round.title}
      beside={
        <span className="subtle">
          <RoundState state={state} /> {sayTimes(data.round)}
        </span>
      }
    >
      <Steps view={data} at={at} />
      {data.result && <Result view={data} at={at} />}
      {(state === 'closed' || state === 'allotted') && <Comparing at={at} view={data} />}
      <Over trades={data.exchanges} />
      <People view={data} />
      <Offers view={data} at={at} />
    </Page>
  )
}

/** What is said of it, and what can be done next. */
function Steps({ view, at }: { view: RoundView; at: At }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { round } = view
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['choices'] }),
  })
  const [reminded, setReminded] = useState<number | null>(null)
  const idle = round.choosers - round.wishing
  const params = at
  return (
    <div className="card round-steps">
      <p>
        {round.planTitle}, {sayCount(view.periods.length, 'period')} from{' '}
        {saySpan({ from: view.periods[0]!.from, to: view.periods.at(-1)!.to })}. At most{' '}
        {sayCount(round.mostWishes, 'wish', 'wishes')} and {sayCount(round.places, 'place')} each.{' '}
        {MECHANISMS[round.mechanism]} is announced, with the seed <b>{round.seed}</b>.
      </p>
      <p className="subtle">
        {round.wishing} of {round.choosers} have wished.
        {reminded !== null && ` ${sayCount(reminded, 'person', 'people')} reminded today.`}
      </p>
      <div className="round-acts">
        {round.state === 'draft' && (
          <>
            <Button
              loading={act.isPending}
              onClick={() => act.mutate(() => call(contract.announce, { params }))}
            >
              Announce it
            </Button>
            <Button
              variant="default"
              onClick={() =>
                act.mutate(async () => {
                  await call(contract.remove, { params })
                  await navigate({ to: '/programmes/$id/choices', params: { id: at.id } })
                })
              }
            >
              Throw it away
            </Button>
          </>
        )}
        {round.state === 'open' && (
          <>
            {idle > 0 && (
              <Button
                variant="default"
                loading={act.isPending}
                onClick={() =>
                  act.mutate(async () =>
                    setReminded((await call(contract.remind, { params })).people),
                  )
                }
              >
                Remind {idle}
              </Button>
            )}
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() => act.mutate(() => call(contract.close, { params }))}
            >
              Close it now
            </Button>
          </>
        )}
        {round.isMine && round.state !== 'draft' && (
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link to="/programmes/$id/choices/$round/mine" params={at} {...rest} />
            )}
          >
            My wishes
          </Button>
        )}
      </div>
      <Findings findings={act.error ? findingsOf(act.error) : []} />
    </div>
  )
}

function People({ view }: { view: RoundView }) {
  const names = new Map(view.offers.map(({ id, name }) => [id, name]))
  return (
    <Section title="People" count={view.choosers.length}>
      <ul className="rows">
        {view.choosers.map((chooser) => (
          <li key={chooser.person} className="offer">
            <span className="offer-words">
              <strong>
                {chooser.name} <span className="subtle num">{chooser.number}</span>
              </strong>
              {chooser.wishes.length === 0 ? (
                <span className="small wish-no">No wishes: gets nothing in this round.</span>
              ) : (
                <span className="small">
                  {chooser.wishes.map((id, nth) => `${nth + 1}. ${names.get(id) ?? id}`).join('  ')}
                </span>
              )}
              {chooser.barred.map(({ offer, reason }) => (
                <span key={offer} className="small subtle">
                  Not {names.get(offer) ?? offer}: {reason}
                </span>
              ))}
              {view.result &&
                chooser.places.map((place) => (
                  <span key={place.offer} className="small">
                    Gets <b>{place.name}</b>, {sayRank(place.rank)} wish,{' '}
                    {place.days.map(saySpan).join(', ')}
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Offers({ view, at }: { view: RoundView; at: At }) {
  const [editing, setEditing] = useState<RoundView['offers'][number] | null>(null)
  const hasLast = view.offers.some(({ lastDemand }) => lastDemand !== null)
  return (
    <Section title="Electives" count={view.offers.length}>
      <div className="round-scroll" role="group" aria-label="Electives" tabIndex={0}>
        <table className="round-table">
          <thead>
            <tr>
              <th scope="col">Elective</th>
              <th scope="col">Places</th>
              <th scope="col">Periods</th>
              <th scope="col">Wishes</th>
              <th scope="col">First</th>
              {hasLast && <th scope="col">Last time</th>}
              <th scope="col">
                <span className="vh">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.offers.map((offer) => (
              <tr key={offer.id}>
                <th scope="row">
                  {offer.name}
                  {offer.shut && <span className="small wish-no">{offer.shut.reason}</span>}
                </th>
                <td className="num">{offer.isAlwaysOpen ? 'open' : offer.places}</td>
                <td className="num">{offer.length}</td>
                <td className="num">{offer.demand?.wishes ?? 0}</td>
                <td className="num">{offer.demand?.first ?? 0}</td>
                {hasLast && <td className="num">{offer.lastDemand?.wishes ?? '–'}</td>}
                <td>
                  {view.round.state !== 'released' && (
                    <Button
                      variant="default"
                      aria-label={`Change ${offer.name}`}
                      onClick={() => setEditing(offer)}
                    >
                      Change
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {editing && (
        <OfferDialog at={at} offers={view.offers} offer={editing} close={() => setEditing(null)} />
      )}
    </Section>
  )
}
