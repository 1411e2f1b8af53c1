// How is one elective of the draft written? Everything is saved as it is typed, and judged too.
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Findings, Page } from '../../people/pages/frame.tsx'
import { compareElectives } from '../difference.ts'
import { judgeElective } from '../rules.ts'
import type { CatalogueView, Elective } from '../schema.ts'
import { BasicFields, LengthFields, TeachingFields } from './elective-fields.tsx'
import { useEdit } from './use-edit.ts'
import { ComponentList, ModuleList, OptionList, TrackList } from './part-lists.tsx'
import { AwayList, LinkList, PrerequisiteList } from './need-lists.tsx'
import { type Saving, useSaving } from './use-saving.ts'

const STATES: Record<Saving['state'], string> = {
  saved: 'Saved in the draft',
  waiting: 'Writing…',
  saving: 'Saving…',
  refused: 'Not saved',
  unfit: 'Not saved yet',
}

export function ElectiveEditor(props: {
  view: CatalogueView
  elective: Elective
  back: ReactNode
}) {
  const { view } = props
  const saving = useSaving(view.programme.id, props.elective)
  const { value, set, undo } = saving
  const navigate = useNavigate()
  const removal = useEdit(view, () => {
    void navigate({
      to: '/programmes/$id/catalogue',
      params: { id: view.programme.id },
      search: { version: 'draft' } as never,
    })
  })
  // Within a field the browser takes back letters itself.
  useHotkeys([['mod+Z', () => undo?.()]])
  const found = judgeElective(value, view.catalogue, {
    sites: new Set(view.sites.map(({ id }) => id)),
    resources: new Set([...view.resources, ...view.sites].map(({ id }) => id)),
  })
  const parts = { view, value, set }
  return (
    <Page
      title={value.name || 'Elective'}
      beside={<span className="subtle">Draft · {view.programme.name}</span>}
      actions={props.back}
      narrow
    >
      <div className="cat-bar">
        <span role="status" data-state={saving.state}>
          {STATES[saving.state]}
        </span>
        <Button variant="default" disabled={!undo} onClick={() => undo?.()}>
          Undo
        </Button>
      </div>
      <Findings findings={saving.findings} />
      {saving.theirs && (
        <div className="cat-acts">
          <Button onClick={() => saving.take('mine')}>Keep mine</Button>
          <Button variant="default" onClick={() => saving.take('theirs')}>
            Take theirs
          </Button>
          <span className="small subtle">
            Yours has instead: {compareElectives(saving.theirs, value).join(' ')}
          </span>
        </div>
      )}
      <Findings findings={found} tone="warning" title="To settle before it can be in force" />
      <form className="cat-form" onSubmit={(event) => event.preventDefault()}>
        <BasicFields {...parts} />
        <LengthFields {...parts} />
        <ComponentList {...parts} />
        <TrackList {...parts} />
        <OptionList {...parts} />
        <PrerequisiteList {...parts} />
        <TeachingFields {...parts} />
        <ModuleList {...parts} />
        <AwayList {...parts} />
        <LinkList {...parts} />
      </form>
      <div className="cat-acts cat-end">
        <Button
          variant="default"
          loading={removal.isPending}
          disabled={saving.state !== 'saved'}
          onClick={() =>
            removal.act({ thing: 'elective', was: value, is: null }, `${value.name} is removed.`)
          }
        >
          Remove the elective
        </Button>
      </div>
      <Findings findings={removal.findings} />
    </Page>
  )
}
