// What must be settled before the stay, whose is it, and until when?
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { offsiteContract as contract, type StaysView } from '../contract.ts'
import type { StayView, Task, TaskState } from '../schema.ts'
import { STAYS } from './queries.ts'

type Props = { stay: StayView; view: StaysView }

export function TaskList({ stay, view }: Props) {
  const [adding, setAdding] = useState(false)
  return (
    <Section title={`Settled ${stay.settled} of ${stay.tasks}`}>
      <div className="stay-meter" role="presentation">
        <i style={{ inlineSize: `${(stay.settled / Math.max(1, stay.tasks)) * 100}%` }} />
      </div>
      <ul className="stay-tasks">
        {stay.list.map((task) => (
          <TaskRow key={task.id} stay={stay} view={view} task={task} />
        ))}
      </ul>
      {view.plans && stay.may.change && (
        <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
          Something more
        </Button>
      )}
      {adding && <AddDialog stay={stay} view={view} close={() => setAdding(false)} />}
    </Section>
  )
}

function useTask({ stay, view }: Props, task: Task, done?: () => void) {
  const step = useStepOf<unknown>(STAYS, done ? { done } : {})
  const set = (
    next: Partial<{ state: TaskState; note: string; owner: string | null; due: Day | null }>,
  ) => {
    const put = (body: { state: TaskState; note: string; owner: string | null; due: Day | null }) =>
      call(contract.setTask, {
        params: { id: view.programme.id, stay: stay.id, task: task.id },
        body,
      })
    const old = { state: task.state, note: task.note, owner: task.owner?.id ?? null, due: task.due }
    const says = { open: 'open again', done: 'settled', 'not-needed': 'not needed' }
    step.mutate({
      act: () => put({ ...old, ...next }),
      says: next.state ? `${task.name}: ${says[next.state]}.` : `${task.name} is changed.`,
      undo: () => put(old),
    })
  }
  return { step, set }
}

function TaskRow({ stay, view, task }: Props & { task: Task }) {
  const me = useMe().person
  const { step, set } = useTask({ stay, view }, task)
  const [changing, setChanging] = useState(false)
  const isMine = task.owner?.id === me?.id || view.plans
  const isLate = task.state === 'open' && task.due !== null && task.due < view.today
  return (
    <li data-state={task.state}>
      <Checkbox
        className="stay-check"
        label={task.name}
        checked={task.state !== 'open'}
        disabled={!stay.may.change || !isMine || step.isPending}
        onChange={(event) =>
          set({ state: event.currentTarget.checked ? 'done' : 'open', note: '' })
        }
        description={
          <>
            {task.owner ? task.owner.name : 'Office of the programme'}
            {task.state === 'open' && task.due && (
              <span data-tone={isLate ? 'danger' : undefined} className="stay-due">
                {' '}
                · {isLate ? 'was due' : 'due'} {sayDay(task.due)}
              </span>
            )}
            {task.state === 'not-needed' && ` · not needed: ${task.note}`}
            {task.state === 'done' &&
              task.changed &&
              ` · ${task.changed.by}, ${sayDay(task.changed.on)}`}
          </>
        }
      />
      {stay.may.change && isMine && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`More about ${task.name}`}
          onClick={() => setChanging(true)}
        >
          More
        </Button>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {changing && (
        <TaskDialog stay={stay} view={view} task={task} close={() => setChanging(false)} />
      )}
    </li>
  )
}

function TaskDialog({ stay, view, task, close }: Props & { task: Task; close: () => void }) {
  const [state, setState] = useState<TaskState>(task.state)
  const [note, setNote] = useState(task.note)
  const [owner, setOwner] = useState(task.owner?.id ?? '')
  const [due, setDue] = useState<string>(task.due ?? '')
  const { step, set } = useTask({ stay, view }, task, close)
  const people = [
    { value: '', label: 'Office of the programme' },
    { value: stay.person.id, label: stay.person.name },
    ...(task.owner && task.owner.id !== stay.person.id
      ? [{ value: task.owner.id, label: task.owner.name }]
      : []),
  ]
  return (
    <FormDialog
      title={task.name}
      close={close}
      doing={{
        mutate: () =>
          set({
            state,
            note,
            owner: owner === '' ? null : owner,
            due: due === '' ? null : (due as Day),
          }),
        isPending: step.isPending,
        error: step.error,
      }}
      action="Save"
      off={state === 'not-needed' && note.trim().length < 3}
    >
      <NativeSelect
        label="How it stands"
        value={state}
        onChange={(event) => setState(event.currentTarget.value as TaskState)}
        data={[
          { value: 'open', label: 'Open' },
          { value: 'done', label: 'Settled' },
          { value: 'not-needed', label: 'Not needed' },
        ]}
      />
      <TextInput
        label={state === 'not-needed' ? 'Why it is not needed' : 'Note'}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {view.plans && (
        <>
          <NativeSelect
            label="Whose it is"
            value={owner}
            onChange={(event) => setOwner(event.currentTarget.value)}
            data={people}
          />
          <TextInput
            label="Until"
            type="date"
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </>
      )}
    </FormDialog>
  )
}

function AddDialog({ stay, view, close }: Props & { close: () => void }) {
  const [name, setName] = useState('')
  const [due, setDue] = useState<string>(stay.from)
  const step = useStepOf<{ task: string }>(STAYS, { done: close })
  const add = () =>
    step.mutate({
      act: () =>
        call(contract.addTask, {
          params: { id: view.programme.id, stay: stay.id },
          body: { name, due: due === '' ? null : (due as Day) },
        }),
      says: `${name} is on the list.`,
    })
  return (
    <FormDialog
      title="Something more to settle"
      close={close}
      doing={{ mutate: add, isPending: step.isPending, error: step.error }}
      action="Put it on the list"
      off={name.trim() === ''}
    >
      <TextInput
        label="What"
        value={name}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Until"
        type="date"
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
