// Which draft does one come back to? The one last worked in; a repair waits until it is looked at.
import { useEffect } from 'react'
import type { PlanView } from '../schema.ts'

type Summary = PlanView['drafts'][0]

/** `before`: the draft that this browser showed last; `me`: the name under which edits are listed. */
export function openingDraft(
  drafts: readonly Summary[],
  before: string | null,
  me: string | undefined,
): Summary | undefined {
  const latest = [...drafts].sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1))
  const own = latest.filter(({ kind }) => kind !== 'repair')
  return (
    own.find(({ id }) => id === before) ??
    own.find(({ kind, changedBy }) => kind === 'draft' && changedBy === me) ??
    own.find(({ kind }) => kind === 'draft') ??
    own[0] ??
    latest[0]
  )
}

/** Repairs of the year as it is published now, latest first. */
export function waitingRepairs({ drafts, publication }: PlanView): Summary[] {
  if (!publication) return []
  return drafts
    .filter(({ kind, changedAt }) => kind === 'repair' && changedAt > publication.at)
    .sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1))
}

const key = (plan: string) => `isocenter.draft.${plan}`

export function rememberedDraft(plan: string): string | null {
  return window.localStorage.getItem(key(plan))
}

export function useRemembering(plan: string, draft: Summary | undefined): void {
  const id = draft && draft.kind !== 'repair' ? draft.id : undefined
  useEffect(() => {
    if (id) window.localStorage.setItem(key(plan), id)
  }, [plan, id])
}
