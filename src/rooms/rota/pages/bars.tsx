// What must be decided before going on: a what-if, a repair, a proposal of the engine.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { rotaContract } from '../contract.ts'
import type { DraftView, PlanView } from '../schema.ts'
import { waitingRepairs } from './opening.ts'
import { planQuery } from './queries.ts'

/** What is different in this what-if, and what to do with it. */
export function WhatIfBar(props: { draft: DraftView; plan: PlanView; edit: () => void }) {
  const { draft, plan } = props
  const remove = useRemoval(plan.id, draft)
  if (draft.kind === 'draft') return null
  const others = plan.drafts.filter(({ id }) => id !== draft.id).slice(0, 2)
  const compared = [...(plan.publication ? ['published'] : others.map(({ id }) => id)), draft.id]
  return (
    <div className="bar" data-tone="accent" role="region" aria-label="What is different here">
      <p className="bar-row">
        <strong>{draft.kind === 'repair' ? 'Repair:' : 'What if:'}</strong>
        <span>{draft.changes.map(({ says }) => says).join(' ')}</span>
        <span className="bar-actions">
          <Button variant="default" size="compact-sm" onClick={props.edit}>
            Change
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            renderRoot={(rest) => (
              <Link
                to="/plans/$id/compare"
                params={{ id: plan.id }}
                search={{ drafts: compared.join(',') } as never}
                {...rest}
              />
            )}
          >
            Compare
          </Button>
          <Button variant="default" size="compact-sm" onClick={remove}>
            Throw away
          </Button>
        </span>
      </p>
    </div>
  )
}

/** The published year has been repaired, and nobody has decided about it yet. */
export function RepairBar({ plan, draft }: { plan: PlanView; draft: DraftView }) {
  const [repair, ...others] = waitingRepairs(plan)
  const remove = useRemoval(plan.id, repair ?? draft)
  if (!repair || draft.kind === 'repair') return null
  return (
    <div className="bar" data-tone="accent" role="region" aria-label="A repair is waiting">
      <p className="bar-row">
        <strong>A repair is waiting:</strong>
        <span>{repair.name}</span>
        {others.length > 0 && <span>And {others.length} more.</span>}
        <span className="bar-actions">
          <Button variant="default" size="compact-sm" onClick={remove}>
            Throw away
          </Button>
          <Button
            size="compact-sm"
            renderRoot={(rest) => (
              <Link
                to="/plans/$id"
                params={{ id: plan.id }}
                search={{ draft: repair.id } as never}
                {...rest}
              />
            )}
          >
            Look at it
          </Button>
        </span>
      </p>
    </div>
  )
}

/** Throws the draft away at once; the notice brings it back. */
export function useRemoval(plan: string, draft: { id: string; name: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const go = (id?: string) =>
    navigate({
      to: '/plans/$id',
      params: { id: plan },
      search: (id ? { draft: id } : {}) as never,
    })
  const refresh = () => client.invalidateQueries({ queryKey: planQuery(plan).queryKey })
  return async () => {
    await call(rotaContract.removeDraft, { params: { id: draft.id } })
    await refresh()
    await go()
    const note = `gone-${draft.id}`
    const restore = async () => {
      notifications.hide(note)
      await call(rotaContract.restoreDraft, { params: { id: draft.id } })
      await refresh()
      await go(draft.id)
    }
    notifications.show({
      id: note,
      autoClose: 12_000,
      message: (
        <span>
          “{draft.name}” is thrown away.{' '}
          <button type="button" className="bar-link" onClick={restore}>
            Fetch it back
          </button>
        </span>
      ),
    })
  }
}

function sayProposal(changed: number, must: number): string {
  if (changed === 0) return 'The proposal is the same as the draft.'
  const broken = must > 0 ? ` and leaves ${must} must-fix` : ''
  return `The proposal differs in ${sayCount(changed, 'cell')}${broken}.`
}

export function PreviewBar(props: {
  changed: number
  must: number
  stale: boolean
  apply: () => Promise<void>
  discard: () => void
  /** Absent while the panel with the reasons is open. */
  explain: (() => void) | undefined
}) {
  const [busy, setBusy] = useState(false)
  const apply = async () => {
    setBusy(true)
    await props.apply()
    setBusy(false)
  }
  return (
    <div className="bar" data-tone="accent" role="region" aria-label="Proposal">
      <p className="bar-row">
        <strong>{sayProposal(props.changed, props.must)}</strong>
        <span>
          {props.changed === 0
            ? 'The engine found nothing better to propose.'
            : 'Nothing is changed until you apply it.'}
        </span>
        {props.stale && (
          <span className="chip" data-tone="warning">
            The draft changed since
          </span>
        )}
        <span className="bar-actions">
          {props.explain && (
            <Button variant="default" onClick={props.explain}>
              How it came about
            </Button>
          )}
          <Button variant="default" onClick={props.discard}>
            {props.changed === 0 ? 'Back to the draft' : 'Discard'}
          </Button>
          {props.changed > 0 && (
            <Button onClick={apply} loading={busy}>
              Apply to the draft
            </Button>
          )}
        </span>
      </p>
    </div>
  )
}
