// How wide is a block: as wide as its code, or so narrow that the whole year is in sight?
import { useLocalStorage } from '@mantine/hooks'
import { useCallback, useEffect, useState } from 'react'

/** `auto`: whatever suits the year and the screen, until somebody says otherwise. */
export type Wish = 'auto' | 'fit' | 'wide'
export type Columns = {
  width: number
  /** The totals lie behind the year, so that the year itself has room. */
  behind: boolean
  /** Narrower than a code usually needs. */
  shrunk: boolean
  /** Whether there is anything to choose. */
  choice: boolean
}

const LEAST = 30
const MOST = 110
/** Narrower than this a code of three letters is no longer read. */
const LEGIBLE = 18
const LEAST_SHRUNK = 4
/** So many blocks are looked at as a whole first. */
const MANY = 30

/** `room` beside the names, of which the totals take their part. */
export function columnsFor(
  wish: Wish,
  { blocks, room, totals }: { blocks: number; room: number; totals: number },
): Columns {
  const beside = (room - totals) / blocks
  const plain = { behind: false, shrunk: false, choice: false }
  if (beside >= LEAST) return { ...plain, width: Math.min(MOST, beside) }
  const whole = room / blocks
  const suits = blocks > MANY && whole >= LEGIBLE
  if (wish === 'wide' || (wish === 'auto' && !suits))
    return { ...plain, width: LEAST, choice: true }
  const behind = beside < LEGIBLE
  const width = Math.min(LEAST, Math.max(LEAST_SHRUNK, behind ? whole : beside))
  return { width, behind, shrunk: width < LEAST, choice: true }
}

export type Zoom = {
  wish: Wish
  fitted: boolean
  choice: boolean
  turn: () => void
  /** What the grid has made of it. */
  see: (columns: Columns) => void
}

export function useZoom(): Zoom {
  const [wish, setWish] = useLocalStorage<Wish>({
    key: 'isocenter.zoom',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  })
  const [seen, setSeen] = useState({ fitted: false, choice: false })
  const see = useCallback(({ shrunk, behind, choice }: Columns) => {
    const fitted = shrunk || behind
    setSeen((old) => (old.fitted === fitted && old.choice === choice ? old : { fitted, choice }))
  }, [])
  const turn = () => {
    if (seen.choice) setWish(seen.fitted ? 'wide' : 'fit')
  }
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'Digit0') return
      event.preventDefault()
      turn()
    }
    window.addEventListener('keydown', listen)
    window.addEventListener('isocenter:zoom', turn)
    return () => {
      window.removeEventListener('keydown', listen)
      window.removeEventListener('isocenter:zoom', turn)
    }
  })
  return { wish, ...seen, turn, see }
}
