// Which days are no ordinary ones, and how does one more become one?
import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, Section, Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import { checkHoliday, plannedYears } from '../rules.ts'
import type { Holiday } from '../schema.ts'
import { CALL } from './queries.ts'

export function Holidays({ data }: { data: CallView }) {
  const step = useStepOf<unknown>(CALL)
  const params = { id: data.programme.id }
  const add = ({ on, name, isMajor }: Pick<Holiday, 'on' | 'name' | 'isMajor'>) =>
    call(contract.addHoliday, { params, body: { on, name, isMajor } })
  const remove = (one: Holiday) =>
    step.mutate({
      act: () => call(contract.removeHoliday, { params: { ...params, holiday: one.id } }),
      says: `${one.name} is an ordinary day again.`,
      undo: () => add(one),
    })
  return (
    <Section title="Holidays" count={data.holidays.length}>
      {data.holidays.length === 0 ? (
        <p className="subtle">No day of this year is written down as a holiday.</p>
      ) : (
        <ul className="rows">
          {data.holidays.map((one) => (
            <li key={one.id} className="call-holiday">
              <span className="num">{sayDay(one.on, { weekday: true, year: true })}</span>
              <span className="call-wish-words">
                {one.name}
                {one.isMajor && (
                  <span className="subtle small"> · major, shared out across years</span>
                )}
                {one.programme === null && (
                  <span className="subtle small"> · of the institution</span>
                )}
              </span>
              {data.plans && one.programme !== null && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`Remove ${one.name}`}
                  onClick={() => remove(one)}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {step.error && <Trouble error={step.error} />}
      <p className="small subtle">
        Those of the institution are for every programme:{' '}
        <Link to="/holidays">Holidays of the institution</Link>
      </p>
      {data.plans && <NewHoliday data={data} add={add} />}
    </Section>
  )
}

function NewHoliday(props: {
  data: CallView
  add: (one: Pick<Holiday, 'on' | 'name' | 'isMajor'>) => Promise<unknown>
}) {
  const { data } = props
  const [on, setOn] = useState('')
  const [name, setName] = useState('')
  const [isMajor, setMajor] = useState(false)
  const step = useStepOf<unknown>(CALL, {
    done: () => {
      setOn('')
      setName('')
      setMajor(false)
    },
  })
  const words = { on: on as Day, name: name.trim(), isMajor }
  const findings = on === '' ? [] : checkHoliday(words, data.holidays, plannedYears(data.today))
  return (
    <form
      className="call-new-holiday"
      aria-label="New holiday"
      onSubmit={(event) => {
        event.preventDefault()
        step.mutate({ act: () => props.add(words), says: `${words.name} is a holiday.` })
      }}
    >
      <TextInput
        label="Day"
        type="date"
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput
        label="Name"
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label="Major: nobody has two while somebody has none"
        checked={isMajor}
        onChange={(event) => setMajor(event.currentTarget.checked)}
      />
      <Findings findings={findings} />
      {step.error && <Trouble error={step.error} />}
      <Button
        type="submit"
        variant="default"
        loading={step.isPending}
        disabled={on === '' || words.name === '' || findings.length > 0}
      >
        Add holiday
      </Button>
    </form>
  )
}
