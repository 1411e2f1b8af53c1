// A season as its office edits it: all dates, what is asked for, who may apply.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type Day, isDay } from '../../../kernel/day.ts'
import { clockAt } from '../../../kernel/wall-clock.ts'
import { dayAt, momentAt } from '../../../kernel/moment.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import { judgeCycle } from '../rules/cycle.ts'
import { matchKinds, usualMatchDays } from '../rules/defaults.ts'
import type { Cycle, CycleSettings, CycleWords } from '../schema.ts'
import { AskedPart } from './cycle-asked.tsx'
import { SponsorPart } from './cycle-sponsor.tsx'
import { RECRUITMENT, recruitmentQuery } from './queries.ts'
import './office.css'

export function NewCyclePage() {
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(recruitmentQuery(id))
  if (error) return <Refused error={error} />
  return data ? <Editor id={id} words={data.next} /> : <Waiting />
}

export function CyclePage() {
  const { id = '', cycle = '' } = useParams({ strict: false }) as Record<string, string>
  const { data, error } = useQuery(recruitmentQuery(id))
  if (error) return <Refused error={error} />
  if (!data) return <Waiting />
  const found = data.cycles.find((one) => one.id === cycle)
  if (!found) return <Refused error={new Error('There is no such season.')} />
  const { phase: _, counts: __, ...words } = found
  return <Editor key={words.version} id={id} words={words} cycle={words} />
}

function Refused({ error }: { error: unknown }) {
  return (
    <Page title="Season" narrow>
      <Trouble error={error} />
    </Page>
  )
}

const wordsOf = ({ ...words }: CycleWords & Partial<Cycle>): CycleWords => {
  delete words.id
  delete words.programme
  delete words.version
  return words
}

function Editor(props: { id: string; words: CycleWords; cycle?: Cycle }) {
  const { id, cycle } = props
  const [words, setWords] = useState(() => wordsOf(props.words))
  const put = (part: Partial<CycleWords>) => setWords((old) => ({ ...old, ...part }))
  const putSettings = (part: Partial<CycleSettings>) =>
    put({ settings: { ...words.settings, ...part } })
  const navigate = useNavigate()
  const step = useStepOf<{ cycle: string; version?: number }>(RECRUITMENT)
  const findings = judgeCycle(words)
  const set = (body: CycleWords, version: number) =>
    call(contract.setCycle, { params: { id, cycle: cycle!.id }, body: { ...body, version } })
  const save = () =>
    step.mutate({
      act: async () => {
        const made = cycle
          ? { cycle: cycle.id, ...(await set(words, cycle.version)) }
          : await call(contract.addCycle, { params: { id }, body: words })
        await navigate({
          to: '/programmes/$id/recruitment/$cycle',
          params: { id, cycle: made.cycle },
        })
        return made
      },
      says: cycle ? `${words.label} is changed.` : `${words.label} is there.`,
      ...(cycle ? { undo: ({ version }) => set(wordsOf(cycle), version!) } : {}),
    })
  return (
    <Page title={cycle ? words.label : 'New season'} narrow>
      <form
        className="rec-editor"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Names words={words} put={put} />
        <Dates words={words} put={put} />
        <SponsorPart settings={words.settings} put={putSettings} />
        <AskedPart settings={words.settings} put={putSettings} />
        <Findings
          tone="warning"
          findings={findings}
          {...(findings.length > 0 ? { title: 'Before it can be saved' } : {})}
        />
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        <div className="rec-acts">
          <Button type="submit" loading={step.isPending} disabled={findings.length > 0}>
            Save
          </Button>
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/programmes/$id/recruitment', params: { id } })}
          >
            Cancel
          </Button>
        </div>
      </form>
    </Page>
  )
}

type Part = { words: CycleWords; put: (part: Partial<CycleWords>) => void }

