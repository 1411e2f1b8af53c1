// Which days are holidays of the whole institution, and which of a country's list are not written down yet?
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import {
  Empty,
  Findings,
  findingsOf,
  Page,
  Section,
  Trouble,
  Waiting,
} from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type HouseHolidays } from '../contract.ts'
import type { Holiday } from '../schema.ts'
import { type HolidayWords, NewHoliday } from './new-holiday.tsx'
import { CALL, houseHolidaysQuery, proposedHolidaysQuery } from './queries.ts'
import './call.css'

const add = (holidays: HolidayWords[]) => call(contract.addHouseHolidays, { body: { holidays } })

export function HouseHolidaysPage() {
  const { data, error } = useQuery(houseHolidaysQuery)
  if (error)
    return (
      <Page title="Holidays" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page title="Holidays" beside={<span className="subtle">{data.institution}</span>} narrow>
      <p className="small subtle">
        For every programme: clinics are closed, and call is that of a holiday. A programme adds
        days of its own on its page of call.
      </p>
      {data.holidays.length === 0 ? (
        <Empty
          says={
            data.changes
              ? 'No holiday is written down yet. Take those of a country from the list below.'
              : 'No holiday is written down yet; an administrator does so.'
          }
        />
      ) : (
        <Standing data={data} />
      )}
      {data.changes && (
        <>
          <FromList data={data} />
          <Section title="Another day">
            <NewHoliday
              label="New holiday of the institution"
              holidays={data.holidays}
              today={data.today}
              add={(words) => add([words])}
            />
          </Section>
        </>
      )}
    </Page>
  )
}

function Standing({ data }: { data: HouseHolidays }) {
  const step = useStepOf<unknown>(CALL)
  const remove = ({ id, on, name, isMajor }: Holiday) =>
    step.mutate({
      act: () => call(contract.removeHouseHoliday, { params: { holiday: id } }),
      says: `${name} is an ordinary day again.`,
      undo: () => add([{ on, name, isMajor }]),
    })
  const years = [...new Set(data.holidays.map(({ on }) => on.slice(0, 4)))]
  return years.map((year) => {
    const days = data.holidays.filter(({ on }) => on.startsWith(year))
    return (
      <Section key={year} title={year} count={days.length}>
        <ul className="rows">
          {days.map((one) => (
            <li key={one.id} className="call-holiday">
              <span className="num">{sayDay(one.on, { weekday: true })}</span>
              <span className="call-wish-words">
                {one.name}
                {one.isMajor && (
                  <span className="subtle small"> · major, shared out across years</span>
                )}
              </span>
              {data.changes && (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`Remove ${one.name}, ${sayDay(one.on, { year: true })}`}
                  onClick={() => remove(one)}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
        {step.error && <Trouble error={step.error} />}
      </Section>
    )
  })
}

function FromList({ data }: { data: HouseHolidays }) {
  const first = Number(data.today.slice(0, 4))
  const [country, setCountry] = useState('')
  const [region, setRegion] = useState('')
  const [year, setYear] = useState(first)
  const [left, setLeft] = useState<ReadonlySet<Day>>(new Set())
  const step = useStepOf<unknown>(CALL)
  const proposed = useQuery(proposedHolidaysQuery(country, region, year))
  const days = proposed.data?.days ?? []
  const wanted = days.filter(({ on, isThere }) => !isThere && !left.has(on))
  const toggle = (on: Day) =>
    setLeft((old) => {
      const next = new Set(old)
      if (!next.delete(on)) next.add(on)
      return next
    })
  const take = () => {
    const words = wanted.map(({ on, name }) => ({ on, name, isMajor: false }))
    step.mutate({
      act: () => add(words),
      says: `${sayCount(words.length, 'holiday')} of ${year} written down.`,
    })
  }
  return (
    <Section title="From the list of a country">
      <div className="call-new-holiday">
        <NativeSelect
          label="Country"
          value={country}
          data={[
            { value: '', label: 'Choose one' },
            ...data.countries.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => {
            setCountry(event.currentTarget.value)
            setRegion('')
          }}
        />
        {(proposed.data?.regions.length ?? 0) > 0 && (
          <NativeSelect
            label="State or region"
            value={region}
            data={[
              { value: '', label: 'What all have' },
              ...proposed.data!.regions.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => setRegion(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label="Year"
          value={String(year)}
          data={[0, 1, 2].map((ahead) => String(first + ahead))}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
        />
      </div>
      {proposed.error && <Trouble error={proposed.error} />}
      {days.length > 0 && (
        <ul className="rows call-proposed" aria-label={`Holidays of ${year} in the list`}>
          {days.map(({ on, name, isThere }) => (
            <li key={on}>
              <Checkbox
                label={`${sayDay(on, { weekday: true })}, ${name}${isThere ? ' (written down already)' : ''}`}
                checked={isThere || !left.has(on)}
                disabled={isThere}
                onChange={() => toggle(on)}
              />
            </li>
          ))}
        </ul>
      )}
      {country !== '' && proposed.data && days.length === 0 && (
        <p className="small subtle">The list has no public holiday of {year} there.</p>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {days.length > 0 && (
        <Button loading={step.isPending} disabled={wanted.length === 0} onClick={take}>
          {wanted.length === 0
            ? 'All of them are written down'
            : `Write down ${sayCount(wanted.length, 'holiday')}`}
        </Button>
      )}
    </Section>
  )
}
