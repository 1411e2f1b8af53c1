// The parts of a kind of call that are numbers: its days, and standby.
import { NumberInput, Select } from '@mantine/core'
import { type CallDay, callDays, type CallFacts, type KindWords } from '../schema.ts'
import { DAY_NAMES } from './day-names.ts'

export type Part = { words: KindWords; set: (words: KindWords) => void }
export const factsIn =
  ({ words, set }: Part) =>
  (facts: Partial<CallFacts>) =>
    set({ ...words, facts: { ...words.facts, ...facts } })

export function Days(props: Part) {
  const { facts } = props.words
  const change = factsIn(props)
  const set = <Key extends 'hours' | 'needs' | 'points'>(
    key: Key,
    day: CallDay,
    value: CallFacts[Key][CallDay],
  ) => change({ [key]: { ...facts[key], [day]: value } } as Partial<CallFacts>)
  return (
    <div className="call-scroll">
      <table className="kind-days">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">People</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {callDays.map((day) => (
            <tr key={day}>
              <th scope="row">{DAY_NAMES[day]}</th>
              {(['from', 'to'] as const).map((end) => (
                <td key={end}>
                  <input
                    type="time"
                    aria-label={`${DAY_NAMES[day]} ${end}`}
                    value={facts.hours[day]?.[end] ?? ''}
                    onChange={(event) => {
                      const value = event.currentTarget.value
                      const hours = facts.hours[day] ?? { from: '17:00', to: '07:00' }
                      set('hours', day, value === '' ? null : { ...hours, [end]: value })
                    }}
                  />
                </td>
              ))}
              {(['needs', 'points'] as const).map((key) => (
                <td key={key}>
                  <input
                    type="number"
                    min={0}
                    max={key === 'needs' ? 50 : 20}
                    step={key === 'needs' ? 1 : 0.25}
                    aria-label={`${DAY_NAMES[day]} ${key === 'needs' ? 'people' : 'points'}`}
                    value={facts[key][day]}
                    onChange={(event) => set(key, day, Number(event.currentTarget.value) || 0)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Standby(props: Part) {
  const { facts } = props.words
  const change = factsIn(props)
  const number = (value: string | number) => (value === '' ? null : Number(value))
  return (
    <>
      <Select
        label="Tier"
        allowDeselect={false}
        value={facts.tier}
        data={[
          { value: 'primary', label: 'Works it' },
          { value: 'backup', label: 'Backup: steps in with notice' },
          { value: 'jeopardy', label: 'Jeopardy: when nobody else is left' },
        ]}
        onChange={(tier) => tier && change({ tier: tier as CallFacts['tier'] })}
      />
      <div className="kind-row">
        <NumberInput
          label="There within minutes"
          min={1}
          max={600}
          value={facts.responseMinutes ?? ''}
          onChange={(value) => change({ responseMinutes: number(value) })}
        />
        {facts.tier !== 'primary' && (
          <>
            <NumberInput
              label="Hours of notice"
              min={0}
              max={168}
              value={facts.noticeHours ?? ''}
              onChange={(value) => change({ noticeHours: number(value) })}
            />
            <NumberInput
              label="Paid back, times"
              min={0}
              max={10}
              value={facts.payback ?? ''}
              onChange={(value) => change({ payback: number(value) })}
            />
          </>
        )}
      </div>
    </>
  )
}
