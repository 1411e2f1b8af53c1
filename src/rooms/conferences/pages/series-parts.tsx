// The parts of a series: its rhythm, its place, and who is asked to come.
import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { type Day, isDay } from '../../../kernel/day.ts'
import type { Choices } from '../contract.ts'
import type { Rhythm, SeriesFacts, SeriesWords } from '../schema.ts'

export type Part = {
  words: SeriesWords
  set: (words: SeriesWords) => void
  choices: Choices
}
export const factsIn =
  ({ words, set }: Part) =>
  (facts: Partial<SeriesFacts>) =>
    set({ ...words, facts: { ...words.facts, ...facts } })

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (label, nth) => ({ value: String(nth + 1), label }),
)
const NTHS = [
  ...['First', 'Second', 'Third', 'Fourth', 'Fifth'].map((label, nth) => ({
    ...{ value: String(nth + 1), label },
  })),
  { value: '-1', label: 'Last' },
]
const DATES = [
  ...Array.from({ length: 31 }, (_, nth) => ({ value: String(nth + 1), label: String(nth + 1) })),
  { value: '-1', label: 'Last day' },
]
const numbers = (values: readonly string[]) => values.map(Number).toSorted((a, b) => a - b)
const texts = (values: readonly number[]) => values.map(String)

/** Of the same weekday where there was one. */
function rhythmOf(kind: Rhythm['kind'], was: Rhythm): Rhythm {
  const weekdays = 'weekdays' in was ? was.weekdays : [2]
  const every = 1
  if (kind === 'weekly') return { kind, every, weekdays }
  if (kind === 'monthly') return { kind, every, nths: [1], weekdays }
  if (kind === 'dates') return { kind, every, dates: [1] }
  return { kind: 'once' }
}

export function RhythmPart(props: Part) {
  const { facts } = props.words
  const { rhythm } = facts
  const change = factsIn(props)
  return (
    <>
      <div className="conference-row">
        <Select
          label="Held"
          allowDeselect={false}
          value={rhythm.kind}
          data={[
            { value: 'weekly', label: 'In weeks' },
            { value: 'monthly', label: 'On weekdays of the month' },
            { value: 'dates', label: 'On dates of the month' },
            { value: 'once', label: 'Once' },
          ]}
          onChange={(kind) => kind && change({ rhythm: rhythmOf(kind as Rhythm['kind'], rhythm) })}
        />
        {rhythm.kind !== 'once' && (
          <NumberInput
            label={rhythm.kind === 'weekly' ? 'Every so many weeks' : 'Every so many months'}
            min={1}
            max={rhythm.kind === 'weekly' ? 26 : 12}
            clampBehavior="strict"
            allowDecimal={false}
            value={rhythm.every}
            onChange={(every) =>
              change({ rhythm: { ...rhythm, every: Math.max(1, Number(every) || 1) } })
            }
          />
        )}
      </div>
      {rhythm.kind === 'monthly' && (
        <MultiSelect
          label="Which of the month"
          value={texts(rhythm.nths)}
          data={NTHS}
          onChange={(nths) => change({ rhythm: { ...rhythm, nths: numbers(nths) } })}
        />
      )}
      {(rhythm.kind === 'weekly' || rhythm.kind === 'monthly') && (
        <MultiSelect
          label="Weekdays"
          value={texts(rhythm.weekdays)}
          data={WEEKDAYS}
          onChange={(days) => change({ rhythm: { ...rhythm, weekdays: numbers(days) } })}
        />
      )}
      {rhythm.kind === 'dates' && (
        <MultiSelect
          label="Dates"
          value={texts(rhythm.dates)}
          data={DATES}
          onChange={(dates) => change({ rhythm: { ...rhythm, dates: numbers(dates) } })}
        />
      )}
      <div className="conference-row">
        {(['from', 'to'] as const).map((key) => (
          <TextInput
            key={key}
            type="time"
            label={key === 'from' ? 'Begins at' : 'Ends at'}
            value={facts.hours[key]}
            onChange={(event) =>
              change({ hours: { ...facts.hours, [key]: event.currentTarget.value } })
            }
          />
        ))}
        <TextInput
          type="date"
          label={rhythm.kind === 'once' ? 'On' : 'From'}
          value={facts.from}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (isDay(value)) change({ from: value })
          }}
        />
        {rhythm.kind !== 'once' && (
          <TextInput
            type="date"
            label="Until, if it ends"
            value={facts.until ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget
              if (value === '' || isDay(value)) change({ until: (value || null) as Day | null })
            }}
          />
        )}
      </div>
    </>
  )
}

