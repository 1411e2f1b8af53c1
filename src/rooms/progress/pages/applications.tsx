// Who waits for a decision about a pathway, and who is on one?
import { Button, Checkbox, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { type ClassView, progressContract as contract } from '../contract.ts'
import type { Member } from '../schema.ts'
import { wordsFor } from './standing.ts'
import { useStep } from './use-step.tsx'

export function Applications({ view }: { view: ClassView }) {
  const waiting = view.members.filter(({ state }) => state === 'applied')
  const on = view.members.filter(({ state }) => state === 'approved' || state === 'completed')
  return (
    <>
      {waiting.length > 0 && (
        <Section title="To decide" count={waiting.length}>
          <ul className="rows">
            {waiting.map((member) => (
              <Waiting key={member.id} programme={view.programme.id} member={member} />
            ))}
          </ul>
        </Section>
      )}
      {on.length > 0 && (
        <Section title="On pathways" count={on.length}>
          <ul className="rows">
            {on.map((member) => (
              <Admitted key={member.id} programme={view.programme.id} member={member} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

type Props = { programme: string; member: Member }

function useDecision({ programme, member }: Props) {
  const step = useStep<unknown>()
  const params = { id: programme, member: member.id }
  type Body = { state: 'applied' | 'approved' | 'declined' | 'completed'; note?: string }
  const decide = (body: Body & { inGoodStanding?: boolean }, says: string, back: Body['state']) =>
    step.mutate({
      act: () => call(contract.decide, { params, body }),
      says,
      undo: () => call(contract.decide, { params, body: { state: back } }),
    })
  return { step, decide }
}

function Waiting(props: Props) {
  const { member } = props
  const { step, decide } = useDecision(props)
  const [inGoodStanding, setStanding] = useState(false)
  const [note, setNote] = useState('')
  const { name } = member.person
  const words = wordsFor(member.entry)
  return (
    <li className="progress-decision">
      <div className="progress-words">
        <Who member={member} />
        {member.statement && <span className="small">“{member.statement}”</span>}
        <Checkbox
          label="In good standing"
          aria-label={`${name} is in good standing`}
          checked={inGoodStanding}
          onChange={(event) => setStanding(event.currentTarget.checked)}
        />
        <TextInput
          aria-label={`Note for ${name}`}
          placeholder="Note, for the applicant too"
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Findings findings={step.error ? findingsOf(step.error) : []} />
      </div>
      <div className="progress-acts">
        <Button
          loading={step.isPending}
          aria-label={`${words.admit}: ${name}`}
          onClick={() =>
            decide(
              { state: 'approved', note, inGoodStanding },
              `${name} ${words.admitted(member.pathwayName)}.`,
              'applied',
            )
          }
        >
          {words.admit}
        </Button>
        <Button
          variant="default"
          aria-label={`${words.decline}: ${name}`}
          onClick={() =>
            decide({ state: 'declined', note }, `${name} ${words.declined}.`, 'applied')
          }
        >
          {words.decline}
        </Button>
      </div>
    </li>
  )
}

function Who({ member }: { member: Member }) {
  return (
    <>
      <Link to="/people/$id/checklist" params={{ id: member.person.id }}>
        {member.person.name}
      </Link>
      <span className="small subtle">
        {member.person.level} · {member.pathwayName} · applied{' '}
        {sayDay(member.appliedOn, { year: true })}
      </span>
    </>
  )
}

function Admitted(props: Props) {
  const { member, programme } = props
  const { step, decide } = useDecision(props)
  const words = wordsFor(member.entry)
  const { says, tone } = words.states[member.state]
  return (
    <li className="progress-decision">
      <div className="progress-words">
        <Who member={member} />
        <Findings findings={step.error ? findingsOf(step.error) : []} />
      </div>
      <div className="progress-acts">
        <span className="chip" data-tone={tone}>
          {says}
        </span>
        {member.state === 'completed' ? (
          <Link
            to="/programmes/$id/letters/$member"
            params={{ id: programme, member: member.id }}
            aria-label={`Letter for ${member.person.name}`}
          >
            Letter
          </Link>
        ) : (
          <Button
            variant="default"
            size="compact-md"
            aria-label={`${words.complete}: ${member.person.name}`}
            onClick={() =>
              decide(
                { state: 'completed' },
                `${member.person.name} ${words.finished(member.pathwayName)}.`,
                'approved',
              )
            }
          >
            {words.complete}
          </Button>
        )}
      </div>
    </li>
  )
}
