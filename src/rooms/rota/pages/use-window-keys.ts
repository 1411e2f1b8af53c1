// Which wishes reach the builder from outside the grid: from the palette, or by undo anywhere?
import { useEffect } from 'react'
import type { GridCommands } from './grid-keys.ts'
import type { Open } from './use-panels.ts'

export function usePaletteCommands(
  commands: GridCommands,
  show: (what: Open) => void,
  find: (on: 'text' | 'work') => void,
): void {
  useEffect(() => {
    const does: Record<string, () => void> = {
      generate: () => show('generate'),
      problems: () => show('problems'),
      publish: () => show('publish'),
      'what-if': () => show('what-if'),
      happened: () => show('happened'),
      fairness: () => show('fairness'),
      'next-year': () => show('next-year'),
      print: () => window.print(),
      undo: commands.undo,
      paint: commands.paint.turn,
      move: commands.carried.begin,
      people: () => commands.people(),
      past: commands.past,
      blocks: commands.blocks,
      find: () => find('text'),
      replace: () => find('work'),
    }
    const entries = Object.entries(does).map(([name, run]) => [`isocenter:${name}`, run] as const)
    for (const [name, run] of entries) window.addEventListener(name, run)
    return () => {
      for (const [name, run] of entries) window.removeEventListener(name, run)
    }
  })
}

/** Undo works wherever the focus is, except where somebody is writing or deciding. */
export function useUndoKeys(commands: GridCommands): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      const wanted = (event.ctrlKey || event.metaKey) && (key === 'z' || key === 'y')
      const { target } = event
      const busy = target instanceof Element && target.closest(BUSY)
      if (!wanted || event.defaultPrevented || busy) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) commands.redo()
      else commands.undo()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

const BUSY = 'input, textarea, select, [contenteditable], [role=dialog], .yg'

/** Instead of the browser's own search, which sees no code that a run shows only once. */
export function useFindKeys(begin: (on: 'text' | 'work') => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (!wanted || (key !== 'f' && key !== 'h') || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('[role=dialog]')) return
      event.preventDefault()
      begin(key === 'f' ? 'text' : 'work')
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}
