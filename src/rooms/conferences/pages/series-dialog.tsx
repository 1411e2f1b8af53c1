// How is a series set: its rhythm with the days that come of it, its place, who comes, who presents?
import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { useInertPage } from '../../call/pages/use-inert-page.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Choices, conferencesContract as contract, type ConferencesView } from '../contract.ts'
import { nextDays, sayTiming } from '../rhythm.ts'
import { checkSeries } from '../rules.ts'
import { type Series, seriesFactsSchema, type SeriesWords } from '../schema.ts'
import { CONFERENCES } from './queries.ts'
import { Audience, factsIn, type Part, Place, RhythmPart } from './series-parts.tsx'

const SHOWN_DAYS = 6

const wordsOf = ({ name, code, color, facts }: SeriesWords): SeriesWords => ({
  ...{ name, code, color, facts },
})

export function SeriesDialog(props: {
  data: ConferencesView
  choices: Choices
  series: Series | null
  close: () => void
}) {
  useInertPage()
  const { data, choices, series, close } = props
  const [words, setWords] = useState<SeriesWords>(() =>
    series ? wordsOf(series) : blank(data, choices),
  )
  const step = useStepOf<{ version?: number; series?: string }>(CONFERENCES, { done: close })
  const { id } = data.programme
  const save = () => {
    if (!series)
      return step.mutate({
        act: () => call(contract.add, { params: { id }, body: words }),
        says: `${words.name} is added.`,
        undo: ({ series: made }) =>
          call(contract.end, {
            params: { id, series: made! },
            body: { version: 1, isEnded: true },
          }),
      })
    const params = { id, series: series.id }
    return step.mutate({
      act: () => call(contract.change, { params, body: { ...words, version: series.version } }),
      says: `${words.name} is changed.`,
      undo: ({ version }) =>
        call(contract.change, { params, body: { ...wordsOf(series), version: version! } }),
    })
  }
  const isNamed = words.name.trim() !== '' && words.code.trim() !== ''
  const parsed = seriesFactsSchema.safeParse(words.facts)
  const findings = parsed.success
    ? checkSeries(series?.id ?? null, words, {
        works: choices.works,
        sites: new Set(choices.sites.map((site) => site.id)),
        programmes: new Set(choices.programmes.map((programme) => programme.id)),
      })
    : []
  const part: Part = { words, set: setWords, choices }
  const change = factsIn(part)
  return (
    <FormDialog
      title={series ? series.name : 'New series'}
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action={series ? 'Save' : 'Add'}
      off={!isNamed || !parsed.success || findings.length > 0}
    >
      <div className="conference-row">
        <TextInput
          label="Name"
          value={words.name}
          maxLength={120}
          data-autofocus
          onChange={(event) => setWords({ ...words, name: event.currentTarget.value })}
        />
        <TextInput
          label="Code"
          className="conference-code"
          value={words.code}
          maxLength={6}
          onChange={(event) => setWords({ ...words, code: event.currentTarget.value })}
        />
        <NumberInput
          label="Colour"
          className="conference-code"
          min={0}
          max={11}
          clampBehavior="strict"
          value={words.color}
          leftSection={<span className="conference-mark" data-color={words.color} aria-hidden />}
          onChange={(color) => setWords({ ...words, color: Number(color) || 0 })}
        />
      </div>
      <RhythmPart {...part} />
      <Preview words={words} data={data} choices={choices} isWhole={parsed.success} />
      <Place {...part} />
      <Audience {...part} />
      <Select
        label="Presenting goes round among"
        allowDeselect={false}
        value={words.facts.presenters}
        data={[
          { value: 'nobody', label: 'Nobody: there is no rota' },
          { value: 'trainees', label: 'Trainees' },
          { value: 'faculty', label: 'Faculty' },
          { value: 'anybody', label: 'Both' },
        ]}
        onChange={(who) => who && change({ presenters: who as SeriesWords['facts']['presenters'] })}
      />
      <Checkbox
        label="Also on holidays"
        checked={words.facts.onHolidays === 'held'}
        onChange={(event) =>
          change({ onHolidays: event.currentTarget.checked ? 'held' : 'skipped' })
        }
      />
      <Findings findings={isNamed ? findings : []} />
    </FormDialog>
  )
}

/** A weekly hour at noon from tomorrow’s week on, as a beginning. */
function blank(data: ConferencesView, choices: Choices): SeriesWords {
  return {
    ...{ name: '', code: '', color: choices.works.length % 12 },
    facts: seriesFactsSchema.parse({
      ...{ rhythm: { kind: 'weekly', every: 1, weekdays: [2] }, from: data.today, until: null },
      hours: { from: '12:00', to: '13:00' },
    }),
  }
}

function Preview(props: {
  words: SeriesWords
  data: ConferencesView
  choices: Choices
  isWhole: boolean
}) {
  const { words, data, choices, isWhole } = props
  const days = isWhole
    ? nextDays(words.facts, data.today, new Set(choices.holidays), SHOWN_DAYS)
    : []
  return (
    <div className="conference-preview" aria-live="polite">
      {isWhole && <strong>{sayTiming(words.facts)}</strong>}
      <span className="num">
        {days.length > 0
          ? `Next: ${days.map((day) => sayDay(day, { weekday: true })).join(', ')}`
          : 'No day comes of this.'}
      </span>
    </div>
  )
}
