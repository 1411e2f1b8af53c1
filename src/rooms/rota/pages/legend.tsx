// What do codes, colours and marks mean?
import { Lock } from 'lucide-react'
import { memo } from 'react'
import type { PlanModel } from './plan-model.ts'
import { Swatch } from './swatch.tsx'

export const Legend = memo(function Legend({ model }: { model: PlanModel }) {
  return (
    <ul className="legend" aria-label="Legend">
      {model.works.map((work) => (
        <li key={work.id}>
          <Swatch work={work} />
          {work.name}
        </li>
      ))}
      {model.works.some(({ look }) => look.pattern === 'offsite') && (
        <li className="legend-mark">
          <span aria-hidden className="legend-offsite" />
          Off site
        </li>
      )}
      <li className="legend-mark">
        <span aria-hidden className="legend-wrong">
          !
        </span>
        Breaks a must
      </li>
      <li className="legend-mark">
        <Lock size={11} strokeWidth={2.6} aria-hidden />
        Pinned
      </li>
      <li className="legend-mark">
        <span aria-hidden className="legend-note" />
        Note
      </li>
      <li className="legend-mark">
        <span aria-hidden className="legend-away">
          <span className="yg-away" />
        </span>
        Away for a part
      </li>
      <li className="legend-mark">
        <span aria-hidden>▾</span>
        Below minimum
      </li>
      <li className="legend-mark">
        <span aria-hidden>▴</span>
        Above maximum
      </li>
    </ul>
  )
})
