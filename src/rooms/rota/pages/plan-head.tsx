// Which draft is this, is it saved, how good is it, and what can be done with it?
import { Button, Menu } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  ChevronDown,
  List,
  ListFilter,
  Paintbrush,
  Redo2,
  Sparkles,
  Table2,
  Undo2,
} from 'lucide-react'
import type { DraftView } from '../schema.ts'
import type { DraftState } from './draft-store.ts'
import type { GridCommands } from './grid-keys.ts'
import { MoreMenu } from './more-menu.tsx'
import { NewDraft } from './new-draft.tsx'
import type { PlanModel } from './plan-model.ts'
import type { Printer } from './printer.ts'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { Tool, ZoomTool } from './tool.tsx'
import type { Open } from './use-panels.ts'
import type { Verdict } from './verdict.ts'
import type { Zoom } from './zoom.ts'

export function PlanHead(props: {
  model: PlanModel
  draft: DraftView
  state: DraftState
  verdict: Verdict
  /** Nothing is planned yet: the numbers are told, without an alarm. */
  blank: boolean
  asList: boolean
  phone: boolean
  setList: (list: boolean) => void
  commands: GridCommands
  busy: boolean
  running: boolean
  show: (what: Open) => void
  printer: Printer
  zoom: Zoom
  /** Who else has it open. */
  others: React.ReactNode
  filter: { open: boolean; turn: () => void; close: () => void }
}) {
  const { model, state, verdict, commands, show, zoom } = props
  const inGrid = !props.asList
  return (
    <header className="year-head">
      <PlanTitle model={model} state={state} others={props.others} />
      <DraftMenu model={model} draft={props.draft} />
      <div className="year-actions">
        <button
          type="button"
          className="verdict"
          data-tone={props.blank ? undefined : verdict.must > 0 ? 'danger' : 'success'}
          onClick={() => show('problems')}
        >
          {verdict.must} must-fix
        </button>
        <button
          type="button"
          className="verdict"
          data-tone={props.blank ? undefined : verdict.improve > 0 ? 'warning' : 'success'}
          onClick={() => show('improve')}
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
        {inGrid && !props.phone && (
          <Tool
            says="Paint"
            keys="Alt B"
            pressed={commands.brush !== null}
            off={props.busy}
            run={commands.paint.turn}
            icon={<Paintbrush size={16} aria-hidden />}
          />
        )}
        {!props.phone && (
          <Tool
            says="Filter and group rows"
            keys="Alt F"
            pressed={props.filter.open}
            run={() => (props.filter.open ? props.filter.close() : props.filter.turn())}
            icon={<ListFilter size={16} aria-hidden />}
          />
        )}
        <Tool
          says={props.asList ? 'Show as grid' : 'Show as list'}
          run={() => props.setList(!props.asList)}
          icon={props.asList ? <Table2 size={16} aria-hidden /> : <List size={16} aria-hidden />}
        />
        {inGrid && !props.phone && <ZoomTool zoom={zoom} />}
        <MoreMenu
          {...{ model, show }}
          draft={props.draft}
          busy={props.busy}
          printer={props.printer}
          tools={
            props.phone && <PhoneTools {...{ zoom, commands, inGrid }} filter={props.filter.turn} />
          }
        />
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
  )
}

/** What has no room beside the others on a phone. */
function PhoneTools(props: {
  zoom: Zoom
  commands: GridCommands
  inGrid: boolean
  filter: () => void
}) {
  const { zoom, commands, inGrid } = props
  return (
    <>
      <Menu.Item onClick={props.filter}>Filter and group rows</Menu.Item>
      {inGrid && <Menu.Item onClick={commands.paint.turn}>Paint</Menu.Item>}
      {inGrid && zoom.choice && (
        <Menu.Item onClick={zoom.turn}>
          {zoom.fitted ? 'Show every code' : 'Fit the year'}
        </Menu.Item>
      )}
      <Menu.Divider />
    </>
  )
}

/** The name of the year; under it what it stands on and what everybody else sees. */
function PlanTitle(props: { model: PlanModel; state: DraftState; others: React.ReactNode }) {
  const { model, state } = props
  const { title, programme, id } = model.view
  return (
    <div className="year-title">
      <h1 title={`${title}, ${programme.name}`}>{title}</h1>
      <p className="year-under">
        <Link to="/plans/$id/rules" params={{ id }}>
          Rules
        </Link>
        <PublishedSign model={model} />
        <SavingSign state={state} />
        {props.others}
      </p>
    </div>
  )
}

/** What everybody else sees at the moment. */
function PublishedSign({ model }: { model: PlanModel }) {
  const { publication, id } = model.view
  if (!publication) return <span className="saving">Not published yet</span>
  return (
    <Link
      to="/plans/$id/versions"
      params={{ id }}
      title={`By ${publication.by}. ${publication.message}`}
    >
      Published: version {publication.version}
    </Link>
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
