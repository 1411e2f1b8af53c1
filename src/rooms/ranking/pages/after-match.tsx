// What came back: each line with what it means, released by a second person.
import { Button, FileButton, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Empty, Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { sayAt } from '../../recruitment/rules/cycle.ts'
import { type Ranking, rankingContract as contract } from '../contract.ts'
import type { RosterVerdict } from '../schema.ts'
import { Coming } from './coming-list.tsx'
import { RANKING } from './queries.ts'
import { Retention } from './retention.tsx'

const STATES: Record<RosterVerdict['state'], { says: string; tone?: string }> = {
  matched: { says: 'comes', tone: 'success' },
  held: { says: 'held', tone: 'danger' },
  'not-ours': { says: 'not ours' },
  'not-matched': { says: 'not matched' },
}

export function AfterMatch({ view }: { view: Ranking }) {
  const client = useQueryClient()
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const bring = useMutation({
    mutationFn: async (file: File) =>
      call(contract.importRoster, {
        params,
        body: { fileName: file.name.slice(0, 200), text: await file.text() },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: RANKING }),
  })
  const { roster } = view
  const matched = roster?.lines.filter(({ state }) => state === 'matched').length ?? 0
  const open = (view.cycle.quota ?? 0) - matched
  const button = !roster?.releasedAt && (
    <FileButton onChange={(file) => file && bring.mutate(file)} accept=".csv,.txt,text/csv">
      {(rest) => (
        <Button variant={roster ? 'default' : 'filled'} loading={bring.isPending} {...rest}>
          {roster ? 'Read another file' : 'Read the roster'}
        </Button>
      )}
    </FileButton>
  )
  return (
    <>
      <Section title="Roster">
        <Findings findings={bring.error ? findingsOf(bring.error) : []} />
        {roster ? (
          <>
            <p>
              {roster.fileName}, read by {roster.importedBy}{' '}
              {sayAt(roster.importedAt, view.cycle.zone)}. {sayCount(matched, 'comes', 'come')}
              {open > 0 && `; ${sayCount(open, 'place stays open', 'places stay open')}`}.
            </p>
            <ul className="rows ranking-lines">
              {roster.lines.map((line) => (
                <RosterLine key={line.line} line={line} view={view} />
              ))}
            </ul>
            <div className="ranking-acts-row">
              {button}
              <Release view={view} />
            </div>
          </>
        ) : (
          <Empty says="After match day the roster of those matched is read here and compared with the list that was certified. Nobody is told or made from it before a second person has looked it over.">
            {button}
          </Empty>
        )}
      </Section>
      {view.incoming.length > 0 && <Coming view={view} />}
      <Retention view={view} />
    </>
  )
}

function RosterLine({ line, view }: { line: RosterVerdict; view: Ranking }) {
  const [isSettling, setSettling] = useState(false)
  const state = STATES[line.state]
  return (
    <li>
      <span className="ranking-line-words">
        <strong>{line.name || 'no name'}</strong>
        <span className="small subtle">
          Line {line.line}, {line.id || 'no number'}. {line.says}
        </span>
      </span>
      <span className="ranking-acts-row">
        {line.state === 'held' && (
          <Button variant="default" size="compact-md" onClick={() => setSettling(true)}>
            Say what it means
          </Button>
        )}
        <span className="chip" data-tone={state.tone}>
          {state.says}
        </span>
      </span>
      {isSettling && <Settle line={line} view={view} close={() => setSettling(false)} />}
    </li>
  )
}

function Settle(props: { line: RosterVerdict; view: Ranking; close: () => void }) {
  const { line, view } = props
  const [who, setWho] = useState(line.application ?? '')
  const [note, setNote] = useState('')
  const step = useStepOf<unknown>(RANKING, { done: props.close })
  const settle = () =>
    step.mutate({
      act: () =>
        call(contract.settle, {
          params: {
            ...{ id: view.programme.id, cycle: view.cycle.id },
            line: String(line.line) as never,
          },
          body: {
            ...{ version: view.roster!.version, note, application: who === '' ? null : who },
            as: who === '' ? 'not-ours' : 'matched',
          },
        }),
      says: 'Noted; whoever releases the roster reads it.',
    })
  return (
    <FormDialog
      title={`Line ${line.line}: ${line.name || line.id}`}
      close={props.close}
      doing={{ mutate: settle, isPending: step.isPending, error: step.error }}
      action="That is what it means"
      off={note.trim().length < 3}
    >
      <p>{line.says}</p>
      <NativeSelect
        label="Who is it?"
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
        data={[
          { value: '', label: 'Nobody of ours' },
          ...view.candidates.map(({ application, name }) => ({ value: application, label: name })),
        ]}
      />
      <TextInput
        label="How you know"
        value={note}
        maxLength={300}
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function Release({ view }: { view: Ranking }) {
  const step = useStepOf<unknown>(RANKING)
  const roster = view.roster!
  const release = () =>
    step.mutate({
      act: () =>
        call(contract.release, {
          params: { id: view.programme.id, cycle: view.cycle.id },
          body: { version: roster.version },
        }),
      says: 'Released. Those who come have a letter and a list of what is to be done.',
    })
  if (roster.releasedAt)
    return (
      <span className="subtle">
        Released by {roster.releasedBy}, {sayAt(roster.releasedAt, view.cycle.zone)}.
      </span>
    )
  const held = roster.lines.filter(({ state }) => state === 'held').length
  const { matchDay } = view.cycle
  const waits = [
    ...(held > 0
      ? [
          `${sayCount(held, 'line is', 'lines are')} held: say what ${held === 1 ? 'it means' : 'they mean'}.`,
        ]
      : []),
    ...(view.isBeforeMatch && matchDay !== null
      ? [`Nobody is told before match day, ${sayDay(matchDay, { year: true })}.`]
      : []),
  ]
  if (roster.isMine)
    return (
      <span className="subtle">
        {[...waits, 'Somebody else looks it over and releases it.'].join(' ')}
      </span>
    )
  return (
    <>
      <Button disabled={waits.length > 0} loading={step.isPending} onClick={release}>
        Release it
      </Button>
      {waits.length > 0 && <span className="subtle">{waits.join(' ')}</span>}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </>
  )
}
