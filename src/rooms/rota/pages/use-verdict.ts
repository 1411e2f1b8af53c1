// When is the roster judged? After the paint, so that typing never waits for the rules.
import { useEffect, useState } from 'react'
import type { PlanModel, Rows } from './plan-model.ts'
import { judgeRows, nothingWrong, type Verdict } from './verdict.ts'

export function useVerdict(model: PlanModel, rows: Rows): Verdict {
  const [verdict, setVerdict] = useState(nothingWrong)
  useEffect(() => {
    let timer = 0
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => {
        performance.mark('judge')
        setVerdict((before) => judgeRows(model, rows, before))
        performance.measure('judge-roster', 'judge')
      }, 0)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [model, rows])
  return verdict
}
