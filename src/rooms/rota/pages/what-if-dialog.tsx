// What if the year were different, or what has happened to it? The dialog that begins both.
import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useReturnFocus } from '../../people/pages/return-focus.ts'
import type { PlanChange } from '../../planning/changes.ts'
import { rotaContract } from '../contract.ts'
import { describeChange } from '../scenario.ts'
import type { DraftView } from '../schema.ts'
import { ChangeForm } from './change-form.tsx'
import type { PlanModel } from './plan-model.ts'
import { planQuery } from './queries.ts'
import './solve-panel.css'

export function WhatIfDialog(props: {
  model: PlanModel
  draft: DraftView
  kind: 'what-if' | 'happened'
  close: () => void
}) {
  useReturnFocus()
  const { view } = props.model
  const begin = useBeginning(props.model, props.close)
  const happened = props.kind === 'happened'
  const editsOwn = !happened && props.draft.kind !== 'draft'
  const [changes, setChanges] = useState<PlanChange[]>(() =>
    editsOwn ? props.draft.changes.map(({ change }) => change) : [],
  )
  const [name, setName] = useState('')
  const says = changes.map((change) => describeChange(view.problem, change))
  const save = () => {
    if (editsOwn) return begin.change(props.draft, changes)
    return begin.scenario(name.trim() || shortName(says), props.draft.id, changes)
  }
  return (
    <Modal
      opened
      onClose={props.close}
      title={<strong>{happened ? 'Something has happened' : 'What if…'}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="small subtle">
        {happened
          ? 'The engine looks for the fewest changes of the published year that deal with it. Blocks that have begun stay as they are, and nothing is published before you say so.'
          : 'A copy of this draft in which some things are different. Generate in it, compare it with others, and publish it or throw it away.'}
      </p>
      {!happened && (
        <ul className="change-list">
          {says.map((text, index) => (
            <li key={index}>
              <span>{text}</span>
              <ActionIcon
                variant="subtle"
                aria-label={`Take out: ${text}`}
                onClick={() => setChanges(changes.filter((_, nth) => nth !== index))}
              >
                <X size={15} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <ChangeForm
        plan={view}
        events={happened}
        label={happened ? 'Find the fewest changes' : 'Add'}
        busy={happened && begin.busy}
        add={(change) =>
          happened ? void begin.repair([change]) : setChanges([...changes, change])
        }
      />
      <Findings findings={begin.failure ? findingsOf(begin.failure) : []} />
      {!happened && (
        <>
          {!editsOwn && (
            <TextInput
              mt="md"
              label="Name of the what-if"
              placeholder={says.length > 0 ? shortName(says) : 'One fellow fewer'}
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <div className="dialog-actions">
            <Button variant="default" onClick={props.close}>
              Cancel
            </Button>
            <Button disabled={changes.length === 0} loading={begin.busy} onClick={save}>
              {editsOwn ? 'Save' : 'Make the what-if'}
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}

/** The first change, and how many more. */
function shortName(says: readonly string[]): string {
  const first = says[0]!.replace(/\.$/, '')
  const head = first.length > 60 ? `${first.slice(0, 58)}…` : first
  return says.length > 1 ? `${head}, and ${says.length - 1} more` : head
}

/** Asks the server, then goes to the draft that came of it. */
function useBeginning(model: PlanModel, close: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { id } = model.view
  const run = async (ask: () => Promise<string>) => {
    setBusy(true)
    setFailure(null)
    try {
      const draft = await ask()
      await client.invalidateQueries({ queryKey: planQuery(id).queryKey })
      await client.invalidateQueries({ queryKey: ['drafts', draft] })
      close()
      await navigate({ to: '/plans/$id', params: { id }, search: { draft } as never })
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return {
    busy,
    failure,
    scenario: (name: string, from: string, changes: PlanChange[]) =>
      run(async () => {
        const body = { name, from, changes }
        return (await call(rotaContract.createScenario, { params: { id }, body })).id
      }),
    change: (draft: DraftView, changes: PlanChange[]) =>
      run(async () => {
        const body = { version: draft.version, changes }
        const params = { id: draft.id }
        return (await call(rotaContract.changeScenario, { params, body })).id
      }),
    repair: (changes: PlanChange[]) =>
      run(
        async () => (await call(rotaContract.repair, { params: { id }, body: { changes } })).draft,
      ),
  }
}