function Names({ words, put }: Part) {
  const isKnown = matchKinds.some(({ id }) => id === words.match)
  return (
    <fieldset>
      <legend>What it is</legend>
      <div className="rec-grid">
        <TextInput
          label="Name"
          description="With the year of the training, not of applying."
          value={words.label}
          maxLength={80}
          onChange={(event) => put({ label: event.currentTarget.value })}
        />
        <NumberInput
          label="Places"
          value={words.quota ?? ''}
          min={0}
          max={200}
          onChange={(value) => put({ quota: typeof value === 'number' ? value : null })}
        />
        <NativeSelect
          label="How places are filled"
          value={words.match}
          onChange={(event) => put({ match: event.currentTarget.value })}
          data={[
            ...matchKinds.map(({ id: value, name: label }) => ({ value, label })),
            ...(isKnown ? [] : [{ value: words.match, label: words.match }]),
          ]}
        />
        <TextInput
          label="Code in the match"
          value={words.matchCode}
          maxLength={20}
          onChange={(event) => put({ matchCode: event.currentTarget.value })}
        />
        <NativeSelect
          label="Interviews"
          value={words.interviewMode}
          onChange={(event) =>
            put({ interviewMode: event.currentTarget.value as CycleWords['interviewMode'] })
          }
          data={[
            { value: 'virtual', label: 'By video' },
            { value: 'in-person', label: 'In person' },
            { value: 'hybrid', label: 'Either' },
          ]}
        />
        <TextInput
          label="Time zone"
          description="All times below are on this clock."
          value={words.zone}
          maxLength={60}
          onChange={(event) => put({ zone: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}

function Dates({ words, put }: Part) {
  const moment = (
    name: 'opens' | 'deadline' | 'lettersUntil' | 'rankOpens' | 'quotaDeadline' | 'rankDeadline',
    label: string,
    isNeeded = false,
  ) => (
    <MomentInput
      label={label}
      zone={words.zone}
      value={words[name]}
      set={(value) => {
        if (value !== null || !isNeeded) put({ [name]: value } as Partial<CycleWords>)
      }}
    />
  )
  const day = (name: 'matchDay' | 'starts', label: string) => (
    <TextInput
      label={label}
      type="date"
      value={words[name] ?? ''}
      onChange={(event) => put({ [name]: dayOf(event.currentTarget.value) })}
    />
  )
  const span = (name: 'interviews' | 'societyInterviews', of: string) =>
    (['from', 'to'] as const).map((end) => (
      <TextInput
        key={`${name}-${end}`}
        label={end === 'from' ? `Interviews ${of}, from` : `Interviews ${of}, last day`}
        type="date"
        value={words[name]?.[end] ?? ''}
        onChange={(event) => {
          const on = dayOf(event.currentTarget.value)
          if (on === null) return put({ [name]: null })
          put({ [name]: { from: on, to: on, ...words[name], [end]: on } })
        }}
      />
    ))
  const count = () => {
    if (!words.matchDay) return
    const days = usualMatchDays(words.matchDay)
    const at = (on: Day, time: string) => momentAt(on, time, words.zone)
    put({
      rankOpens: at(days.rankOpens, '12:00'),
      quotaDeadline: at(days.quota, '23:59'),
      rankDeadline: at(days.rank, '21:00'),
    })
  }
  return (
    <fieldset>
      <legend>Dates</legend>
      <div className="rec-grid">
        {moment('opens', 'Applications open', true)}
        {moment('deadline', 'Deadline', true)}
        {moment('lettersUntil', 'Letters until', true)}
        {day('starts', 'Training begins')}
        {span('interviews', 'of the programme')}
        {span('societyInterviews', 'of the society')}
        {day('matchDay', 'Match day')}
        {moment('rankOpens', 'Ranking opens')}
        {moment('quotaDeadline', 'Quota until')}
        {moment('rankDeadline', 'Rank lists until')}
      </div>
      {words.matchDay && (
        <Button variant="default" onClick={count}>
          Count the dates of the match back from match day
        </Button>
      )}
    </fieldset>
  )
}

const dayOf = (text: string): Day | null => (isDay(text) ? text : null)

function MomentInput(props: {
  label: string
  zone: string
  value: string | null
  set: (value: string | null) => void
}) {
  const { label, zone, value, set } = props
  return (
    <TextInput
      label={label}
      type="datetime-local"
      value={value === null ? '' : localOf(value, zone)}
      onChange={(event) => {
        const [on, time] = event.currentTarget.value.split('T')
        set(on && time && isDay(on) ? momentAt(on, time, zone) : null)
      }}
    />
  )
}

function localOf(moment: string, zone: string): string {
  try {
    return `${dayAt(moment, zone)}T${clockAt(moment, zone)}`
  } catch {
    // A zone that is being typed.
    return ''
  }
}
