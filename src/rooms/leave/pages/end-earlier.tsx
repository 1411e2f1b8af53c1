// Back earlier than approved: on which day does the leave end, then?
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, isDay, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { leaveContract as contract } from '../contract.ts'
import type { RequestView } from '../schema.ts'
import { checkEnd, cutAt, endsOf } from '../shortening-rules.ts'
import { LEAVE, sayParts } from './queries.ts'

export function EndEarlier({ request }: { request: RequestView }) {
  const { today } = useMe()
  const ends = endsOf(request.parts, today)
  const [until, setUntil] = useState<string | null>(null)
  const step = useStepOf<unknown>(LEAVE, { done: () => setUntil(null) })
  const about = `${request.person.name}, ${sayParts(request.parts)}`
  if (!ends) return null
  if (until === null)
    return (
      <Button
        variant="default"
        aria-label={`End earlier: ${about}`}
        onClick={() => setUntil(ends.from)}
      >
        End earlier
      </Button>
    )
  const findings = isDay(until) ? checkEnd(request.parts, until, today) : []
  const params = { id: request.programme, request: request.id }
  const end = () =>
    step.mutate({
      act: () =>
        call(contract.shorten, { params, body: { version: request.version, until: until as Day } }),
      says: `It ends on ${sayDay(until as Day)}; the days after it are given back.`,
    })
  return (
    <form
      className="leave-end"
      onSubmit={(event) => {
        event.preventDefault()
        end()
      }}
    >
      <TextInput
        label="Last day away"
        description={
          isDay(until) && findings.length === 0
            ? `What stays: ${sayParts(cutAt(request.parts, until))}.`
            : 'What is over stays. For more days later, ask for more.'
        }
        type="date"
        min={ends.from}
        max={ends.to}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <Findings findings={step.error ? findingsOf(step.error) : findings} />
      <div className="leave-acts">
        <Button
          type="submit"
          loading={step.isPending}
          disabled={!isDay(until) || findings.length > 0}
        >
          {isDay(until) && findings.length === 0 ? `End on ${sayDay(until)}` : 'End on that day'}
        </Button>
        <Button variant="default" onClick={() => setUntil(null)}>
          Leave it
        </Button>
      </div>
    </form>
  )
}
