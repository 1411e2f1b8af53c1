// How is a long list judged without holding up typing? A few entries between two paints.
import { useEffect, useState } from 'react'

const BUDGET_MS = 12

/** Empty until every item has its answer. Both arguments must keep their identity meanwhile. */
export function useJudged<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Answer,
): { list: Answer[]; ready: boolean } {
  const [done, setDone] = useState<{ items: unknown; ask: unknown; list: Answer[] }>({
    ...{ items: null, ask: null, list: [] },
  })
  useEffect(() => {
    const open = [...items]
    const list: Answer[] = []
    const turn = () => {
      const start = performance.now()
      while (open.length > 0 && performance.now() - start < BUDGET_MS) list.push(ask(open.shift()!))
      if (open.length > 0) timer = window.setTimeout(turn, 0)
      else setDone({ items, ask, list })
    }
    let timer = window.setTimeout(turn, 0)
    return () => clearTimeout(timer)
  }, [items, ask])
  // The last answers stay on screen until the new ones are there: a list must not flicker.
  return { list: done.list, ready: done.items === items && done.ask === ask }
}
