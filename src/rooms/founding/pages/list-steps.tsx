// Who is there, and what do they do? Two lists that are pasted, shown as they were understood.
import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { isDay, sayDay } from '../../../kernel/day.ts'
import { type Finding, finding, sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { foundingContract } from '../contract.ts'
import { takeFromWorkbook } from '../from-workbook.ts'
import { sayName } from '../reading.ts'
import type { StepProps } from './year-steps.tsx'

const PEOPLE = 'Okafor, Amara, R1\nVarga, Ilse, R2\nDemir, Yusuf, R2, 2027-10-01'
const WORKS = 'CHT Chest\nNRO Neuroradiology\nNF Night float\nVAC Vacation'

export function PeopleStep(props: StepProps) {
  const { typed, made, change } = props
  const levels = made.founding.levels.map(({ id }) => id)
  return (
    <>
      <Textarea
        label="One a line"
        description={`Name and level, in any order, also straight from a spreadsheet. A day after it for whoever begins late, two for whoever also ends early.`}
        placeholder={PEOPLE}
        autosize
        minRows={8}
        maxRows={18}
        value={typed.people}
        onChange={(event) => change({ people: event.currentTarget.value })}
      />
      <FromWorkbook {...props} />
      <Findings findings={made.people.findings} tone="warning" />
      {made.people.rows.length > 0 && (
        <div className="founding-understood">
          <p className="subtle small">
            Understood: {sayCount(made.people.rows.length, 'person', 'people')}
          </p>
          {levels.map((level) => {
            const mine = made.people.rows.filter((row) => row.level === level)
            if (mine.length === 0) return null
            return (
              <p key={level}>
                <strong>{level}</strong> <span className="subtle num">{mine.length}</span>{' '}
                {mine
                  .map((row) => `${sayName(row)}${row.from ? ` (from ${sayDay(row.from)})` : ''}`)
                  .join(', ')}
              </p>
            )
          })}
        </div>
      )}
    </>
  )
}

export function WorkStep(props: StepProps) {
  const { typed, made, change } = props
  return (
    <>
      <Textarea
        label="One a line"
        description="A code of two to five letters and a name, or the name alone. Vacation and other leave too."
        placeholder={WORKS}
        autosize
        minRows={8}
        maxRows={18}
        value={typed.works}
        onChange={(event) => change({ works: event.currentTarget.value })}
      />
      <FromWorkbook {...props} />
      <Findings findings={made.works.findings} tone="warning" />
      {made.works.rows.length > 0 && (
        <ul className="founding-works" aria-label="Understood">
          {made.works.rows.map(({ code, name, kind, line }) => (
            <li key={line}>
              <strong className="founding-code">{code}</strong> {name}
              <span className="chip">{KINDS[kind]}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const KINDS = {
  ...{ rotation: 'Rotation', elective: 'Elective', call: 'Nights or call', research: 'Research' },
  ...{ leave: 'Leave', conference: 'Course', rest: 'No work' },
}

function FromWorkbook({ typed, made, change }: StepProps) {
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>({
    busy: false,
    faults: [],
  })
  const take = async (file: File) => {
    setState({ busy: true, faults: [] })
    try {
      const body = new Uint8Array(await file.arrayBuffer())
      const book = await call(foundingContract.read, { body })
      const levels = made.founding.levels.map(({ id }) => id)
      const from = isDay(typed.from) ? typed.from : undefined
      const taken = from && takeFromWorkbook(book, from, levels)
      setState({ busy: false, faults: taken ? [] : [noYear(file.name)] })
      if (!taken) return
      const { cut, people, works } = taken
      change({ cut, people, works, workbook: file.name })
    } catch (error) {
      setState({ busy: false, faults: findingsOf(error) })
    }
  }
  return (
    <div className="founding-book">
      <Button variant="default" loading={state.busy} onClick={() => input.current?.click()}>
        Take both lists from a workbook
      </Button>
      <span className="small subtle" role="status">
        {typed.workbook
          ? `From ${typed.workbook}. Its cells can be brought in when the year is there.`
          : 'An .xlsx or .csv with a year in it: names, rotations and blocks are found.'}
      </span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Workbook"
        accept=".xlsx,.csv,.tsv,.txt"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Findings findings={state.faults} />
    </div>
  )
}

function noYear(name: string): Finding {
  return finding('founding.workbook', `No row of ${name} names the blocks of this year.`, {
    can: 'Look at the first day in step 2, or paste the lists.',
  })
}
