// Which rows does the address ask for, and how is that changed by mouse, key and palette?
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { PlanModel, Rows } from './plan-model.ts'
import { type Filter, filterOf, NO_FILTER, searchOf, viewRows } from './row-view.ts'
import type { Selection } from './selection.ts'

export function useRows(model: PlanModel, rows: Rows, selection: Selection, proposal: boolean) {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const key = JSON.stringify([filterOf(search), proposal])
  const filter = useMemo(() => (JSON.parse(key) as [Filter])[0], [key])
  const asked = useRowsWhenAsked(model, rows, key)
  const view = useMemo(() => viewRows(model, asked, filter, folded), [model, asked, filter, folded])
  useLayoutEffect(() => selection.show(view.shown), [selection, view])
  const set = (part: Partial<Filter>) =>
    navigate({
      to: '.',
      search: searchOf({ ...filter, ...part }, search) as never,
      replace: true,
    })
  const does = {
    filter: () => setOpen(!open),
    group: () => set({ grouped: !filter.grouped }),
    'show-all': () => (setFolded(new Set()), set({ ...NO_FILTER, grouped: filter.grouped })),
  }
  useRowKeys(does)
  const isFiltered = filter.levels.length > 0 || Boolean(filter.service) || Boolean(filter.site)
  return {
    ...{ filter, view, set, isFiltered },
    open: open || isFiltered || folded.size > 0,
    asked: open,
    turn: does.filter,
    showAll: does['show-all'],
    close: () => {
      setOpen(false)
      does['show-all']()
    },
    fold: (level: string) =>
      setFolded((old) =>
        old.has(level)
          ? new Set([...old].filter((one) => one !== level))
          : new Set([...old, level]),
      ),
  }
}

/** The rows as they were when the question was asked: an edit must take no row away from under it. */
function useRowsWhenAsked(model: PlanModel, rows: Rows, key: string): Rows {
  const [seen, setSeen] = useState({ model, rows, key })
  if (seen.key === key && seen.model === model) return seen.rows
  setSeen({ model, rows, key })
  return rows
}

function useRowKeys(does: Record<'filter' | 'group' | 'show-all', () => void>): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
      if (event.code === 'KeyF') does.filter()
      else if (event.code === 'KeyG') does.group()
      else return
      event.preventDefault()
    }
    const asked = Object.entries(does).map(([name, run]) => [`isocenter:${name}`, run] as const)
    window.addEventListener('keydown', keys)
    for (const [name, run] of asked) window.addEventListener(name, run)
    return () => {
      window.removeEventListener('keydown', keys)
      for (const [name, run] of asked) window.removeEventListener(name, run)
    }
  })
}
