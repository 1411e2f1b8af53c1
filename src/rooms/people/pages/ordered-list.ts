// A list that is put in order: dragged with a mouse, or by buttons with the focus going along.
import { type DragEvent, useRef, useState } from 'react'

/** `move`: from one place to another, both from 0. Buttons carry `data-way`: up or down. */
export function useOrderedList(move: (from: number, to: number) => void) {
  const [over, setOver] = useState<number | null>(null)
  const dragged = useRef<number | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const end = () => {
    dragged.current = null
    setOver(null)
  }
  return {
    list,
    /** One key moves as far as one likes: the focus stays on the same button of the same row. */
    moveBy: (from: number, to: number, way: 'up' | 'down') => {
      move(from, to)
      requestAnimationFrame(() => {
        const row = list.current?.children[to]
        const same = row?.querySelector<HTMLButtonElement>(`[data-way="${way}"]:not(:disabled)`)
        ;(same ?? row?.querySelector<HTMLButtonElement>('[data-way]:not(:disabled)'))?.focus()
      })
    },
    rowOf: (nth: number, name: string) => ({
      'data-over': over === nth || undefined,
      onDragStart: (event: DragEvent) => {
        dragged.current = nth
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
      },
      onDragOver: (event: DragEvent) => {
        if (dragged.current === null) return
        event.preventDefault()
        setOver(nth)
      },
      onDragEnd: end,
      onDrop: (event: DragEvent) => {
        event.preventDefault()
        const from = dragged.current
        end()
        if (from !== null && from !== nth) move(from, nth)
      },
    }),
  }
}
