// What did I get, what can be exchanged, and how can I look it over?
import { Button } from '@mantine/core'
import { saySpan } from '../../../kernel/span.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Mine } from '../schema.ts'
import { Exchanges } from './exchanges.tsx'
import { type At, sayRank } from './queries.ts'

export function MyResult({ mine, at }: { mine: Mine; at: At }) {
  const places = mine.places ?? []
  return (
    <>
      <Section
        title={
          mine.exchanges.some(({ state }) => state === 'done') ? 'What you have' : 'What you got'
        }
        count={places.length}
      >
        {places.length === 0 ? (
          <p className="card wish-none">
            {mine.wishes.length === 0
              ? 'You had not wished for anything.'
              : 'None of your wishes could be granted. Talk to those who plan the programme.'}
          </p>
        ) : (
          <ul className="rows">
            {places.map((place) => (
              <li key={place.offer} className="offer">
                <span className="offer-words">
                  <strong>{place.name}</strong>
                  <span className="small">{place.days.map(saySpan).join(', ')}</span>
                </span>
                <span className="chip">{sayRank(place.rank)} wish</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Exchanges mine={mine} at={at} />
      <Certificate at={at} />
    </>
  )
}

export function Certificate({ at }: { at: At }) {
  return (
    <Section title="Look it over">
      <p className="small">
        The certificate holds everybody’s wishes under numbers, the order of the lottery and the
        result. Anybody can compute it again: <code>npx isocenter verify-allocation FILE</code>.
      </p>
      <Button
        variant="default"
        mt="xs"
        component="a"
        href={`/api/programmes/${encodeURIComponent(at.id)}/choices/${encodeURIComponent(at.round)}/certificate`}
        download="certificate.json"
      >
        Certificate
      </Button>
    </Section>
  )
}
