// What stands above and below the rows: block heads, and how many people each service has.
import { memo } from 'react'
import type { PlanModel, Rows, Service } from './plan-model.ts'
import { coverageOf, sameNumbers } from './totals.ts'

export const GridHead = memo(function GridHead({ model }: { model: PlanModel }) {
  return (
    <div className="yg-head" role="rowgroup">
      <div className="yg-row" role="row" aria-rowindex={1}>
        <div className="yg-name" role="columnheader" aria-colindex={1}>
          <span className="yg-name-text">Name</span>
          <span className="yg-level">{model.levels.some(Boolean) ? 'Yr' : ''}</span>
        </div>
        {model.heads.map((head, t) => (
          <div
            key={t}
            className="yg-block"
            role="columnheader"
            aria-colindex={t + 2}
            title={head.says}
          >
            <b>{head.label}</b>
            <span className="yg-date">
              <span>{head.day}</span> <span>{head.month}</span>
            </span>
          </div>
        ))}
        {model.totals.length > 0 && (
          <div className="yg-totals">
            {model.totals.map((column, index) => (
              <div
                key={column.key}
                className="yg-total"
                role="columnheader"
                aria-colindex={model.heads.length + 2 + index}
                title={column.says}
              >
                {column.code}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  )
})

/** Services in trouble come first, so that the few rows that stay in sight are those that matter. */
export function GridFoot({ model, rows, limit }: { model: PlanModel; rows: Rows; limit: number }) {
  const counted = model.services.map((service) => {
    const counts = coverageOf(model, service, rows)
    return { service, counts, bad: counts.some((count) => standing(service, count) !== 'plain') }
  })
  if (counted.length === 0) return null
  const kept =
    counted.length <= limit
      ? counted
      : [...counted].sort((one, other) => Number(other.bad) - Number(one.bad)).slice(0, limit)
  return (
    <div className="yg-foot" role="rowgroup">
      {kept.map(({ service, counts }, index) => (
        <CoverageRow
          key={service.key}
          model={model}
          service={service}
          counts={counts}
          index={index}
        />
      ))}
    </div>
  )
}

function standing(service: Service, count: number): 'plain' | 'short' | 'over' | 'none' {
  if (count < 0) return 'plain'
  if (service.min - count > 1e-9) return 'short'
  return service.max !== undefined && count - service.max > 1e-9 ? 'over' : 'plain'
}

type CoverageProps = { model: PlanModel; service: Service; counts: Float64Array; index: number }

const CoverageRow = memo(function CoverageRow(props: CoverageProps) {
  const { model, service, counts } = props
  const range =
    service.max === undefined
      ? `≥${service.min}`
      : service.max === service.min
        ? `=${service.min}`
        : service.min === 0
          ? `≤${service.max}`
          : `${service.min}–${service.max}`
  return (
    <div
      className="yg-row yg-coverage"
      role="row"
      aria-rowindex={model.world.personCount + 2 + props.index}
    >
      <div className="yg-name" role="rowheader" aria-colindex={1} title={service.says}>
        <span className="yg-name-text">{service.says}</span>
        <span className="yg-level">{range}</span>
      </div>
      {[...counts].map((count, t) => {
        const state = standing(service, count)
        const off = round(state === 'short' ? service.min - count : count - (service.max ?? 0))
        return (
          <div
            key={t}
            className="yg-count"
            role="gridcell"
            aria-colindex={t + 2}
            data-state={state === 'plain' ? undefined : state}
            data-must={service.must || undefined}
            title={
              state === 'plain'
                ? undefined
                : `${round(count)} there, ${state === 'short' ? `${off} too few` : `${off} too many`}`
            }
          >
            {count < 0
              ? ''
              : state === 'short'
                ? `▾${off}`
                : state === 'over'
                  ? `▴${off}`
                  : round(count)}
          </div>
        )
      })}
      {model.totals.length > 0 && <div className="yg-totals" aria-hidden />}
    </div>
  )
}, sameCoverage)

function round(count: number): number {
  return Math.round(count * 100) / 100
}

function sameCoverage(one: CoverageProps, other: CoverageProps): boolean {
  return (
    one.model === other.model &&
    one.service === other.service &&
    one.index === other.index &&
    sameNumbers(one.counts, other.counts)
  )
}
