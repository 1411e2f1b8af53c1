// What does the draft change, is it sound, and from which day will it hold?
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { catalogueContract as contract } from '../contract.ts'
import type { CatalogueView, Change } from '../schema.ts'
import { useStep } from './use-step.tsx'

type Props = {
  view: CatalogueView
  isShown: boolean
  show: (version: string | undefined) => void
}

export function DraftPanel({ view, isShown, show }: Props) {
  if (!view.draft) return <Begin view={view} show={show} />
  return <Draft view={view} draft={view.draft} isShown={isShown} show={show} />
}

function Begin({ view, show }: Pick<Props, 'view' | 'show'>) {
  const step = useStep({ done: () => show('draft') })
  const params = { id: view.programme.id }
  return (
    <div className="cat-draft">
      <p>
        What is in force stays as it is. Changes are made in a draft, which is put in force from a
        day on.
      </p>
      <div className="cat-acts">
        <Button
          loading={step.isPending}
          onClick={() =>
            step.mutate({
              act: () => call(contract.begin, { params, body: {} }),
              says: 'A draft is begun, as a copy of the newest version.',
              undo: () => call(contract.discard, { params }),
            })
          }
        >
          Begin a draft
        </Button>
      </div>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </div>
  )
}

function Draft(props: Props & { draft: NonNullable<CatalogueView['draft']> }) {
  const { view, draft, isShown, show } = props
  const [isOpen, setOpen] = useState(false)
  const params = { id: view.programme.id }
  const step = useStep({ done: () => show(undefined) })
  const discard = async () => {
    // What is thrown away is kept by this page, so that it can be brought back as it was.
    const { catalogue } = await call(contract.view, { params, query: { version: 'draft' } })
    await call(contract.discard, { params })
    return catalogue
  }
  return (
    <section className="cat-draft" aria-label="Draft">
      <h2 className="cat-draft-title">
        Draft for {sayDay(draft.from, { year: true })}
        <span className="subtle"> · {sayCount(draft.changes.length, 'change')}</span>
      </h2>
      {draft.changes.length === 0 ? (
        <p className="subtle">Nothing is different yet.</p>
      ) : (
        <Changes changes={draft.changes} />
      )}
      <Findings
        findings={draft.findings}
        tone="warning"
        title={
          draft.findings.length === 1
            ? 'One thing to settle before it can be in force'
            : `${draft.findings.length} things to settle before it can be in force`
        }
      />
      <div className="cat-acts">
        {!isShown && <Button onClick={() => show('draft')}>Go on with the draft</Button>}
        <Button
          variant={isShown ? 'filled' : 'default'}
          disabled={draft.findings.length > 0}
          onClick={() => setOpen(true)}
        >
          Put it in force…
        </Button>
        <Button
          variant="default"
          loading={step.isPending}
          onClick={() =>
            step.mutate({
              act: discard,
              says: 'The draft is thrown away.',
              undo: (document) => call(contract.begin, { params, body: { document } as never }),
            })
          }
        >
          Throw it away
        </Button>
      </div>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {isOpen && (
        <StartDialog
          view={view}
          draft={draft}
          close={() => setOpen(false)}
          done={() => show(undefined)}
        />
      )}
    </section>
  )
}

export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="cat-changes">
      {changes.map(({ thing, id, name, kind, says }) => (
        <li key={`${thing} ${id} ${kind}`}>
          <strong>{name}</strong> {says.join(' ')}
        </li>
      ))}
    </ul>
  )
}

function StartDialog(props: {
  view: CatalogueView
  draft: NonNullable<CatalogueView['draft']>
  close: () => void
  done: () => void
}) {
  const { view, draft, close } = props
  const [from, setFrom] = useState<string>(draft.from)
  const step = useStep({
    done: () => {
      close()
      props.done()
    },
  })
  const start = () =>
    step.mutate({
      act: () =>
        call(contract.settle, {
          params: { id: view.programme.id },
          body: { version: draft.version, from: from as Day },
        }),
      says: `In force from ${sayDay(from as Day, { year: true })} on.`,
    })
  return (
    <FormDialog
      title="Put the draft in force"
      close={close}
      doing={{ mutate: start, isPending: step.isPending, error: step.error }}
      action="Put it in force"
      off={from === ''}
    >
      <Changes changes={draft.changes} />
      <TextInput
        label="From"
        description="From this day on it holds and is never altered. Who has chosen under another version keeps that one."
        type="date"
        value={from}
        data-autofocus
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
