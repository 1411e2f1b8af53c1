// What stands above and below the rows: block heads, and how many people each service has.
import { memo } from 'react'
import type { Part } from './grid-row.tsx'
import type { PlanModel, Rows, Service } from './plan-model.ts'
import { coverageOf, sameNumbers } from './totals.ts'

export const GridHead = memo(function GridHead(props: { model: PlanModel; part?: Part }) {
  const { model } = props
  const { from, to, totals } = props.part ?? wholeYear(model)
  const isBanded = model.heads.some((_, t) => !beginsMonth(model, t))
  return (
    <div className="yg-head" role="rowgroup">
      <div className="yg-row" role="row" aria-rowindex={1} data-banded={isBanded || undefined}>
        <div className="yg-name" role="columnheader" aria-colindex={1}>
          <span className="yg-name-text">Name</span>
          <span className="yg-level">{model.levels.some(Boolean) ? 'Yr' : ''}</span>
        </div>
        {model.heads.slice(from, to + 1).map((head, nth) => {
          const begins = nth === 0 || beginsMonth(model, from + nth)
          return (
            <div
              key={from + nth}
              className={begins ? 'yg-block is-month' : 'yg-block'}
              role="columnheader"
              aria-colindex={from + nth + 2}
              title={head.says}
            >
              <b>{head.label}</b>
              <span className="yg-date">
                <span>{head.day}</span>{' '}
                <span className={begins ? 'yg-month' : 'vh'}>{head.month}</span>
              </span>
            </div>
          )
        })}
        {totals && model.totals.length > 0 && (
          <div className="yg-totals">
            {model.totals.map((column, index) => (
              <div
                key={column.key}
                className="yg-total"
                role="columnheader"
                aria-colindex={model.heads.length + 2 + index}
                title={column.says}
              >
                <span>{column.code}</span>
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  )
})

/** A month is named over the first of its blocks; over the others it would only be noise. */
function beginsMonth({ heads }: PlanModel, t: number): boolean {
  return t === 0 || heads[t - 1]!.month !== heads[t]!.month
}

function wholeYear(model: PlanModel): Part {
  return { from: 0, to: model.heads.length - 1, totals: true }
}

export type Counted = {
  service: Service
  counts: Float64Array
  /** The worst of its blocks. */
  state: Standing
}
type Standing = 'plain' | 'short' | 'over'

export function countServices(model: PlanModel, rows: Rows): Counted[] {
  return model.services.map((service) => {
    const counts = coverageOf(model, service, rows)
    const states = new Set([...counts].map((count) => standing(service, count)))
    const state = states.has('short') ? 'short' : states.has('over') ? 'over' : 'plain'
    return { service, counts, state }
  })
}

const WORST: readonly Standing[] = ['short', 'over', 'plain']

/** Services in trouble come first, so that those in sight are those that matter. */
export function worstFirst(counted: readonly Counted[]): Counted[] {
  return [...counted].sort((one, other) => WORST.indexOf(one.state) - WORST.indexOf(other.state))
}

type FootProps = { model: PlanModel; counted: readonly Counted[]; part?: Part }

export function GridFoot({ model, counted, part }: FootProps) {
  if (counted.length === 0) return null
  return (
    <div className="yg-foot" role="rowgroup">
      {counted.map(({ service, counts }, index) => (
        <CoverageRow
          key={service.key}
          {...{ model, service, counts, index }}
          part={part ?? wholeYear(model)}
        />
      ))}
    </div>
  )
}

export function standing(service: Service, count: number): Standing {
  if (count < 0) return 'plain'
  if (service.min - count > 1e-9) return 'short'
  return service.max !== undefined && count - service.max > 1e-9 ? 'over' : 'plain'
}

/** `=1`, `≥1`, `≤2`, `1–3`. */
export function sayRange({ min, max }: Service): string {
  if (max === undefined) return `≥${min}`
  if (max === min) return `=${min}`
  return min === 0 ? `≤${max}` : `${min}–${max}`
}

type CoverageProps = {
  model: PlanModel
  service: Service
  counts: Float64Array
  index: number
  part: Part
}

const CoverageRow = memo(function CoverageRow(props: CoverageProps) {
  const { model, service, counts, part } = props
  return (
    <div
      className="yg-row yg-coverage"
      role="row"
      aria-rowindex={model.world.personCount + 2 + props.index}
      data-service={service.key}
    >
      <div className="yg-name" role="rowheader" aria-colindex={1} title={service.says}>
        <span className="yg-name-text">{service.says}</span>
        <span className="yg-level">{sayRange(service)}</span>
      </div>
      {[...counts.slice(part.from, part.to + 1)].map((count, nth) => (
        <Count key={part.from + nth} service={service} count={count} t={part.from + nth} />
      ))}
      {part.totals && model.totals.length > 0 && <div className="yg-totals" aria-hidden />}
    </div>
  )
}, sameCoverage)

function Count({ service, count, t }: { service: Service; count: number; t: number }) {
  const state = standing(service, count)
  const off = round(state === 'short' ? service.min - count : count - (service.max ?? 0))
  const says = `${round(count)} there, ${state === 'short' ? `${off} too few` : `${off} too many`}`
  const sign = state === 'short' ? '▾' : '▴'
  return (
    <div
      className="yg-count"
      role="gridcell"
      tabIndex={-1}
      aria-colindex={t + 2}
      data-t={t}
      data-state={state === 'plain' ? undefined : state}
      data-must={service.must || undefined}
      title={state === 'plain' ? undefined : says}
    >
      {count < 0 ? '' : state === 'plain' ? round(count) : `${sign}${off}`}
    </div>
  )
}

function round(count: number): number {
  return Math.round(count * 100) / 100
}

function sameCoverage(one: CoverageProps, other: CoverageProps): boolean {
  return (
    one.model === other.model &&
    one.service === other.service &&
    one.index === other.index &&
    one.part.from === other.part.from &&
    one.part.to === other.part.to &&
    sameNumbers(one.counts, other.counts)
  )
}
