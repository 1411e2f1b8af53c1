// What is the programme called, which levels has it, and how is its year cut?
import { Radio, SegmentedControl, TextInput } from '@mantine/core'
import { useId } from 'react'
import { isDay, sayDay } from '../../../kernel/day.ts'
import { type Cut, cuts, cutYear } from '../rules.ts'
import type { Made, Typed } from '../typed.ts'

export type StepProps = { typed: Typed; made: Made; change: (part: Partial<Typed>) => void }

const LEVELS = { residency: 'R1, R2, R3, R4', fellowship: 'Fellow' }

export function ProgrammeStep({ typed, change }: StepProps) {
  const label = useId()
  const choose = (kind: Typed['kind']) => {
    const untouched = Object.values(LEVELS).includes(typed.levels)
    change({ kind, ...(untouched ? { levels: LEVELS[kind] } : {}) })
  }
  return (
    <>
      <TextInput
        label="Name"
        description="As it stands on your letterhead."
        placeholder="Diagnostic Radiology Residency"
        value={typed.name}
        maxLength={120}
        data-autofocus
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div>
        <span id={label} className="founding-label">
          Kind
        </span>
        <SegmentedControl
          aria-labelledby={label}
          data={[
            { value: 'residency', label: 'Residency' },
            { value: 'fellowship', label: 'Fellowship' },
          ]}
          value={typed.kind}
          onChange={(kind) => choose(kind as Typed['kind'])}
        />
      </div>
      <TextInput
        label="Specialty"
        value={typed.specialty}
        maxLength={120}
        onChange={(event) => change({ specialty: event.currentTarget.value })}
      />
      <TextInput
        label="Levels"
        description="In their order, parted by commas. Your own words: R1, PGY-2, Fellow."
        value={typed.levels}
        onChange={(event) => change({ levels: event.currentTarget.value })}
      />
    </>
  )
}

const CUTS: Record<Cut, [title: string, says: string]> = {
  months: ['Months', '12 calendar months'],
  'four-weeks': ['Four weeks', '13 blocks, the last one takes the day that is left'],
  'two-weeks': ['Two weeks', '26 half-blocks'],
  weeks: ['Weeks', '52 weeks'],
}

export function YearStep({ typed, change }: StepProps) {
  return (
    <>
      <TextInput
        label="First day"
        type="date"
        value={typed.from}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <Radio.Group label="Blocks" value={typed.cut} onChange={(cut) => change({ cut: cut as Cut })}>
        <div className="founding-cuts">
          {cuts.map((cut) => (
            <Radio.Card key={cut} value={cut} className="founding-cut">
              <Radio.Indicator />
              <span>
                <strong>{CUTS[cut][0]}</strong>
                <span className="subtle small">{CUTS[cut][1]}</span>
                <CutPicture from={typed.from} cut={cut} />
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </>
  )
}

function CutPicture({ from, cut }: { from: string; cut: Cut }) {
  if (!isDay(from)) return null
  const blocks = cutYear(from, cut)
  return (
    <>
      <span className="founding-bar" aria-hidden>
        {blocks.map(({ id }) => (
          <i key={id} />
        ))}
      </span>
      <span className="subtle small num">
        {sayDay(blocks[0]!.from, { year: true })} to {sayDay(blocks.at(-1)!.to, { year: true })}
      </span>
    </>
  )
}
