// How is a year built? Header, grid, panels and dialogs around one draft.
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { DraftView } from '../schema.ts'
import { isBlank } from './draft-rows.ts'
import { CellPanel } from './cell-panel.tsx'
import { BlocksDialog } from './blocks-dialog.tsx'
import { BlankYear } from './blank-year.tsx'
import { ClashBar } from './clash-bar.tsx'
import { PreviewBar, RepairBar, WhatIfBar } from './bars.tsx'
import { OtherCursors, OthersHere } from './company.tsx'
import { CodeEntry } from './code-entry.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FindBar } from './find-bar.tsx'
import { FairnessPanel } from './fairness-panel.tsx'
import { GenerateDialog } from './generate-dialog.tsx'
import { NextYearDialog } from './next-year-dialog.tsx'
import { CarryBar, PaintBar } from './hand-bars.tsx'
import { PlanHead } from './plan-head.tsx'
import { PlanList } from './plan-list.tsx'
import type { PlanModel } from './plan-model.ts'
import { PeoplePanel } from './people-panel.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { Printer } from './printer.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { SolvePanel } from './solve-panel.tsx'
import { useBuilder } from './use-builder.ts'
import { WhatIfDialog } from './what-if-dialog.tsx'
import { YearGrid } from './year-grid.tsx'
import { useZoom, type Zoom } from './zoom.ts'
import './year-builder.css'

type Year = ReturnType<typeof useBuilder>

export function YearBuilder(props: { model: PlanModel; draft: DraftView }) {
  const year = useBuilder(props.model, props.draft)
  const { model, state, engine, shown } = year
  const phone = useMediaQuery('(max-width: 47.99em)') ?? false
  const [printer] = useState(() => new Printer())
  const [shape, setShape] = useState<'grid' | 'list' | null>(null)
  const zoom = useZoom()
  const blank = year.preview === null && isBlank(state.rows, state.marks)
  // What is looked for is seen in the grid alone.
  const asList = !year.find.state && (shape ?? (phone ? 'list' : 'grid')) === 'list'
  return (
    <div className="year">
      <PlanHead
        {...{ model, state, asList, phone, printer, zoom }}
        draft={props.draft}
        verdict={year.verdict}
        blank={blank}
        setList={(list) => setShape(list ? 'list' : 'grid')}
        commands={year.commands}
        running={engine.running}
        busy={engine.running || year.preview !== null}
        show={year.show}
        filter={year.rowsShown}
        others={<OthersHere {...{ model }} company={year.company} jump={year.jumpTo} />}
      />
      <WhatIfBar draft={props.draft} plan={model.view} edit={() => year.show('what-if')} />
      <RepairBar draft={props.draft} plan={model.view} />
      {year.preview && (
        <PreviewBar
          changed={year.changed}
          must={year.verdict.must}
          stale={engine.solve !== null && engine.solve.draftVersion !== state.version}
          apply={engine.apply}
          discard={engine.discard}
          explain={year.open === 'solve' ? undefined : () => year.show('solve')}
        />
      )}
      {year.rowsShown.open && (
        <FilterBar {...{ model }} rows={year.rowsShown} back={() => year.selection.again()} />
      )}
      <div className="year-body">
        {asList ? (
          <PlanList
            model={model}
            rows={shown}
            verdict={year.verdict}
            view={year.rowsShown.view}
            fold={year.rowsShown.fold}
            open={year.preview ? undefined : year.openRun}
          />
        ) : (
          <Sheet {...{ year, blank, zoom }} name={props.draft.name} />
        )}
        <Panels year={year} draft={props.draft.id} asList={asList} />
      </div>
      <ClashBar model={model} store={year.store} state={state} jump={year.jumpTo} />
      <Dialogs year={year} draft={props.draft} />
      <PrintSheet
        {...{ model, printer }}
        rows={shown}
        marks={state.marks}
        verdict={year.verdict}
        version={`${props.draft.name}, version ${state.version}`}
      />
      <div className="vh" role="status" aria-live="polite">
        {year.said}
      </div>
    </div>
  )
}

/** Where most of the year is new, a frame around every cell would show nothing. */
const MANY = 0.5

