// Which year is better, and for whom? Drafts, what-ifs and the published year side by side.
import { Button, MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import type { Comparison, PlanView } from '../schema.ts'
import { Differences } from './differences.tsx'
import { comparisonQuery, planQuery } from './queries.ts'
import './compare.css'

export function ComparePage() {
  const { id = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as { drafts?: string }
  const navigate = useNavigate()
  const plan = useQuery(planQuery(id))
  const all = useMemo(() => (plan.data ? yearsOf(plan.data) : []), [plan.data])
  const chosen = search.drafts
    ? search.drafts.split(',')
    : all.slice(0, 2).map(({ value }) => value)
  const query = useQuery(comparisonQuery(id, plan.data ? chosen.join(',') : ''))
  if (plan.error) return <Trouble error={plan.error} />
  if (!plan.data) return <Waiting />
  const choose = (drafts: string[]) =>
    navigate({
      to: '/plans/$id/compare',
      params: { id },
      search: { drafts: drafts.join(',') } as never,
      replace: true,
    })
  return (
    <Page
      title="Compare years"
      beside={<span className="subtle">{plan.data.title}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/plans/$id" params={{ id }} {...rest} />}
        >
          Back to the year
        </Button>
      }
    >
      <MultiSelect
        label="Years"
        description="The others are compared with the first one."
        data={all}
        value={chosen}
        maxValues={6}
        onChange={(next) => next.length > 0 && choose(next)}
      />
      {query.error && <Trouble error={query.error} />}
      {chosen.length < 2 && (
        <Empty says="Choose a second year to compare with. A what-if is made in the year builder, under What if…" />
      )}
      {query.isFetching && !query.data && <Waiting />}
      {query.data && <Table comparison={query.data} />}
      {query.data && <Differences comparison={query.data} plan={plan.data} />}
    </Page>
  )
}

function yearsOf(plan: PlanView): { value: string; label: string }[] {
  const mark = { draft: '', scenario: 'What if: ', repair: 'Repair: ' }
  return [
    ...(plan.publication
      ? [{ value: 'published', label: `Published, version ${plan.publication.version}` }]
      : []),
    ...plan.drafts.map(({ id, name, kind }) => ({ value: id, label: `${mark[kind]}${name}` })),
  ]
}

type Column = Comparison['columns'][number]
const ROWS: { says: string; of: (column: Column) => number; better: 'less' | 'more' }[] = [
  { says: 'Musts broken', of: ({ broken }) => broken, better: 'less' },
  { says: 'People missing on services', of: (column) => column.coverageShort, better: 'less' },
  { says: 'Requirements missed', of: (column) => column.requirementsMissed, better: 'less' },
  { says: 'Unevenness', of: ({ unevenness }) => unevenness, better: 'less' },
  { says: 'Scattered or clumsy stretches', of: (column) => goal(column, 'shape'), better: 'less' },
  { says: 'Wishes granted', of: ({ wishes }) => wishes.granted, better: 'more' },
]

const goal = (column: Column, name: string) =>
  column.levels.find((level) => level.goal === name)?.amount ?? 0

function Table({ comparison }: { comparison: Comparison }) {
  const [first, ...others] = comparison.columns
  if (!first) return null
  return (
    <div className="compare-scroll" tabIndex={0} role="region" aria-label="Years side by side">
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">What counts</th>
            {comparison.columns.map((column) => (
              <th key={column.id} scope="col">
                <Year column={column} plan={comparison.plan} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ says, of, better }) => (
            <tr key={says}>
              <th scope="row">{says}</th>
              <td className="num">{sayNumber(of(first), says, first)}</td>
              {others.map((column) => (
                <td key={column.id} className="num">
                  {sayNumber(of(column), says, column)}
                  <Delta by={of(column) - of(first)} better={better} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Cells that differ</th>
            <td className="subtle">–</td>
            {others.map((column) => (
              <td key={column.id} className="num">
                {column.differing.length || 'none'}
                {column.differing.length > 0 && (
                  <span className="subtle small">
                    {' '}
                    of{' '}
                    {sayCount(
                      new Set(column.differing.map(({ person }) => person)).size,
                      'person',
                      'people',
                    )}
                  </span>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Year({ column, plan }: { column: Column; plan: string }) {
  const search = column.id === 'published' ? {} : { draft: column.id }
  return (
    <>
      <Link to="/plans/$id" params={{ id: plan }} search={search as never}>
        {column.name}
      </Link>
      {column.changes.map((says) => (
        <span key={says} className="compare-change">
          {says}
        </span>
      ))}
    </>
  )
}

const sayNumber = (value: number, row: string, column: Column) =>
  row === 'Wishes granted' ? `${value} of ${column.wishes.of}` : Number(value.toFixed(1))

/** Never by colour alone: the arrow and the word say it too. */
function Delta({ by, better }: { by: number; better: 'less' | 'more' }) {
  if (Math.abs(by) < 0.05) return <span className="delta subtle">same</span>
  const good = better === 'less' ? by < 0 : by > 0
  return (
    <span className="delta" data-tone={good ? 'success' : 'danger'}>
      {by > 0 ? '+' : '−'}
      {Number(Math.abs(by).toFixed(1))} {good ? 'better' : 'worse'}
    </span>
  )
}
