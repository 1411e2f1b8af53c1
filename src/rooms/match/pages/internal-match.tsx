// A match of the house: people rank positions, positions rank people; stable, verified, and no official one.
import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Page, Section } from '../../people/pages/frame.tsx'
import { meQuery } from '../../people/pages/session.ts'
import { type InternalMatch, matchContract as contract } from '../contract.ts'
import './internal-match.css'

const EXAMPLE = {
  people: 'Ada: Chief, Education\nBen: Chief\nCem: Education, Chief',
  positions: 'Chief (2): Ben, Ada, Cem\nEducation (1): Cem, Ada',
}

export function InternalMatchPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const me = useQuery(meQuery)
  const [title, setTitle] = useState('')
  const [people, setPeople] = useState('')
  const [positions, setPositions] = useState('')
  const match = useMutation({
    mutationFn: () =>
      call(contract.internal, { params: { id }, body: { title, people, positions } }),
  })
  const programme = me.data?.person?.roles.find((role) => role.programme === id)?.programmeName
  return (
    <Page title="A match of the house" beside={<span className="subtle">{programme}</span>}>
      <p className="subtle">
        For chiefs, tracks and other positions of your own. Everybody ranks what they would take,
        each position ranks whom it would have; what comes out is best for the people among all
        results to which nobody can object. It is never the official match, and nothing of it is
        kept here.
      </p>
      <form
        className="internal-form"
        onSubmit={(event) => {
          event.preventDefault()
          match.mutate()
        }}
      >
        <TextInput
          label="What it is about"
          placeholder="Chiefs of next year"
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className="internal-sides">
          <Textarea
            label="People"
            description="A line each: name, colon, positions, the dearest first."
            placeholder={EXAMPLE.people}
            value={people}
            autosize
            minRows={6}
            maxRows={20}
            onChange={(event) => setPeople(event.currentTarget.value)}
          />
          <Textarea
            label="Positions"
            description="A line each: name (places), colon, people, the dearest first."
            placeholder={EXAMPLE.positions}
            value={positions}
            autosize
            minRows={6}
            maxRows={20}
            onChange={(event) => setPositions(event.currentTarget.value)}
          />
        </div>
        <Findings findings={match.error ? findingsOf(match.error) : []} />
        <div className="internal-acts">
          <Button type="submit" loading={match.isPending} disabled={!people || !positions}>
            Match
          </Button>
          {people === '' && positions === '' && (
            <Button
              variant="default"
              onClick={() => {
                setPeople(EXAMPLE.people)
                setPositions(EXAMPLE.positions)
              }}
            >
              Begin with an example
            </Button>
          )}
        </div>
      </form>
      {match.data ? (
        <Result view={match.data} />
      ) : (
        <Empty says="Who gets which position stands here, with what the verifier says of it." />
      )}
    </Page>
  )
}

function Result({ view }: { view: InternalMatch }) {
  const { market, result, verdict } = view
  const placeOf = new Map(result.places.map((place) => [place.applicant, place]))
  const nameOf = new Map(market.programmes.map(({ id, name }) => [id, name ?? id]))
  const file = (name: string, data: object) => ({
    download: name,
    href: `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(data, null, 2))}`,
  })
  return (
    <Section title={market.title || 'Result'}>
      <p>
        <span className="chip" data-tone={verdict.length === 0 ? 'success' : 'danger'}>
          {verdict.length === 0 ? 'stable' : 'not stable'}
        </span>{' '}
        {verdict.length === 0
          ? 'Verified apart: there are no two who would both rather have each other.'
          : verdict.join(' ')}{' '}
        An internal match; this is not the official match.
      </p>
      <ul className="rows internal-rows">
        {market.applicants.map(({ id, name, list }) => {
          const place = placeOf.get(id)
          return (
            <li key={id}>
              <strong>{name}</strong>
              <span>
                {place ? (
                  <>
                    {nameOf.get(place.programme)}{' '}
                    <span className="small subtle">
                      choice {place.rank} of {list.length}
                    </span>
                  </>
                ) : (
                  <span className="subtle">
                    {list.length === 0 ? 'ranks nothing' : 'no position'}
                  </span>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      <p className="small subtle">
        {market.programmes
          .map(({ id, name, quota }) => {
            const filled = result.places.filter(({ programme }) => programme === id).length
            return `${name}: ${filled} of ${sayCount(quota, 'place')}`
          })
          .join(' · ')}
      </p>
      <p className="internal-acts">
        <a {...file('market.json', market)}>Save what was ranked</a>
        <a {...file('result.json', result)}>Save the result</a>
        <span className="small subtle">
          Anybody can look it over again:{' '}
          <code>isocenter verify-match market.json result.json</code>
        </span>
      </p>
    </Section>
  )
}
