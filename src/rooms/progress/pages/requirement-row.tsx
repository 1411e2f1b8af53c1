// One thing that is asked, as a sentence; while a version is written, with its numbers as fields.
import { Button, Checkbox, NumberInput } from '@mantine/core'
import { sayList } from '../../../kernel/finding.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Measure, Pathway, Requirement } from '../schema.ts'

type Named = { id: string; name: string }

export function RequirementRow(props: {
  one: Requirement
  pathways: readonly Pathway[]
  works: readonly Named[]
  /** Null: it is only shown. Called with nothing: it is asked no longer. */
  change: ((next?: Requirement) => void) | null
}) {
  const { one, pathways, works, change } = props
  const pathway = pathways.find(({ id }) => id === one.pathway)
  return (
    <li className="progress-asked">
      <div className="progress-words">
        <strong>{one.name}</strong>
        <span className="small num">{sayMeasure(one.measure, works)}</span>
        <span className="small subtle">
          {pathway ? `Of the pathway: ${pathway.name}` : 'Of everybody'}
          {one.levels.length > 0 && ` · ${sayList(one.levels)}`}
          {one.source === 'default' && ' · default of this program; check with your board'}
          {one.basis && ` · ${one.basis}`}
        </span>
        {change && (
          <Checkbox
            size="sm"
            label="We have confirmed the number"
            aria-label={`We have confirmed the number: ${one.name}`}
            checked={one.source === 'program'}
            onChange={(event) =>
              change({ ...one, source: event.currentTarget.checked ? 'program' : 'default' })
            }
          />
        )}
      </div>
      {change && (
        <div className="progress-numbers">
          {numbersIn(one.measure).map(({ label, value, set }) => (
            <NumberInput
              key={label}
              label={label}
              aria-label={`${one.name}: ${label}`}
              value={value}
              min={0}
              max={20_000}
              onChange={(next) =>
                next !== '' && change({ ...one, measure: set(Number(next)), source: 'program' })
              }
            />
          ))}
          <Button
            size="compact-md"
            variant="default"
            aria-label={`Leave out: ${one.name}`}
            onClick={() => change()}
          >
            Leave out
          </Button>
        </div>
      )}
    </li>
  )
}

/** The numbers of a measure that a programme may set, each with what it means. */
function numbersIn(
  measure: Measure,
): { label: string; value: number; set: (value: number) => Measure }[] {
  switch (measure.kind) {
    case 'time':
      return [
        {
          ...{ label: `at least, ${measure.unit}`, value: measure.least },
          set: (least) => ({ ...measure, least }),
        },
      ]
    case 'breadth':
      return [
        {
          ...{ label: `at most, ${measure.unit}`, value: measure.most },
          set: (most) => ({ ...measure, most }),
        },
      ]
    case 'length':
      return [{ label: 'months', value: measure.months, set: (months) => ({ ...measure, months }) }]
    case 'count':
      return [
        {
          label: `${measure.bound === 'at-least' ? 'at least' : 'at most'}, ${measure.unit}`,
          ...{ value: measure.amount, set: (amount: number) => ({ ...measure, amount }) },
        },
      ]
    case 'leave':
      return [
        {
          ...{ label: 'workdays a year', value: measure.workdaysAYear },
          set: (workdaysAYear) => ({ ...measure, workdaysAYear }),
        },
      ]
    case 'formula':
      return measure.terms.map((term, nth) => ({
        ...{ label: `${term.says}, ${term.unit}`, value: term.least },
        set: (least) => ({
          ...measure,
          terms: measure.terms.map((old, at) => (at === nth ? { ...old, least } : old)),
        }),
      }))
    case 'deliverable':
      return []
  }
}

function sayMeasure(measure: Measure, works: readonly Named[]): string {
  const named = (ids: readonly string[]) =>
    sayList(ids.map((id) => works.find((work) => work.id === id)?.name ?? id))
  switch (measure.kind) {
    case 'time':
      return `At least ${measure.least} ${measure.unit}: ${named(measure.works)}`
    case 'breadth':
      return `At most ${measure.most} ${measure.unit} in each of ${measure.areas.length} areas`
    case 'length':
      return `${measure.months} months`
    case 'count':
      return `${measure.bound === 'at-least' ? 'At least' : 'At most'} ${measure.amount} ${measure.unit}`
    case 'deliverable':
      return sayList(measure.evidences.map(({ name }) => name))
    case 'formula':
      return measure.terms
        .map(({ says, least, unit }) => `${says}: at least ${least} ${unit}`)
        .join(' · ')
    case 'leave':
      return `At most ${measure.workdaysAYear} workdays a year; what is beyond makes the training longer`
  }
}

export function PathwayRows(props: {
  pathways: readonly Pathway[]
  levels: readonly { id: string; label: string }[]
  change: ((next: Pathway[]) => void) | null
}) {
  const { pathways, levels, change } = props
  return (
    <Section title="Pathways" count={pathways.length}>
      <ul className="rows">
        {pathways.map((one) => (
          <li key={one.id} className="progress-asked">
            <div className="progress-words">
              <strong>{one.name}</strong>
              <span className="small">{one.summary}</span>
              <span className="small subtle">
                {one.entry === 'here' ? 'Admitted by this programme' : 'One applies elsewhere'}
                {one.levels.length > 0 &&
                  ` · from ${sayList(one.levels.map((id) => levels.find((level) => level.id === id)?.label ?? id))}`}
                {!change &&
                  one.capacity !== null &&
                  ` · ${one.capacity} ${one.capacity === 1 ? 'place' : 'places'} in a class`}
              </span>
            </div>
            {change && one.entry === 'here' && (
              <div className="progress-numbers">
                <NumberInput
                  label="places in a class"
                  aria-label={`${one.name}: places in a class`}
                  placeholder="no limit"
                  value={one.capacity ?? ''}
                  min={0}
                  max={200}
                  onChange={(next) =>
                    change(
                      pathways.map((old) =>
                        old.id === one.id
                          ? { ...old, capacity: next === '' ? null : Number(next) }
                          : old,
                      ),
                    )
                  }
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
