// By which types and numbers is leave judged here?
import { Button, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, isDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Board, leaveContract as contract } from '../contract.ts'
import type { Capacity, LeavePolicy, LeaveType } from '../schema.ts'
import { LEAVE } from './queries.ts'

const NUMBERS = [
  ['noticeDays', 'Days of notice'],
  ['maxDaysPerRotation', 'Workdays of a rotation'],
  ['maxOffPerServicePerDay', 'Away at once per service'],
  ['carryOver', 'Days carried over'],
  ['creditLossThreshold', 'Missed days before a rotation may not count'],
  ['reserveDays', 'Days kept beside a qualifying leave'],
  ['paidWeeks', 'Weeks paid once'],
] as const

const CHAINS: { label: string; chain: Capacity[] }[] = [
  { label: 'Anybody who plans', chain: ['planner'] },
  { label: 'A chief, then a director', chain: ['chief', 'director'] },
  { label: 'A coordinator, then a director', chain: ['coordinator', 'director'] },
  { label: 'A director', chain: ['director'] },
]

type Out = { from: string; to: string; name: string }

export function PolicyDialog({ board, close }: { board: Board; close: () => void }) {
  const [policy, setPolicy] = useState(board.policy)
  const [types, setTypes] = useState(board.types)
  const [outs, setOuts] = useState<Out[]>(board.policy.blackouts)
  const step = useStepOf<{ version: number }>(LEAVE, { done: close })
  const id = board.programme.id
  const set = (version: number, next: LeavePolicy, of: LeaveType[]) =>
    call(contract.setPolicy, { params: { id }, body: { version, policy: next, types: of } })
  const isWhole = outs.every(
    ({ from, to, name }) => isDay(from) && isDay(to) && from <= to && name.trim() !== '',
  )
  const save = () => {
    const blackouts = outs.map((out) => ({ ...out, from: out.from as Day, to: out.to as Day }))
    step.mutate({
      act: () => set(board.version, { ...policy, blackouts }, types),
      says: 'Set.',
      undo: ({ version }) => set(version, board.policy, board.types),
    })
  }
  const put = (nth: number, part: Partial<LeaveType>) =>
    setTypes((old) => old.map((one, at) => (at === nth ? { ...one, ...part } : one)))
  const putOut = (nth: number, part: Partial<Out>) =>
    setOuts((old) => old.map((one, at) => (at === nth ? { ...one, ...part } : one)))
  const chain = CHAINS.findIndex((one) => one.chain.join() === policy.chain.join())
  const lines = board.works.filter(({ isLeave }) => !isLeave)
  return (
    <FormDialog
      title="Types and policy of leave"
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action="Save"
      off={!isWhole}
    >
      <div className="leave-numbers">
        {NUMBERS.map(([key, label]) => (
          <NumberInput
            key={key}
            label={label}
            value={policy[key]}
            min={key === 'maxOffPerServicePerDay' ? 1 : 0}
            max={key === 'maxOffPerServicePerDay' ? 99 : 366}
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number') setPolicy({ ...policy, [key]: value })
            }}
          />
        ))}
        <NumberInput
          label="Workdays a year for the board"
          placeholder="not counted"
          value={policy.abrWorkdaysAYear ?? ''}
          min={0}
          max={366}
          allowDecimal={false}
          onChange={(value) =>
            setPolicy({ ...policy, abrWorkdaysAYear: typeof value === 'number' ? value : null })
          }
        />
      </div>
      <NativeSelect
        label="Who says yes"
        value={String(chain)}
        onChange={(event) => {
          const next = CHAINS[Number(event.currentTarget.value)]
          if (next) setPolicy({ ...policy, chain: next.chain })
        }}
        data={[
          ...CHAINS.map(({ label }, nth) => ({ value: String(nth), label })),
          ...(chain < 0 ? [{ value: '-1', label: policy.chain.join(', then ') }] : []),
        ]}
      />
      <div className="leave-types">
        <strong>No leave</strong>
        {outs.map((out, nth) => (
          <div key={nth} className="leave-dates">
            <TextInput
              label="Name"
              value={out.name}
              maxLength={120}
              onChange={(event) => putOut(nth, { name: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label="From"
              value={out.from}
              onChange={(event) => putOut(nth, { from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label="Last day"
              value={out.to}
              onChange={(event) => putOut(nth, { to: event.currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={`Leave out ${out.name || 'these days'}`}
              onClick={() => setOuts((old) => old.filter((_, at) => at !== nth))}
            >
              Leave out
            </Button>
          </div>
        ))}
        <Button
          variant="default"
          onClick={() => setOuts([...outs, { name: '', from: board.today, to: board.today }])}
        >
          Add days without leave
        </Button>
      </div>
      <Least policy={policy} set={setPolicy} lines={lines} />
      <div className="leave-types">
        <strong>Types</strong>
        {types.map((type, nth) => (
          <fieldset key={type.id}>
            <legend>{type.name}</legend>
            <div className="leave-numbers">
              <NumberInput
                label={`Days a year of ${type.name}`}
                placeholder="no limit"
                value={type.daysAYear ?? ''}
                min={0}
                max={366}
                allowDecimal={false}
                onChange={(value) =>
                  put(nth, { daysAYear: typeof value === 'number' ? value : null })
                }
              />
              <NumberInput
                label={`Notice for ${type.name}`}
                placeholder="as above"
                value={type.noticeDays ?? ''}
                min={0}
                max={365}
                allowDecimal={false}
                onChange={(value) =>
                  put(nth, { noticeDays: typeof value === 'number' ? value : null })
                }
              />
            </div>
            <Checkbox
              label="Needs a reason"
              checked={type.needsReason}
              onChange={(event) => put(nth, { needsReason: event.currentTarget.checked })}
            />
            <Checkbox
              label="Reason for directors only"
              checked={type.reasonFor === 'directors'}
              onChange={(event) =>
                put(nth, { reasonFor: event.currentTarget.checked ? 'directors' : 'office' })
              }
            />
            <Checkbox
              label="Counts as leave for the board"
              checked={type.isAbrLeave}
              onChange={(event) => put(nth, { isAbrLeave: event.currentTarget.checked })}
            />
          </fieldset>
        ))}
      </div>
    </FormDialog>
  )
}

/** So many have to be there; where nothing is said, the rules of the year are asked. */
function Least(props: {
  policy: LeavePolicy
  set: (policy: LeavePolicy) => void
  lines: { id: string; name: string }[]
}) {
  const { policy, set, lines } = props
  const least = policy.minStaffByService
  const free = lines.filter(({ id }) => least[id] === undefined)
  return (
    <div className="leave-types">
      <strong>At least there</strong>
      <div className="leave-numbers">
        {Object.entries(least).map(([work, min]) => (
          <NumberInput
            key={work}
            label={lines.find(({ id }) => id === work)?.name ?? work}
            value={min}
            min={0}
            max={99}
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number')
                set({ ...policy, minStaffByService: { ...least, [work]: value } })
            }}
          />
        ))}
        <NativeSelect
          label="Another service"
          value=""
          onChange={(event) => {
            const work = event.currentTarget.value
            if (work) set({ ...policy, minStaffByService: { ...least, [work]: 1 } })
          }}
          data={[
            { value: '', label: 'Choose' },
            ...free.map(({ id: value, name: label }) => ({ value, label })),
          ]}
        />
      </div>
    </div>
  )
}
