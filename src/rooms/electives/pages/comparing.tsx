// What would each mechanism make of the same wishes, and what does it promise?
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import type { Claim, Mechanism } from '../../allocation/schema.ts'
import { Findings, findingsOf, Section, Waiting } from '../../people/pages/frame.tsx'
import { electivesContract as contract } from '../contract.ts'
import type { Comparison, RoundView } from '../schema.ts'
import { type At, comparisonQuery, MECHANISMS, sayRank } from './queries.ts'

const HOLDS = { holds: 'yes', not: 'no', 'with-condition': 'partly' }
const PROPERTIES: Record<Claim['property'], string> = {
  'strategy-proof': 'Honesty pays',
  'no-justified-envy': 'No justified envy',
  'pareto-efficient': 'Nothing wasted',
  'fair-to-the-worst-off': 'Fair to the worst-off',
}
type Row = Comparison['rows'][number]
const percent = (share: number) => `${Math.round(share * 100)} %`

/** One line of the table: what it is called, and what stands there for each mechanism. */
const LINES: [string, (row: Row) => string][] = [
  ['With nothing', ({ nothing, bound }) => `${nothing} (at best ${bound.nothing})`],
  [
    'Worst-off of the others',
    ({ worstRank, bound }) =>
      worstRank === null
        ? '–'
        : `${sayRank(worstRank)}${bound.worstRank === null ? '' : ` (at best ${sayRank(bound.worstRank)})`}`,
  ],
  [
    'Satisfaction, mean and least',
    ({ satisfaction }) => `${percent(satisfaction.mean)}, ${percent(satisfaction.least)}`,
  ],
  ['Pairs with envy', ({ envy }) => `${envy.pairs}, justified ${envy.justified}`],
]

export function Comparing({ at, view }: { at: At; view: RoundView }) {
  const client = useQueryClient()
  const { data, error } = useQuery(comparisonQuery(at))
  const choose = useMutation({
    mutationFn: (mechanism: Mechanism) => call(contract.allot, { params: at, body: { mechanism } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['choices'] }),
  })
  return (
    <Section title="The same wishes by each mechanism">
      <Findings findings={[error, choose.error].flatMap((one) => (one ? findingsOf(one) : []))} />
      {!data && !error && <Waiting />}
      {data && (
        <div className="round-scroll">
          <table className="round-table">
            <thead>
              <tr>
                <th scope="col">
                  <span className="vh">What is compared</span>
                </th>
                {data.rows.map(({ mechanism }) => (
                  <th key={mechanism} scope="col">
                    {MECHANISMS[mechanism]}
                    {mechanism === view.round.mechanism && (
                      <span className="small subtle"> announced</span>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ranksOf(data.rows).map((rank) => (
                <Line
                  key={rank}
                  says={`${sayRank(rank)} wishes granted`}
                  cells={data.rows.map(({ ranks, mechanism, bound }) => [
                    mechanism,
                    `${ranks[rank - 1] ?? 0}${rank === 1 ? ` (at most ${bound.first})` : ''}`,
                  ])}
                />
              ))}
              {LINES.map(([says, of]) => (
                <Line
                  key={says}
                  says={says}
                  cells={data.rows.map((row) => [row.mechanism, of(row)])}
                />
              ))}
              {Object.entries(PROPERTIES).map(([property, says]) => (
                <Line
                  key={property}
                  says={says}
                  cells={data.rows.map(({ mechanism, claims }) => {
                    const claim = claims.find((one) => one.property === property)
                    return [mechanism, claim ? HOLDS[claim.holds] : '–']
                  })}
                />
              ))}
              <tr>
                <th scope="row">Choose</th>
                {data.rows.map(({ mechanism }) => (
                  <td key={mechanism}>
                    <Button
                      variant={view.result?.mechanism === mechanism ? 'filled' : 'default'}
                      aria-label={`${view.result?.mechanism === mechanism ? 'Chosen' : 'Choose'} ${MECHANISMS[mechanism]}`}
                      loading={choose.isPending && choose.variables === mechanism}
                      onClick={() => choose.mutate(mechanism)}
                    >
                      {view.result?.mechanism === mechanism ? 'Chosen' : 'Choose'}
                    </Button>
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
      {data?.rows.map(({ mechanism, claims }) => (
        <details key={mechanism} className="round-claims">
          <summary>What {MECHANISMS[mechanism]} promises here</summary>
          <dl className="small">
            {claims.map((claim) => (
              <div key={claim.property}>
                <dt>
                  <b>{PROPERTIES[claim.property]}</b>: {HOLDS[claim.holds]}
                </dt>
                <dd>{claim.says}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </Section>
  )
}

/** Ranks of which anything was granted by anybody; the later ones would be empty lines. */
function ranksOf(rows: Row[]): number[] {
  const last = Math.max(0, ...rows.map(({ ranks }) => ranks.findLastIndex((count) => count > 0)))
  return Array.from({ length: last + 1 }, (_, nth) => nth + 1)
}

function Line({ says, cells }: { says: string; cells: [string, string][] }) {
  return (
    <tr>
      <th scope="row">{says}</th>
      {cells.map(([key, text]) => (
        <td key={key} className="num">
          {text}
        </td>
      ))}
    </tr>
  )
}
