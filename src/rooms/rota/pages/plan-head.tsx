// Which draft is this, is it saved, how good is it, and what can be done with it?
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronDown, Ellipsis, List, Redo2, Sparkles, Table2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { DraftView } from '../schema.ts'
import type { DraftState } from './draft-store.ts'
import type { GridCommands } from './grid-keys.ts'
import { useRemoval } from './bars.tsx'
import { NewDraft } from './new-draft.tsx'
import type { PlanModel } from './plan-model.ts'
import { LEAST_POINTS, usePrintFit } from './print-fit.ts'
import { sayMoment } from './say-moment.ts'
import type { Open } from './use-builder.ts'
import type { Verdict } from './verdict.ts'

export function PlanHead(props: {
  model: PlanModel
  draft: DraftView
  state: DraftState
  verdict: Verdict
  asList: boolean
  setList: (list: boolean) => void
  commands: GridCommands
  busy: boolean
  running: boolean
  show: (what: Open) => void
}) {
  const { model, state, verdict, commands, show } = props
  const { title, programme } = model.view
  return (
    <>
      <header className="year-head">
        <div className="year-title">
          <h1 title={`${title}, ${programme.name}`}>{title}</h1>
        </div>
        <DraftMenu model={model} draft={props.draft} />
        <SavingSign state={state} />
        <PublishedSign model={model} />
        <div className="year-actions">
          <button
            type="button"
            className="verdict"
            data-tone={verdict.must > 0 ? 'danger' : 'success'}
            onClick={() => show('problems')}
          >
            {verdict.must} must-fix
          </button>
          <button
            type="button"
            className="verdict"
            data-tone={verdict.improve > 0 ? 'warning' : 'success'}
            onClick={() => show('problems')}
          >
            {verdict.improve} to improve
          </button>
          <Tool
            says="Undo"
            keys="Ctrl Z"
            off={!state.canUndo || props.busy}
            run={commands.undo}
            icon={<Undo2 size={16} aria-hidden />}
          />
          <Tool
            says="Redo"
            keys="Ctrl Y"
            off={!state.canRedo || props.busy}
            run={commands.redo}
            icon={<Redo2 size={16} aria-hidden />}
          />
          <Tool
            says={props.asList ? 'Show as grid' : 'Show as list'}
            run={() => props.setList(!props.asList)}
            icon={props.asList ? <Table2 size={16} aria-hidden /> : <List size={16} aria-hidden />}
          />
          <MoreMenu model={model} draft={props.draft} show={show} busy={props.busy} />
          <Button
            variant="default"
            leftSection={<Sparkles size={15} aria-hidden />}
            disabled={props.busy && !props.running}
            onClick={() => show(props.running ? 'solve' : 'generate')}
          >
            {props.running ? 'Generating…' : 'Generate'}
          </Button>
          <Button disabled={props.busy} onClick={() => show('publish')}>
            Publish…
          </Button>
        </div>
      </header>
      <PrintHead model={model} version={`${props.draft.name}, version ${state.version}`} />
    </>
  )
}

export function PrintHead({ model, version }: { model: PlanModel; version: string }) {
  const [today] = useState(() => new Date().toLocaleDateString('en', { dateStyle: 'medium' }))
  return (
    <div className="print-head" aria-hidden>
      <span>
        <b>{model.view.title}</b> · {model.view.programme.name}
      </span>
      <span>
        {version} · printed {today}
      </span>
    </div>
  )
}

function Tool(props: {
  says: string
  keys?: string
  off?: boolean
  run: () => void
  icon: React.ReactNode
}) {
  return (
    <Tooltip label={props.keys ? `${props.says} (${props.keys})` : props.says}>
      <ActionIcon aria-label={props.says} disabled={props.off ?? false} onClick={props.run}>
        {props.icon}
      </ActionIcon>
    </Tooltip>
  )
}

/** What everybody else sees at the moment. */
function PublishedSign({ model }: { model: PlanModel }) {
  const { publication } = model.view
  return (
    <span
      className="saving"
      title={publication ? `By ${publication.by}. ${publication.message}` : undefined}
    >
      {publication ? `Published: version ${publication.version}` : 'Not published yet'}
    </span>
  )
}

function SavingSign({ state }: { state: DraftState }) {
  const says = {
    saved: 'Saved',
    saving: 'Saving…',
    offline: 'Not saved yet',
    refused: 'Look below',
  }[state.saving]
  return (
    <span className="saving" data-state={state.saving} role="status">
      {says}
    </span>
  )
}

function DraftMenu({ model, draft }: { model: PlanModel; draft: DraftView }) {
  const navigate = useNavigate()
  const { view } = model
  const go = (id: string) =>
    navigate({ to: '/plans/$id', params: { id: view.id }, search: { draft: id } as never })
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          h={28}
          rightSection={<ChevronDown size={14} aria-hidden />}
        >
          <span className="draft-name">{draft.name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Drafts</Menu.Label>
        {view.drafts.map((entry) => (
          <Menu.Item key={entry.id} onClick={() => go(entry.id)}>
            <span>{entry.name}</span>
            <span className="subtle small" style={{ display: 'block' }}>
              {entry.kind === 'scenario'
                ? 'What if · '
                : entry.kind === 'repair'
                  ? 'Repair · '
                  : ''}
              {entry.changedBy}, {sayMoment(entry.changedAt)}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <NewDraft model={model} current={draft} go={go} />
      </Menu.Dropdown>
    </Menu>
  )
}

function MoreMenu(props: {
  model: PlanModel
  draft: DraftView
  busy: boolean
  show: (what: Open) => void
}) {
  const { model, show } = props
  const draft = props.draft.id
  const remove = useRemoval(model.view.id, props.draft)
  const fit = usePrintFit(model)
  const small = fit.points < LEAST_POINTS
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <ActionIcon aria-label="What if, export, print and rules">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Change of plans</Menu.Label>
        {model.view.publication && (
          <Menu.Item disabled={props.busy} onClick={() => show('happened')}>
            Something has happened…
            <span className="subtle small" style={{ display: 'block' }}>
              The published year, repaired with the fewest changes
            </span>
          </Menu.Item>
        )}
        <Menu.Item disabled={props.busy} onClick={() => show('what-if')}>
          What if…
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => (
            <Link to="/plans/$id/compare" params={{ id: model.view.id }} {...rest} />
          )}
        >
          Compare years
        </Menu.Item>
        <Menu.Item onClick={() => show('fairness')}>Fairness</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Export</Menu.Label>
        <Menu.Item component="a" href={`/api/drafts/${draft}/sheet.xlsx`} download>
          Excel sheet
        </Menu.Item>
        <Menu.Item component="a" href={`/api/drafts/${draft}/sheet.csv`} download>
          CSV
        </Menu.Item>
        <Menu.Item onClick={() => window.setTimeout(() => window.print(), 200)}>
          Print on one page
          <span className="subtle small" style={{ display: 'block' }}>
            {small
              ? `Codes are only ${fit.points} pt on Letter; take Tabloid or A3`
              : `Letter landscape, codes ${fit.points} pt`}
          </span>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          renderRoot={(rest) => (
            <Link to="/plans/$id/rules" params={{ id: model.view.id }} {...rest} />
          )}
        >
          Rules of this year
        </Menu.Item>
        <Menu.Item onClick={remove}>Throw this draft away</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
