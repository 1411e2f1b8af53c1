// Which days, for what? Judged while it is typed, by the same rules as afterwards.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addDays, type Day, isDay, weekday } from '../../../kernel/day.ts'
import type { Span } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { leaveContract as contract } from '../contract.ts'
import { judgeLeave } from '../rules.ts'
import { type LeaveWorld, partSchema, type RequestView } from '../schema.ts'
import { DayStrip } from './day-strip.tsx'
import { LEAVE } from './queries.ts'
import { Verdict } from './verdict.tsx'

type Typed = { from: string; to: string }
const MOST_PARTS = 8
const MONDAY = 8
const FIRST_IN_DAYS = 35

export function RequestForm(props: {
  programme: string
  world: LeaveWorld
  /** One that is changed; absent = a new one. */
  request?: RequestView
  done: () => void
}) {
  const { programme: id, world, request } = props
  const monday = nextMonday(addDays(world.today, FIRST_IN_DAYS))
  const blank = { from: monday, to: addDays(monday, 4) }
  const [type, setType] = useState(request?.type ?? world.types[0]?.id ?? '')
  const [parts, setParts] = useState<Typed[]>(request?.parts ?? [blank])
  const [reason, setReason] = useState(request?.reason ?? '')
  const clear = () => {
    setParts([blank])
    setReason('')
    props.done()
  }
  const step = useStepOf<{ version: number; request?: string }>(LEAVE, { done: clear })
  const spans = parts.filter((part): part is Span => isSpan(part))
  const whole = spans.length === parts.length
  const verdict = whole
    ? judgeLeave(world, { id: request?.id ?? null, type, parts: spans, reason, askedOn: null })
    : undefined
  const put = (nth: number, part: Partial<Typed>) =>
    setParts((old) => old.map((one, at) => (at === nth ? moved(one, part) : one)))
  const save = (asks: boolean) => {
    const body = { type, parts: spans, reason, asks }
    step.mutate({
      act: () =>
        request
          ? call(contract.change, {
              params: { id, request: request.id },
              body: { ...body, version: request.version },
            })
          : call(contract.save, { params: { id }, body }),
      says: asks ? 'Asked for. You hear as soon as it is decided.' : 'Written down.',
      ...(asks && {
        undo: (made) =>
          call(contract.withdraw, {
            params: { id, request: request?.id ?? made.request! },
            body: { version: made.version },
          }),
      }),
    })
  }
  const needs = world.types.find((one) => one.id === type)
  const cannot = verdict?.findings.some(({ level }) => level === 'must') ?? true
  return (
    <form
      className="card leave-form"
      aria-label={request ? 'Change the leave' : 'Ask for leave'}
      onSubmit={(event) => {
        event.preventDefault()
        save(true)
      }}
    >
      <NativeSelect
        label="Type"
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        data={world.types.map(({ id: value, name: label }) => ({ value, label }))}
      />
      {parts.map((part, nth) => (
        <div key={nth} className="leave-dates">
          <TextInput
            type="date"
            label={nth === 0 ? 'First day' : `First day of part ${nth + 1}`}
            value={part.from}
            onChange={(event) => put(nth, { from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={nth === 0 ? 'Last day' : `Last day of part ${nth + 1}`}
            value={part.to}
            onChange={(event) => put(nth, { to: event.currentTarget.value })}
          />
          {parts.length > 1 && (
            <Button
              variant="default"
              aria-label={`Leave out part ${nth + 1}`}
              onClick={() => setParts((old) => old.filter((_, at) => at !== nth))}
            >
              Leave out
            </Button>
          )}
        </div>
      ))}
      {parts.length < MOST_PARTS && (
        <Button
          variant="subtle"
          className="leave-split"
          onClick={() => setParts((old) => [...old, after(old.at(-1)!, blank)])}
        >
          Split it: add other days
        </Button>
      )}
      <TextInput
        label={needs?.needsReason ? 'Reason' : 'Reason, if you like'}
        description={
          needs?.reasonFor === 'directors'
            ? 'Only you and the directors read it.'
            : 'Only you, the directors and the coordinators read it.'
        }
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {verdict ? (
          <>
            <DayStrip world={world} parts={spans} verdict={verdict} />
            <Verdict verdict={verdict} />
          </>
        ) : (
          <p className="small subtle">
            Give a first and a last day, in this order and within a year.
          </p>
        )}
      </div>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <div className="leave-acts">
        <Button type="submit" loading={step.isPending} disabled={!whole || cannot}>
          Ask for it
        </Button>
        <Button variant="default" disabled={!whole} onClick={() => save(false)}>
          Keep for later
        </Button>
      </div>
    </form>
  )
}

const isSpan = (part: Typed): boolean => partSchema.safeParse(part).success

/** A last day that would lie before the first one comes along with it. */
function moved(one: Typed, part: Partial<Typed>): Typed {
  const next = { ...one, ...part }
  return part.from !== undefined && isDay(next.from) && next.to < next.from
    ? { from: next.from, to: next.from }
    : next
}

const after = ({ to }: Typed, blank: Typed): Typed => {
  if (!isDay(to)) return blank
  const from = nextMonday(addDays(to, 1))
  return { from, to: addDays(from, 4) }
}
const nextMonday = (day: Day): Day => addDays(day, (MONDAY - weekday(day)) % 7)
