// One requirement of somebody: how far, why, with which evidence, and what can be done about it.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { progressContract as contract } from '../contract.ts'
import type { Checklist } from '../contract.ts'
import type { Item, Proof } from '../schema.ts'
import { EntryDialog, WaiveDialog } from './entry-dialog.tsx'
import { Bar, StateChip } from './state-chip.tsx'
import { useStep } from './use-step.tsx'

export function ItemRow({ list, item }: { list: Checklist; item: Item }) {
  const [asked, setAsked] = useState<'enter' | 'waive' | null>(null)
  const step = useStep<unknown>()
  const programme = list.programme.id
  const person = list.person.id
  const canEnter = list.may.enter && item.enters.length > 0
  const canWaive = list.may.waive && !item.waiver && item.state !== 'done'
  const endWaiver = ({ id, reason }: { id: string; reason: string }) =>
    step.mutate({
      act: () => call(contract.endWaiver, { params: { id: programme, waiver: id } }),
      says: `${item.name} binds again.`,
      undo: () =>
        call(contract.waive, {
          params: { id: programme },
          body: { person, requirement: item.id, reason },
        }),
    })
  const takeBack = (proof: Proof) =>
    step.mutate({
      act: () => call(contract.takeBack, { params: { id: programme, entry: proof.entry! } }),
      says: `Taken back: ${proof.says}`,
    })
  const confirm = (proof: Proof) => {
    const put = (confirmed: boolean) =>
      call(contract.confirm, {
        params: { id: programme, entry: proof.entry! },
        body: { confirmed },
      })
    step.mutate({
      act: () => put(true),
      says: `Confirmed: ${proof.says}`,
      undo: () => put(false),
    })
  }
  return (
    <li>
      <details className="progress-item" data-item={item.id}>
        <summary>
          <span className="progress-head">
            <strong>{item.name}</strong>
            <StateChip state={item.state} />
          </span>
          <Bar {...item} />
          <span className="small progress-says num">{item.says}</span>
          <span className="small subtle">
            {item.pathway
              ? `Asked by the pathway: ${item.pathway.name}`
              : item.isElective
                ? 'Asked by the elective, as it stands in the catalogue'
                : 'Asked of everybody'}
            {item.source === 'default' && ' · default of this program; check with your board'}
          </span>
        </summary>
        {item.goals.length > 1 && (
          <ul className="progress-goals small num" aria-label="Parts">
            {item.goals.map((goal) => (
              <li key={goal.says}>
                <StateChip state={goal.state} /> {goal.says}:{' '}
                {goal.bound === 'at-most' ? `${goal.planned} of at most` : `${goal.value} of`}{' '}
                {goal.needed} {goal.unit}
              </li>
            ))}
          </ul>
        )}
        {item.evidence.length === 0 ? (
          <p className="small subtle">There is no evidence yet.</p>
        ) : (
          <ul className="progress-proofs small num" aria-label="Evidence">
            {item.evidence.map((proof, nth) => (
              <li key={nth}>
                <span>
                  {proof.amount} {proof.unit === 'piece' ? '' : proof.unit} · {proof.says} ·{' '}
                  {saySpan(proof)}
                  {proof.isAhead && ' · planned'}
                  {!proof.isConfirmed && ' · not confirmed yet'}
                </span>
                {proof.entry && !proof.isConfirmed && list.may.confirm && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Confirm: ${proof.says}`}
                    onClick={() => confirm(proof)}
                  >
                    Confirm
                  </Button>
                )}
                {proof.entry && list.may.enter && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Take back: ${proof.says}`}
                    onClick={() => takeBack(proof)}
                  >
                    Take back
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        <div className="progress-acts">
          {canEnter && <Button onClick={() => setAsked('enter')}>Add evidence</Button>}
          {canWaive && (
            <Button variant="default" onClick={() => setAsked('waive')}>
              Waive
            </Button>
          )}
          {item.waiver && list.may.waive && (
            <Button variant="default" onClick={() => endWaiver(item.waiver!)}>
              End the waiver
            </Button>
          )}
          {item.basis && <span className="small subtle">{item.basis}</span>}
        </div>
      </details>
      {asked === 'enter' && <EntryDialog list={list} item={item} close={() => setAsked(null)} />}
      {asked === 'waive' && <WaiveDialog list={list} item={item} close={() => setAsked(null)} />}
    </li>
  )
}
