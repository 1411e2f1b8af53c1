// From what does a new draft begin?
import { Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { findingsOf } from '../../people/pages/frame.tsx'
import { rotaContract } from '../contract.ts'
import type { DraftView, PlanView } from '../schema.ts'
import type { PlanModel } from './plan-model.ts'
import { planQuery } from './queries.ts'

export function useNewDraft(view: PlanView) {
  const client = useQueryClient()
  return async (
    from: string,
    name = `Draft ${view.drafts.length + 1}`,
  ): Promise<DraftView | null> => {
    try {
      const draft = await call(rotaContract.createDraft, {
        params: { id: view.id },
        body: { name, from },
      })
      await client.invalidateQueries({ queryKey: planQuery(view.id).queryKey, exact: true })
      return draft
    } catch (error) {
      notifications.show({
        color: 'red',
        title: 'No draft was made',
        message: findingsOf(error)[0]?.says,
      })
      return null
    }
  }
}

export function NewDraft(props: {
  model: PlanModel
  current: DraftView
  go: (draft: string) => void
}) {
  const { view } = props.model
  const create = useNewDraft(view)
  const start = async (from: string) => {
    const draft = await create(from)
    if (draft) props.go(draft.id)
  }
  return (
    <>
      <Menu.Item onClick={() => start(props.current.id)}>New draft from this one</Menu.Item>
      {view.publication && (
        <Menu.Item onClick={() => start('published')}>New draft from the published year</Menu.Item>
      )}
      <Menu.Item onClick={() => start('empty')}>New empty draft</Menu.Item>
    </>
  )
}
