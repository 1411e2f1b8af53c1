// Which machines are there, of what kind, where, and since when?
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { isDay, sayDay } from '../../../kernel/day.ts'
import type { CatalogueRecord } from '../schema.ts'
import { Fact } from './facts.tsx'

export function Equipment(props: { units: CatalogueRecord[]; sites: CatalogueRecord[] }) {
  const { units } = props
  const classes = [...new Set(units.map(classOf))]
  const [only, setOnly] = useState('all')
  const shown = units.filter((unit) => only === 'all' || classOf(unit) === only)
  const sites = new Map(props.sites.map((site) => [site.id, site.name]))
  return (
    <>
      {classes.length > 1 && (
        <div className="equipment-filter" tabIndex={0} role="group" aria-label="Kind of equipment">
          <SegmentedControl
            size="xs"
            aria-label="Kind of equipment"
            value={only}
            onChange={setOnly}
            data={[
              { value: 'all', label: `All ${units.length}` },
              ...classes.map((name) => ({
                value: name,
                label: `${name} ${units.filter((unit) => classOf(unit) === name).length}`,
              })),
            ]}
          />
        </div>
      )}
      <div className="table-box card" tabIndex={0} role="region" aria-label="Equipment table">
        <table className="table">
          <thead>
            <tr>
              {['Kind', 'Machine', 'Site', 'Count', 'Can', 'For', 'Status', 'From', 'To'].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <Unit key={unit.id} unit={unit} sites={sites} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Unit({ unit, sites }: { unit: CatalogueRecord; sites: Map<string, string> }) {
  const { facts } = unit
  const machine = [facts.vendor, facts.model].filter(Boolean).join(' ')
  const status = typeof facts.status === 'string' ? facts.status : null
  const tone = status === 'in use' ? 'success' : status === 'retired' ? undefined : 'warning'
  return (
    <tr>
      <td>{classOf(unit)}</td>
      <th scope="row">
        {machine || unit.name}
        {machine && machine !== unit.name && (
          <span className="subtle small table-under">{unit.name}</span>
        )}
      </th>
      <td>{sites.get(String(facts.site ?? '')) ?? (facts.site ? String(facts.site) : '–')}</td>
      <td className="num">{facts.count === null ? 'some' : String(facts.count ?? '–')}</td>
      <td>
        <Short value={facts.capabilities ?? facts.capability} />
      </td>
      <td>
        <Short value={facts.purpose} />
      </td>
      <td>
        {status ? (
          <span className="chip" data-tone={tone}>
            {status}
          </span>
        ) : (
          '–'
        )}
      </td>
      <td className="num">{sayDate(facts.from ?? facts.expectedFrom, !facts.from)}</td>
      <td className="num">{sayDate(facts.to, false)}</td>
    </tr>
  )
}

function Short({ value }: { value: unknown }) {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–'
  return <Fact value={value} />
}

function sayDate(value: unknown, expected: boolean): string {
  if (typeof value !== 'string' || !isDay(value)) return '–'
  return `${expected ? 'expected ' : ''}${sayDay(value, { year: true })}`
}

function classOf(unit: CatalogueRecord): string {
  return String(unit.facts.class ?? unit.kind)
}