function Sheet(props: { year: Year; name: string; blank: boolean; zoom: Zoom }) {
  const { year, blank } = props
  const { model, state, preview } = year
  const cells = model.world.personCount * model.world.periodCount
  return (
    <div className="year-sheet">
      <YearGrid
        label={`${model.view.title}, ${props.name}`}
        model={model}
        rows={year.shown}
        marks={state.marks}
        verdict={year.verdict}
        selection={year.selection}
        commands={year.commands}
        against={preview && year.changed < MANY * cells ? state.rows : undefined}
        lit={year.lit}
        found={year.find.found}
        view={year.rowsShown.view}
        fold={year.rowsShown.fold}
        readOnly={preview !== null}
        blank={blank}
        zoom={props.zoom}
        over={<OtherCursors {...{ model }} company={year.company} view={year.rowsShown.view} />}
      />
      {blank && !year.engine.running && (
        <BlankYear
          pins={pinsOf(state)}
          generate={() => year.show('generate')}
          paint={year.commands.paint.turn}
        />
      )}
      <CarryBar model={model} rows={year.shown} carry={year.carry} commands={year.commands} />
      <FindBar
        {...{ model }}
        find={year.find}
        selection={year.selection}
        locked={preview !== null}
      />
      {year.commands.brush !== null && (
        <PaintBar
          model={model}
          brush={year.commands.brush}
          choose={year.setBrush}
          selection={year.selection}
          said={year.said}
        />
      )}
    </div>
  )
}

function pinsOf({ marks }: Year['state']): number {
  return marks.reduce((sum, map) => sum + [...map.values()].filter((mark) => mark.pinned).length, 0)
}

function Dialogs({ year, draft }: { year: Year; draft: DraftView }) {
  const { model, entry, open, show } = year
  const close = () => show(null)
  return (
    <>
      {entry && (
        <CodeEntry
          key={`${entry.active.p}/${entry.active.t}`}
          model={model}
          rows={year.state.rows}
          {...entry}
          choose={year.chooseEntry}
          cancel={year.cancelEntry}
        />
      )}
      <GenerateDialog
        opened={open === 'generate'}
        pins={pinsOf(year.state)}
        withCall={{ programme: model.view.programme.id, draft: draft.id }}
        close={close}
        start={year.engine.start}
      />
      {open === 'blocks' && <BlocksDialog {...{ model, close }} area={year.selection.area} />}
      {open === 'next-year' && <NextYearDialog plan={model.view} close={close} />}
      {open === 'publish' && <PublishDialog model={model} draft={draft.id} close={close} />}
      {(open === 'what-if' || open === 'happened') && (
        <WhatIfDialog model={model} draft={draft} kind={open} close={close} />
      )}
    </>
  )
}

function Panels({ year, draft, asList }: { year: Year; draft: string; asList: boolean }) {
  const { model, open, engine, show, shown: rows, panels, preview } = year
  if (open === 'fairness')
    return <FairnessPanel {...{ model, draft, rows }} close={year.closePanel} jump={year.jump} />
  if (open === 'problems' || open === 'improve')
    return (
      <ProblemsPanel
        key={open}
        first={open === 'improve' ? 'improve' : 'must'}
        {...{ model, rows, draft }}
        close={year.closePanel}
        verdict={year.verdict}
        jump={year.jump}
        mend={preview ? undefined : year.mend}
      />
    )
  if (open === 'solve' && engine.solve)
    return (
      <SolvePanel
        solve={engine.solve}
        cancel={engine.cancel}
        model={model}
        again={() => show('generate')}
        close={year.closePanel}
        jump={year.jump}
      />
    )
  if (preview) return null
  if (open === 'people' && panels.hole)
    return (
      <PeoplePanel
        {...{ model, rows }}
        hole={panels.hole}
        turn={year.openHole}
        assign={year.assign}
        close={year.closePanel}
      />
    )
  if (open === 'cell' || open === 'note' || open === 'past')
    return (
      <CellPanel
        model={model}
        draft={draft}
        state={year.state}
        verdict={year.verdict}
        cells={panels.cells}
        focus={panels.focus}
        choose={year.choose}
        pin={year.commands.pin}
        carry={asList ? undefined : year.takeInHand}
        people={() => year.openHole()}
        note={year.writeNote}
        close={year.closePanel}
      />
    )
  return null
}
