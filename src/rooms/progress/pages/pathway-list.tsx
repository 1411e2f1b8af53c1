// Which pathways are there for this person, on which are they, and what may be done now?
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { type Checklist, progressContract as contract } from '../contract.ts'
import type { Member } from '../schema.ts'
import { ApplyDialog } from './entry-dialog.tsx'
import { wordsFor } from './standing.ts'
import { useStep } from './use-step.tsx'

export function PathwayList({ list }: { list: Checklist }) {
  const [applying, setApplying] = useState<{ id: string; name: string } | null>(null)
  if (list.pathways.length === 0) return null
  return (
    <Section title="Pathways">
      <ul className="rows progress-pathways">
        {list.pathways.map((pathway) => {
          const member = list.members.find((entry) => entry.pathway === pathway.id)
          const isOn = member && !['declined', 'withdrawn'].includes(member.state)
          return (
            <li key={pathway.id}>
              <div className="progress-words">
                <strong>{pathway.name}</strong>
                <span className="small subtle">
                  {pathway.summary}
                  {pathway.free !== null &&
                    ` ${sayCount(pathway.free, 'place')} left in this class.`}
                </span>
                {member && <Standing list={list} member={member} />}
                {!isOn && pathway.refusals.length > 0 && (
                  <span className="small subtle">{pathway.refusals.join(' ')}</span>
                )}
              </div>
              {!isOn && list.may.apply && pathway.refusals.length === 0 && (
                <Button
                  variant="default"
                  aria-label={
                    pathway.entry === 'here'
                      ? `Apply for ${pathway.name}`
                      : `I apply there: ${pathway.name}`
                  }
                  onClick={() => setApplying(pathway)}
                >
                  {pathway.entry === 'here' ? 'Apply' : 'I apply there'}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {applying && <ApplyDialog list={list} pathway={applying} close={() => setApplying(null)} />}
    </Section>
  )
}

function Standing({ list, member }: { list: Checklist; member: Member }) {
  const step = useStep<unknown>()
  const { says, tone } = wordsFor(member.entry).states[member.state]
  const id = list.programme.id
  const withdraw = () =>
    step.mutate({
      act: () => call(contract.withdraw, { params: { id, member: member.id } }),
      says: `Withdrawn from ${member.pathwayName}. One may apply anew.`,
    })
  return (
    <span className="progress-standing small">
      <span className="chip" data-tone={tone}>
        {says}
      </span>{' '}
      {sayDay(member.decidedOn ?? member.appliedOn, { year: true })}
      {member.decidedBy && member.state !== 'withdrawn' && `, by ${member.decidedBy}`}
      {member.note && `: ${member.note}`}{' '}
      {['applied', 'approved'].includes(member.state) && list.may.enter && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Withdraw from ${member.pathwayName}`}
          loading={step.isPending}
          onClick={withdraw}
        >
          Withdraw
        </Button>
      )}
      {member.state === 'completed' && (
        <Link to="/programmes/$id/letters/$member" params={{ id, member: member.id }}>
          Letter
        </Link>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </span>
  )
}
