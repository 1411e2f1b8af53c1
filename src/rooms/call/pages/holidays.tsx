// Which days are no ordinary ones, and how does one more become one?
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Section, Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import type { Holiday } from '../schema.ts'
import { type HolidayWords, NewHoliday } from './new-holiday.tsx'
import { CALL } from './queries.ts'

export function Holidays({ data }: { data: CallView }) {
  const step = useStepOf<unknown>(CALL)
  const params = { id: data.programme.id }
  const add = ({ on, name, isMajor }: HolidayWords) =>
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
      {data.plans && (
        <NewHoliday label="New holiday" holidays={data.holidays} today={data.today} add={add} />
      )}
    </Section>
  )
}