const named = (list: readonly { id: string; name: string }[]) =>
  list.map(({ id, name }) => ({ value: id, label: name }))

export function Place(props: Part) {
  const { place } = props.words.facts
  const { sites } = props.choices
  const change = factsIn(props)
  const set = (part: Partial<typeof place>) => change({ place: { ...place, ...part } })
  return (
    <>
      <div className="conference-row">
        <Select
          label="Site"
          placeholder="None"
          clearable
          value={place.site}
          data={named(sites)}
          onChange={(site) => set({ site })}
        />
        <TextInput
          label="Room"
          value={place.room}
          maxLength={120}
          onChange={(event) => set({ room: event.currentTarget.value })}
        />
      </div>
      <TextInput
        label="Link for those elsewhere"
        placeholder="https://"
        value={place.link}
        maxLength={300}
        onChange={(event) => set({ link: event.currentTarget.value.trim() })}
      />
      {sites.length > 0 && (
        <MultiSelect
          label="Out of reach from"
          description="Who works there that day is excused, unless there is a link."
          value={place.notFrom}
          data={named(sites)}
          onChange={(notFrom) => set({ notFrom })}
        />
      )}
    </>
  )
}

export function Audience(props: Part) {
  const { facts } = props.words
  const { audience } = facts
  const { levels, programmes, works } = props.choices
  const change = factsIn(props)
  const set = (part: Partial<typeof audience>) => change({ audience: { ...audience, ...part } })
  const rotations = named(works.filter(({ kind }) => kind !== 'conference' && kind !== 'call'))
  return (
    <>
      <div className="conference-checks">
        <Checkbox
          label="Trainees"
          checked={audience.trainees}
          onChange={(event) => set({ trainees: event.currentTarget.checked })}
        />
        <Checkbox
          label="Faculty"
          checked={audience.faculty}
          onChange={(event) => set({ faculty: event.currentTarget.checked })}
        />
        <Checkbox
          label="Attendance is required"
          checked={facts.isRequired}
          onChange={(event) => change({ isRequired: event.currentTarget.checked })}
        />
        <Checkbox
          label="Protected: whoever is on call comes too"
          checked={facts.isProtected}
          onChange={(event) => change({ isProtected: event.currentTarget.checked })}
        />
      </div>
      {levels.length > 1 && (
        <MultiSelect
          label="Levels"
          placeholder={audience.levels.length === 0 ? 'All' : ''}
          value={audience.levels}
          data={levels}
          onChange={(next) => set({ levels: next })}
        />
      )}
      <MultiSelect
        label="Only who is on"
        placeholder={audience.rotations.length === 0 ? 'Whatever they are on' : ''}
        searchable
        value={audience.rotations}
        data={rotations}
        onChange={(next) => set({ rotations: next })}
      />
      <MultiSelect
        label="Excused who is on"
        searchable
        value={audience.notDuring}
        data={rotations}
        onChange={(next) => set({ notDuring: next })}
      />
      {programmes.length > 0 && (
        <MultiSelect
          label="Programmes that are invited"
          value={audience.invited}
          data={named(programmes)}
          onChange={(next) => set({ invited: next })}
        />
      )}
    </>
  )
}
