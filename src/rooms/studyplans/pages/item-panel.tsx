// One item of the plan: when, how long, which variant, why; and what it leads to.
import { ActionIcon, Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Swatch } from '../../rota/pages/swatch.tsx'
import type { Elective } from '../../catalogue/schema.ts'
import type { StudyItem, YearFacts } from '../schema.ts'
import { electiveOf } from '../weeks.ts'
import { lookOf, sayDays } from './queries.ts'

export function ItemPanel(props: {
  facts: YearFacts
  item: StudyItem
  isMine: boolean
  change: (change: Partial<StudyItem>) => void
  move: (by: number) => void
  resize: (weeks: number) => void
  remove: () => void
}) {
  const { facts, item, isMine, change } = props
  const look = lookOf(facts, item)
  const elective = electiveOf(facts.catalogue, item)
  const isYear = (elective?.nominalWeeks ?? 0) >= facts.weeks.length
  const usual = elective?.nominalWeeks ?? 0
  return (
    <section className="item-panel card" aria-label={look.name}>
      <h2>
        <Swatch
          work={{
            code: look.code,
            look: { color: look.color, pattern: item.kind === 'leave' ? 'leave' : 'plain' },
          }}
        />
        {look.name}
      </h2>
      <div className="item-when">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="A week earlier"
          disabled={!isMine || item.from === 1}
          onClick={() => props.move(-1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <span className="num">{sayDays(facts, item.from, item.weeks)}</span>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="A week later"
          disabled={!isMine || item.from + item.weeks > facts.weeks.length}
          onClick={() => props.move(1)}
        >
          <ChevronRight size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className="item-fields">
        <NumberInput
          label="Weeks"
          min={1}
          max={facts.weeks.length}
          clampBehavior="strict"
          value={item.weeks}
          readOnly={!isMine}
          onChange={(value) => typeof value === 'number' && props.resize(value)}
        />
        {elective && elective.tracks.length > 0 && (
          <Choice
            label="Track"
            from={elective.tracks}
            value={item.track}
            off={!isMine}
            choose={(track) => change({ track })}
          />
        )}
        {elective && elective.options.length > 0 && (
          <Choice
            label="Variant"
            from={elective.options}
            value={item.option}
            off={!isMine}
            choose={(option) => change({ option })}
          />
        )}
      </div>
      {elective && elective.components.length > 0 && (
        <Parts elective={elective} item={item} isMine={isMine} change={change} />
      )}
      {elective && (
        <Textarea
          label={elective.selfDesigned ? 'What you will do' : 'Why'}
          autosize
          minRows={2}
          maxLength={1000}
          readOnly={!isMine}
          value={item.why}
          onChange={(event) => change({ why: event.currentTarget.value })}
        />
      )}
      {usual > item.weeks && (
        <TextInput
          label={`Why it is shorter than ${usual} weeks`}
          maxLength={400}
          readOnly={!isMine}
          value={item.shortened}
          onChange={(event) => change({ shortened: event.currentTarget.value })}
        />
      )}
      {isYear && (
        <TextInput
          label="Credited to another programme"
          maxLength={120}
          readOnly={!isMine}
          value={item.creditedTo}
          onChange={(event) => change({ creditedTo: event.currentTarget.value })}
        />
      )}
      {elective && elective.objectives.length > 0 && (
        <ul className="small subtle">
          {elective.objectives.slice(0, 4).map((says) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      )}
      {isMine && (
        <Button variant="default" onClick={props.remove}>
          Remove
        </Button>
      )}
    </section>
  )
}

/** In the order that the catalogue asks for; what is left at 0 is left out. */
function Parts(props: {
  elective: Elective
  item: StudyItem
  isMine: boolean
  change: (change: Partial<StudyItem>) => void
}) {
  const { elective, item, isMine } = props
  const weeksOf = (id: string) => item.parts.find(({ component }) => component === id)?.weeks ?? 0
  const ordered = [...elective.components].sort(
    (one, other) => (one.order ?? 99) - (other.order ?? 99),
  )
  const put = (id: string, weeks: number) =>
    props.change({
      parts: ordered.flatMap((part) => {
        const count = part.id === id ? weeks : weeksOf(part.id)
        return count > 0 ? [{ component: part.id, weeks: count }] : []
      }),
    })
  return (
    <details className="item-parts" open={item.parts.length > 0}>
      <summary>Parts, week by week</summary>
      {ordered.map(({ id, name, minWeeks, optional }) => (
        <NumberInput
          key={id}
          label={name}
          description={
            [minWeeks ? `at least ${minWeeks}` : '', optional ? 'if you like' : '']
              .filter(Boolean)
              .join(', ') || undefined
          }
          min={0}
          max={item.weeks}
          clampBehavior="strict"
          readOnly={!isMine}
          value={weeksOf(id)}
          onChange={(value) => typeof value === 'number' && put(id, value)}
        />
      ))}
    </details>
  )
}

function Choice(props: {
  label: string
  from: readonly { id: string; name: string }[]
  value: string | null
  off: boolean
  choose: (id: string | null) => void
}) {
  return (
    <NativeSelect
      label={props.label}
      value={props.value ?? ''}
      disabled={props.off}
      data={[
        { value: '', label: 'any' },
        ...props.from.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => props.choose(event.currentTarget.value || null)}
    />
  )
}
