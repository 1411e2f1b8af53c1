// What stands over the ribbon: where one wants to go, who advises, what came back, what can be done?
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Printer, Redo2, Undo2 } from 'lucide-react'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { promisedItems } from '../moving.ts'
import type { StudyView } from '../schema.ts'
import { useStep } from './chain-card.tsx'
import { PlaceInYear } from './placement.tsx'
import { type At, lookOf, STEPS } from './queries.ts'
import type { Editing } from './use-study.ts'

export function Words({ view, editing }: { view: StudyView; editing: Editing }) {
  const { words, change } = editing
  const isMine = view.may.edit
  if (!isMine)
    return (
      <dl className="study-words">
        <dt className="small subtle">Where I want to go</dt>
        <dd>{words.careerIntent || 'Not said'}</dd>
        <dt className="small subtle">Adviser</dt>
        <dd>{view.names[words.adviser ?? ''] ?? 'Nobody yet'}</dd>
      </dl>
    )
  return (
    <div className="study-words">
      <TextInput
        label="Where I want to go"
        maxLength={400}
        value={words.careerIntent}
        onChange={(event) => change({ careerIntent: event.currentTarget.value })}
      />
      <NativeSelect
        label="Adviser"
        value={words.adviser ?? ''}
        data={[
          { value: '', label: 'Nobody yet' },
          ...view.advisers.map(({ id, name, section }) => ({
            ...{ value: id, label: section ? `${name}, ${section}` : name },
          })),
        ]}
        onChange={(event) => change({ adviser: event.currentTarget.value || null })}
      />
    </div>
  )
}

/** What the trainee must read before anything else. */
export function SentBack({ view }: { view: StudyView }) {
  const last = view.steps.at(-1)
  if (view.study.state !== 'draft' || (last?.kind !== 'returned' && last?.kind !== 'reopened'))
    return null
  return (
    <blockquote className="card sent-back">
      <strong>
        {last.byName} {STEPS[last.kind]}
      </strong>
      <p>{last.comment}</p>
    </blockquote>
  )
}

export function Unsaved({ editing }: { editing: Editing }) {
  const { save, isStale, isUnsaved } = editing
  if (!isUnsaved || !save.error) return null
  return (
    <div className="study-unsaved">
      <Findings findings={findingsOf(save.error)} />
      <div className="study-acts">
        {isStale && (
          <Button variant="default" onClick={editing.keepMine}>
            Keep what is here
          </Button>
        )}
        <Button variant="default" onClick={editing.keepTheirs}>
          {isStale ? 'Keep what is there' : 'Back to what is saved'}
        </Button>
      </div>
    </div>
  )
}

export function Actions({ view, at, editing }: { view: StudyView; at: At; editing: Editing }) {
  const step = useStep(view, at)
  const { may, facts, study } = view
  const musts = editing.notes.filter(({ must }) => must).length
  const promised = promisedItems(facts)
  const saved = editing.save.isPending
    ? 'Saving.'
    : editing.isUnsaved
      ? 'Not saved.'
      : study.savedAt
        ? `Saved ${sayMoment(study.savedAt)}.`
        : ''
  return (
    <>
      {may.edit && (
        <>
          <span className="small subtle study-saved" role="status">
            {saved}
          </span>
          <Button
            variant="default"
            aria-label="Undo"
            disabled={!editing.undo}
            onClick={() => editing.undo?.()}
          >
            <Undo2 size={16} aria-hidden />
          </Button>
          <Button
            variant="default"
            aria-label="Redo"
            disabled={!editing.redo}
            onClick={() => editing.redo?.()}
          >
            <Redo2 size={16} aria-hidden />
          </Button>
          {editing.words.items.length === 0 && promised.length > 0 && (
            <Button variant="default" onClick={() => editing.setItems(promised)}>
              Begin with what is promised:{' '}
              {promised.map((one) => lookOf(facts, one).code).join(', ')}
            </Button>
          )}
        </>
      )}
      <Button
        variant="default"
        aria-label="Print"
        className="study-print"
        onClick={() => window.print()}
      >
        <Printer size={16} aria-hidden />
      </Button>
      {may.place && <PlaceInYear at={at} />}
      {may.edit && (
        <Button
          loading={step.isPending}
          title={musts > 0 ? 'Mend what the checks say first' : undefined}
          onClick={() =>
            void editing
              .flush()
              .then(() => step.mutateAsync({ kind: 'submitted' }))
              .catch(() => document.getElementById('refused')?.scrollIntoView({ block: 'center' }))
          }
        >
          Hand it in
        </Button>
      )}
      {step.error && (
        <div id="refused" className="study-refused">
          <Findings findings={findingsOf(step.error)} title="It cannot be handed in yet." />
        </div>
      )}
    </>
  )
}
