// Which level do the rows below belong to, and are they folded away?
import { ChevronDown, ChevronRight } from 'lucide-react'
import { sayCount } from '../../../kernel/finding.ts'
import type { Line } from './row-view.ts'

type Heading = Extract<Line, { kind: 'heading' }>

export function GroupHeading({ line, fold }: { line: Heading; fold: (level: string) => void }) {
  const Sign = line.open ? ChevronDown : ChevronRight
  return (
    <button type="button" aria-expanded={line.open} onClick={() => fold(line.level)}>
      <Sign size={14} aria-hidden />
      {line.level || 'Without a level'}
      <span className="subtle">{sayCount(line.people, 'person', 'people')}</span>
    </button>
  )
}
