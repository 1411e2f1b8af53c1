// Where do two years differ: a list by person beside the grid of the cells that are not the same?
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import type { Comparison, PlanView } from '../schema.ts'
import './differences.css'

type Column = Comparison['columns'][number]
type Cell = Column['differing'][number]

/** More people than this are counted, not listed. */
const FIRST = 60

export function Differences({ comparison, plan }: { comparison: Comparison; plan: PlanView }) {
  const [first, ...others] = comparison.columns
  if (!first) return null
  const differing = others.filter((column) => column.differing.length > 0)
  if (others.length > 0 && differing.length === 0)
    return <p className="section subtle">Every cell is the same.</p>
  return differing.map((column) => (
    <OneDifference key={column.id} {...{ column, plan }} than={first.name} />
  ))
}

function OneDifference(props: { column: Column; than: string; plan: PlanView }) {
  const { column, than, plan } = props
  const [chosen, choose] = useState<string | null>(null)
  const ids = [...new Set(column.differing.map(({ person }) => person))]
  const order = new Map(plan.problem.people.map(({ id }, p) => [id, p]))
  const people = ids
    .sort((one, other) => (order.get(one) ?? 1e6) - (order.get(other) ?? 1e6))
    .map((id) => ({
      id,
      name: plan.listNames[id] ?? id,
      cells: column.differing.filter(({ person }) => person === id),
    }))
  const shown = people.slice(0, FIRST)
  const name = `${column.name} instead of ${than}`
  return (
    <section className="section" aria-label={`Cells of ${column.name}`}>
      <h2 className="section-title">{name}</h2>
      <div className="differences">
        <PersonList {...{ plan, people: shown, chosen, choose }} />
        <DifferenceGrid {...{ plan, people: shown, chosen }} label={name} />
      </div>
      {people.length > FIRST && (
        <p className="small subtle">
          And {sayCount(people.length - FIRST, 'more person', 'more people')}.
        </p>
      )}
    </section>
  )
}

type Person = { id: string; name: string; cells: Cell[] }
type Shown = { plan: PlanView; people: readonly Person[]; chosen: string | null }

function PersonList(props: Shown & { choose: (person: string | null) => void }) {
  const labels = new Map(props.plan.problem.periods.map(({ id, label }) => [id, label ?? id]))
  return (
    <ul className="rows compare-people">
      {props.people.map(({ id, name, cells }) => (
        <li key={id} data-chosen={id === props.chosen || undefined}>
          <button
            type="button"
            aria-pressed={id === props.chosen}
            title="Show the row in the grid"
            onClick={() => {
              props.choose(id === props.chosen ? null : id)
              document.getElementById(`row-${id}`)?.scrollIntoView({ block: 'nearest' })
            }}
          >
            {name}
            <span className="subtle small"> {sayCount(cells.length, 'cell')}</span>
          </button>
          <span className="compare-cells">
            {cells.map((cell) => (
              <span key={cell.period} className="compare-cell num">
                {labels.get(cell.period)}: {cell.before ?? '–'} → {cell.after ?? '–'}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Only the rows that differ; in them old over new, and nothing where both are the same. */
function DifferenceGrid({ plan, people, chosen, label }: Shown & { label: string }) {
  const { periods } = plan.problem
  const works = new Map(plan.works.map((work) => [work.code, work]))
  return (
    <div
      className="difference-scroll"
      tabIndex={0}
      role="region"
      aria-label={`${label}, as a grid`}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            {periods.map(({ id, label: block }) => (
              <th key={id} scope="col">
                {block ?? id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name, cells }) => (
            <tr key={id} id={`row-${id}`} data-chosen={id === chosen || undefined}>
              <th scope="row">{name}</th>
              {periods.map((period) => {
                const cell = cells.find((one) => one.period === period.id)
                if (!cell)
                  return (
                    <td key={period.id}>
                      <span className="vh">same</span>
                    </td>
                  )
                const look = cell.after ? works.get(cell.after)?.look : undefined
                return (
                  <td key={period.id}>
                    <s>{cell.before ?? '–'}</s>
                    <span className="vh"> becomes </span>
                    <span
                      className={look ? 'work difference-new' : 'difference-new'}
                      data-color={look?.color}
                      data-pattern={look && look.pattern !== 'plain' ? look.pattern : undefined}
                    >
                      {cell.after ?? '–'}
                    </span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
