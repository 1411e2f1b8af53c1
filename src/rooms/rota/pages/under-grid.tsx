// What stands under the grid in one line: the services, folded away or not, and what codes mean.
import { useLocalStorage } from '@mantine/hooks'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import type { Counted } from './grid-frame.tsx'
import { Legend } from './legend.tsx'
import type { PlanModel } from './plan-model.ts'

/** Whether a part of the page is open, remembered in this browser. */
export function useOpen(part: string, first: boolean): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useLocalStorage({
    key: `isocenter.${part}`,
    defaultValue: first,
    getInitialValueInEffect: false,
  })
  return [open, setOpen]
}

export function UnderGrid(props: {
  model: PlanModel
  counted: readonly Counted[]
  open: boolean
  turn: () => void
  blank: boolean
}) {
  const { counted, open } = props
  const [whole, setWhole] = useOpen('legend', false)
  const [isLong, setIsLong] = useState(false)
  const Sign = open ? ChevronDown : ChevronRight
  return (
    <div className="under-grid" data-whole={whole || undefined}>
      {counted.length > 0 && (
        <button
          type="button"
          className="under-turn"
          aria-expanded={open}
          title={open ? 'Fold the services away' : 'Show the services'}
          onClick={props.turn}
        >
          <Sign size={14} aria-hidden />
          {props.blank ? 'Coverage' : sayCoverage(counted)}
        </button>
      )}
      <Codes model={props.model} whole={whole} seeLong={setIsLong} />
      {(isLong || whole) && (
        <button
          type="button"
          className="under-turn"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Codes in one line' : 'All codes'}
        </button>
      )}
    </div>
  )
}

/** One line of codes; those that find no room in it are not cut but left out. */
function Codes(props: { model: PlanModel; whole: boolean; seeLong: (long: boolean) => void }) {
  const box = useRef<HTMLDivElement>(null)
  const { whole, seeLong } = props
  useEffect(() => {
    const at = box.current!
    const list = at.firstElementChild!
    const see = () => seeLong(list.scrollHeight > list.clientHeight + 4)
    see()
    const observer = new ResizeObserver(see)
    observer.observe(at)
    return () => observer.disconnect()
  }, [whole, seeLong])
  return (
    <div className="under-codes" ref={box}>
      <Legend model={props.model} />
    </div>
  )
}

function sayCoverage(counted: readonly Counted[]): string {
  const short = counted.filter(({ state }) => state === 'short').length
  const over = counted.filter(({ state }) => state === 'over').length
  if (short > 0) return `${short} of ${sayCount(counted.length, 'service')} short of people`
  if (over > 0) return `${over} of ${sayCount(counted.length, 'service')} with too many people`
  return counted.length === 1 ? 'Coverage is complete' : `All ${counted.length} services covered`
}
