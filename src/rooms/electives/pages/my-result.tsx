// What did I get, which exchange would hurt nobody, and how can I look it over?
import { Button } from '@mantine/core'
import { saySpan } from '../../../kernel/span.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Mine } from '../schema.ts'
import { type At, sayRank } from './queries.ts'

export function MyResult({ mine, at }: { mine: Mine; at: At }) {
  const places = mine.places ?? []
  return (
    <>
      <Section title="What you got" count={places.length}>
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
      {mine.trades.length > 0 && (
        <Section title="Exchanges that hurt nobody" count={mine.trades.length}>
          <p className="small subtle">
            Each stands alone. Talk to the others in it, then ask those who plan the programme.
          </p>
          <ul className="rows">
            {mine.trades.map(({ says }) => (
              <li key={says.join()} className="offer">
                <span className="offer-words">
                  {says.map((line) => (
                    <span key={line}>{line}.</span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
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
