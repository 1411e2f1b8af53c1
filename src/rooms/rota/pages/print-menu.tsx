// On which paper, and how large would the codes be? Said before the printer is asked.
import { Menu } from '@mantine/core'
import { useEffect, useState } from 'react'
import { LEAST_POINTS, PAPERS, type PrintChoice } from './print-fit.ts'
import { type Printer, WHOLE_YEAR } from './printer.ts'

const CHOICES: { says: string; choice: PrintChoice }[] = [
  { says: 'Print the year on one page', choice: WHOLE_YEAR },
  { says: 'Print each half-year on a page', choice: { pages: 'halves', paper: 'usual' } },
  { says: 'Print the year on a large page', choice: { pages: 'year', paper: 'large' } },
]

export function PrintItems({ printer }: { printer: Printer }) {
  const points = usePoints(printer)
  return CHOICES.map(({ says, choice }, nth) => (
    // After the menu has closed, so that it is not on the paper and its focus is given back.
    <Menu.Item key={says} onClick={() => window.setTimeout(() => printer.print(choice), 200)}>
      {says}
      <span className="subtle small" style={{ display: 'block' }}>
        {PAPERS[choice.paper].says}, landscape{sayPoints(points[nth])}
      </span>
    </Menu.Item>
  ))
}

function sayPoints(points: number | undefined): string {
  if (points === undefined) return ''
  return points < LEAST_POINTS
    ? `; codes only ${points} pt, too small to read`
    : `; codes ${points} pt`
}

/** Measured one after another, once the menu is there: each takes a moment. */
function usePoints(printer: Printer): readonly number[] {
  const [points, setPoints] = useState<readonly number[]>([])
  useEffect(() => {
    if (points.length >= CHOICES.length) return
    const timer = window.setTimeout(
      () => setPoints([...points, printer.measure(CHOICES[points.length]!.choice)]),
      points.length === 0 ? 150 : 0,
    )
    return () => clearTimeout(timer)
  }, [printer, points])
  return points
}
