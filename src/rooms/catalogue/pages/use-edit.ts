// One edit of the draft, done at once, with undo.
import { call } from '../../../platform/client.ts'
import { findingsOf } from '../../people/pages/frame.tsx'
import { catalogueContract as contract } from '../contract.ts'
import type { CatalogueView, Edit } from '../schema.ts'
import { useStep } from './use-step.tsx'

export function useEdit(view: CatalogueView, done?: () => void) {
  const step = useStep<{ undo: Edit }>(done ? { done } : {})
  const params = { id: view.programme.id }
  return {
    findings: step.error ? findingsOf(step.error) : [],
    isPending: step.isPending,
    error: step.error,
    act: (edit: Edit, says: string) =>
      step.mutate({
        act: () => call(contract.edit, { params, body: { edit } }),
        says,
        undo: ({ undo }) => call(contract.edit, { params, body: { edit: undo } }),
      }),
  }
}
