// One more day becomes a holiday: of a programme, or of the whole institution.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, isDay } from '../../../kernel/day.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { checkHoliday, plannedYears } from '../rules.ts'
import type { Holiday } from '../schema.ts'
import { CALL } from './queries.ts'

export type HolidayWords = Pick<Holiday, 'on' | 'name' | 'isMajor'>
const EMPTY = { on: '', name: '', isMajor: false }

export function NewHoliday(props: {
  label: string
  /** Those that are written down already. */
  holidays: readonly Holiday[]
  today: Day
  add: (words: HolidayWords) => Promise<unknown>
}) {
  const [typed, setTyped] = useState(EMPTY)
  const put = (part: Partial<typeof EMPTY>) => setTyped((old) => ({ ...old, ...part }))
  const step = useStepOf<unknown>(CALL, { done: () => setTyped(EMPTY) })
  const words = { ...typed, on: typed.on as Day, name: typed.name.trim() }
  const findings = isDay(typed.on)
    ? checkHoliday(words, props.holidays, plannedYears(props.today))
    : []
  return (
    <form
      className="call-new-holiday"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault()
        step.mutate({ act: () => props.add(words), says: `${words.name} is a holiday.` })
      }}
    >
      <TextInput
        label="Day"
        type="date"
        value={typed.on}
        onChange={(event) => put({ on: event.currentTarget.value })}
      />
      <TextInput
        label="Name"
        value={typed.name}
        maxLength={120}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <Checkbox
        label="Major: nobody has two while somebody has none"
        checked={typed.isMajor}
        onChange={(event) => put({ isMajor: event.currentTarget.checked })}
      />
      <Findings findings={step.error ? findingsOf(step.error) : findings} />
      <Button
        type="submit"
        variant="default"
        loading={step.isPending}
        disabled={!isDay(typed.on) || words.name === '' || findings.length > 0}
      >
        Add holiday
      </Button>
    </form>
  )
}
