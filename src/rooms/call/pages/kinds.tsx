// When is each kind of call, how many does it need, what does it weigh, and who may have it?
import { Button } from '@mantine/core'
import { useState } from 'react'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Section, Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import { type CallKind, callDays } from '../schema.ts'
import { DAY_NAMES } from './day-names.ts'
import { KindDialog } from './kind-dialog.tsx'
import { CALL } from './queries.ts'

export function Kinds({ data }: { data: CallView }) {
  const [edited, setEdited] = useState<string | null>()
  const step = useStepOf<unknown>(CALL)
  const { kinds, plans } = data
  const close = () => setEdited(undefined)
  const end = (kind: CallKind) => {
    const params = { id: data.programme.id, kind: kind.id }
    const set = (ended: boolean) => () => call(contract.endKind, { params, body: { ended } })
    step.mutate({ act: set(true), says: `${kind.name} is planned no more.`, undo: set(false) })
  }
  return (
    <Section title="Kinds of call" count={kinds.length}>
      {kinds.length === 0 && (
        <Empty says="This programme has no kinds of call yet.">
          {plans && <Button onClick={() => setEdited(null)}>Add the first kind</Button>}
        </Empty>
      )}
      <KindCards kinds={kinds} {...(plans ? { change: setEdited, end } : {})} />
      {step.error && <Trouble error={step.error} />}
      {plans && kinds.length > 0 && (
        <Button variant="default" mt="sm" onClick={() => setEdited(null)}>
          Add a kind
        </Button>
      )}
      {edited !== undefined && (
        <KindDialog
          key={edited}
          data={data}
          kind={kinds.find(({ id }) => id === edited) ?? null}
          close={close}
        />
      )}
    </Section>
  )
}

function KindCards(props: {
  kinds: readonly CallKind[]
  change?: (id: string) => void
  end?: (kind: CallKind) => void
}) {
  const { kinds, change, end } = props
  return (
    <ul className="call-kinds">
      {kinds.map((kind) => (
        <li key={kind.id} className="card call-kind">
          <h3>
            <span className="call-mark" data-color={kind.color} aria-hidden />
            {kind.name} <span className="subtle">{kind.code}</span>
          </h3>
          <p className="small">{sayWho(kind)}</p>
          <table className="call-hours">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Hours</th>
                <th scope="col">People</th>
                <th scope="col">Points</th>
              </tr>
            </thead>
            <tbody>
              {callDays.flatMap((day) => {
                const hours = kind.facts.hours[day]
                if (!hours) return []
                return [
                  <tr key={day}>
                    <th scope="row">{DAY_NAMES[day]}</th>
                    <td className="num">
                      {hours.from} to {hours.to}
                    </td>
                    <td className="num">{kind.facts.needs[day]}</td>
                    <td className="num">{kind.facts.points[day]}</td>
                  </tr>,
                ]
              })}
            </tbody>
          </table>
          {change && end && (
            <div className="call-acts">
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`Change ${kind.name}`}
                onClick={() => change(kind.id)}
              >
                Change
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`Plan no more: ${kind.name}`}
                onClick={() => end(kind)}
              >
                Plan no more
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function sayWho({ facts }: CallKind): string {
  const { levels, fromMonths, nightsApart, days, freeAfter, where } = facts
  const { rotations, notDuring, signOff } = facts
  const who = levels.length > 0 ? sayList(levels) : 'Everybody'
  const parts = [
    `${who}, ${where === 'home' ? 'at home' : 'in the house'}`,
    ...(days === 7 ? ['Monday to Sunday by one person'] : []),
    ...(fromMonths > 0 ? [`after ${sayCount(fromMonths, 'month')} of training`] : []),
    ...(nightsApart > 1 ? [`at most once in ${nightsApart} days`] : []),
    ...(freeAfter ? ['the day after is free'] : []),
    ...(rotations.length > 0 ? [`only in ${sayList(rotations)}`] : []),
    ...(notDuring.length > 0 ? [`not in ${sayList(notDuring)}`] : []),
    ...(signOff ? [`signed off for ${signOff}`] : []),
  ]
  return `${parts.join('; ')}.`
}
