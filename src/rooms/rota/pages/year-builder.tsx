// How is a year built? Header, grid, panels and dialogs around one draft.
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { DraftView } from '../schema.ts'
import { CellPanel } from './cell-panel.tsx'
import { ClashBar, PreviewBar, WhatIfBar } from './bars.tsx'
import { CodeEntry } from './code-entry.tsx'
import { FairnessPanel } from './fairness-panel.tsx'
import { GenerateDialog } from './generate-dialog.tsx'
import { Legend } from './legend.tsx'
import { PlanHead } from './plan-head.tsx'
import { PlanList } from './plan-list.tsx'
import type { PlanModel, Rows } from './plan-model.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { SolvePanel } from './solve-panel.tsx'
import { useBuilder } from './use-builder.ts'
import { WhatIfDialog } from './what-if-dialog.tsx'
import { YearGrid } from './year-grid.tsx'
import './year-builder.css'

export function YearBuilder(props: { model: PlanModel; draft: DraftView; reload: () => void }) {
  const { model } = props
  const year = useBuilder(model, props.draft, props.reload)
  const { state, engine } = year
  const phone = useMediaQuery('(max-width: 47.99em)') ?? false
  const [shape, setShape] = useState<'grid' | 'list' | null>(null)
  const asList = (shape ?? (phone ? 'list' : 'grid')) === 'list'
  const shown = year.preview ?? state.rows
  const pins = state.marks.reduce(
    (sum, map) => sum + [...map.values()].filter((mark) => mark.pinned).length,
    0,
  )
  return (
    <div className="year">
      <PlanHead
        model={model}
        draft={props.draft}
        state={state}
        verdict={year.verdict}
        asList={asList}
        setList={(list) => setShape(list ? 'list' : 'grid')}
        commands={year.commands}
        running={engine.running}
        busy={engine.running || year.preview !== null}
        show={year.show}
      />
      <WhatIfBar draft={props.draft} plan={model.view} edit={() => year.show('what-if')} />
      <ClashBar model={model} store={year.store} state={state} jump={year.jumpTo} />
      {year.preview && (
        <PreviewBar
          changed={year.changed}
          must={year.verdict.must}
          says={engine.solve?.receipt ? '' : (engine.solve?.says ?? '')}
          stale={engine.solve !== null && engine.solve.draftVersion !== state.version}
          apply={engine.apply}
          discard={engine.discard}
        />
      )}
      <div className="year-body">
        {asList ? (
          <PlanList model={model} rows={shown} verdict={year.verdict} />
        ) : (
          <div className="year-sheet">
            <YearGrid
              label={`${model.view.title}, ${props.draft.name}`}
              model={model}
              rows={shown}
              marks={state.marks}
              verdict={year.verdict}
              selection={year.selection}
              commands={year.commands}
              against={year.preview ? state.rows : undefined}
              lit={year.lit}
              readOnly={year.preview !== null}
            />
            <Legend model={model} />
          </div>
        )}
        <Panels year={year} model={model} draft={props.draft.id} rows={shown} />
      </div>
      {year.entry && (
        <CodeEntry
          key={`${year.entry.active.p}/${year.entry.active.t}`}
          model={model}
          rows={state.rows}
          {...year.entry}
          choose={year.choose}
          cancel={year.cancelEntry}
        />
      )}
      <GenerateDialog
        opened={year.open === 'generate'}
        pins={pins}
        close={() => year.show(null)}
        start={engine.start}
      />
      {year.open === 'publish' && (
        <PublishDialog model={model} draft={props.draft.id} close={() => year.show(null)} />
      )}
      {(year.open === 'what-if' || year.open === 'happened') && (
        <WhatIfDialog
          model={model}
          draft={props.draft}
          kind={year.open}
          close={() => year.show(null)}
        />
      )}
      <div className="vh" role="status" aria-live="polite">
        {year.said}
      </div>
    </div>
  )
}

function Panels(props: {
  year: ReturnType<typeof useBuilder>
  model: PlanModel
  draft: string
  rows: Rows
}) {
  const { year, model } = props
  const { open, engine, show } = year
  if (open === 'fairness') {
    const { draft, rows } = props
    const close = () => show(null)
    return <FairnessPanel {...{ model, draft, rows, close }} jump={year.jump} />
  }
  if (open === 'problems')
    return <ProblemsPanel verdict={year.verdict} jump={year.jump} close={() => show(null)} />
  if (open === 'solve' && engine.solve)
    return (
      <SolvePanel
        solve={engine.solve}
        cancel={engine.cancel}
        model={model}
        again={() => show('generate')}
        close={() => show(null)}
        jump={year.jump}
      />
    )
  if ((open === 'cell' || open === 'note') && !year.preview)
    return (
      <CellPanel
        model={model}
        state={year.state}
        verdict={year.verdict}
        cell={year.active}
        focus={open === 'note' ? 'note' : 'list'}
        choose={(work) => year.choose(work, 'stay')}
        pin={year.commands.pin}
        note={year.writeNote}
        close={year.closePanel}
      />
    )
  return null
}
