// How does a year come out of the printer? Drawn anew for paper, measured, and made to fit.
import { useEffect, useRef, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { countServices, GridFoot, GridHead } from './grid-frame.tsx'
import { GridRow, type Part } from './grid-row.tsx'
import type { RowMarks } from './draft-rows.ts'
import { Legend } from './legend.tsx'
import type { PlanModel, Rows } from './plan-model.ts'
import { GOOD_POINTS, type PrintChoice, stripsOf } from './print-fit.ts'
import { fitSheet } from './print-layout.ts'
import type { Printer } from './printer.ts'
import { styleNonce } from '../../../platform/style-nonce.ts'
import { sayDate } from '../../people/pages/say-moment.ts'
import type { Verdict } from './verdict.ts'
import './print-sheet.css'

type SheetProps = {
  model: PlanModel
  rows: Rows
  marks?: readonly RowMarks[]
  verdict?: Verdict
  version: string
}
/** Strips of the year, one under another on a page or each on its own. */
type Shape = { strips: number; apart: boolean; paper: PrintChoice['paper'] }

export function PrintSheet({ printer, ...sheet }: SheetProps & { printer: Printer }) {
  const [shape, setShape] = useState<Shape | null>(null)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const draw = (next: Shape | null) => flushSync(() => setShape(next))
    const fit = (next: Shape) => {
      draw(next)
      return fitSheet(root.current!, next.paper)
    }
    const layOut = ({ pages, paper }: PrintChoice): number => {
      if (pages === 'halves') return fit({ strips: 2, apart: true, paper })
      const whole = fit({ strips: 1, apart: false, paper })
      if (whole >= GOOD_POINTS) return whole
      const folded = fit({ strips: 2, apart: false, paper })
      return folded > whole ? folded : fit({ strips: 1, apart: false, paper })
    }
    const begin = () => {
      layOut(printer.choice)
      document.documentElement.toggleAttribute('data-printing', true)
    }
    const end = () => {
      document.documentElement.toggleAttribute('data-printing', false)
      printer.printed()
      draw(null)
    }
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    const detach = printer.attach(layOut, () => draw(null))
    return () => {
      detach()
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [printer])
  if (!shape) return null
  return createPortal(
    <div className="print-sheet" ref={root} inert aria-hidden>
      <style nonce={styleNonce}>{pageRule(shape.paper)}</style>
      <Pages {...sheet} shape={shape} />
    </div>,
    document.body,
  )
}

/** The usual paper is whatever is in the printer; the large one must be asked for. */
function pageRule(paper: PrintChoice['paper']): string {
  const american = /-(US|CA|MX|PH)$/i.test(navigator.language)
  const large = american ? '17in 11in' : '420mm 297mm'
  return `@page { size: ${paper === 'large' ? large : 'landscape'}; margin: 8mm; }`
}

function Pages({ shape, ...sheet }: SheetProps & { shape: Shape }) {
  const { model } = sheet
  const strips = stripsOf(model.heads.length, shape.strips)
  const parts = strips.map((strip, nth) => ({
    ...strip,
    totals: shape.apart || nth === strips.length - 1,
  }))
  const pages = shape.apart ? parts.map((part) => [part]) : [parts]
  return pages.map((page, nth) => (
    <div className="print-page" key={nth}>
      <PrintHead {...sheet} page={pages.length > 1 ? `page ${nth + 1} of ${pages.length}` : ''} />
      {page.map((part) => (
        <Strip key={part.from} {...sheet} part={part} />
      ))}
      <Legend model={model} />
    </div>
  ))
}

function Strip(props: SheetProps & { part: Part }) {
  const { model, rows, part } = props
  const style = {
    '--columns': part.to - part.from + 1,
    '--totals': model.totals.length,
  } as React.CSSProperties
  return (
    <div className="yg" style={style}>
      <GridHead model={model} part={part} />
      <div className="yg-body">
        {rows.map((row, p) => (
          <GridRow
            key={p}
            {...{ model, p, row, part }}
            marks={props.marks?.[p]}
            problems={props.verdict?.cells[p]}
            problem={props.verdict?.people[p]}
          />
        ))}
      </div>
      <GridFoot model={model} counted={countServices(model, rows)} part={part} />
    </div>
  )
}

function PrintHead({ model, version, page }: SheetProps & { page: string }) {
  const [today] = useState(() => sayDate(new Date()))
  return (
    <div className="print-head">
      <span>
        <b>{model.view.title}</b> · {model.view.programme.name}
      </span>
      <span>{[version, page, `printed ${today}`].filter(Boolean).join(' · ')}</span>
    </div>
  )
}
