// How much room do the services get under the people, and do they stay under their blocks?
import { useLayoutEffect, useState } from 'react'

/** Of the height of the sheet. */
const SHARE = 0.22
const LEAST_ROWS = 3
const GAP = 8

/** Answers whether they are more than can be seen at once. */
export function useFootRoom(
  ref: React.RefObject<HTMLElement | null>,
  { people, services }: { people: number; services: number },
): boolean {
  const [isLong, setIsLong] = useState(false)
  useLayoutEffect(() => {
    const box = ref.current!
    const sheet = box.parentElement!
    const fit = () => {
      const style = getComputedStyle(box)
      const size = (name: string) => Number.parseFloat(style.getPropertyValue(name))
      const line = size('--fh')
      const beside = [...sheet.children]
        .filter((child) => child !== box)
        .reduce((sum, child) => sum + child.clientHeight + GAP, 0)
      // What the people leave over is theirs too.
      const free = sheet.clientHeight - beside - size('--hh') - people * size('--rh') - GAP
      const room = Math.max(sheet.clientHeight * SHARE, free)
      const rows = Math.max(LEAST_ROWS, Math.floor(room / line))
      // A row that is cut in half says that there are more.
      const shown = services > rows ? rows - 0.5 : services
      box.style.setProperty('--foot-h', services > 0 ? `${shown * line + 2}px` : '0px')
      box.style.setProperty('--sight', `${box.clientWidth}px`)
      setIsLong(services > rows)
    }
    fit()
    const observer = new ResizeObserver(fit)
    observer.observe(box)
    observer.observe(sheet)
    return () => observer.disconnect()
  }, [ref, people, services])
  useLayoutEffect(() => {
    const box = ref.current!
    const foot = box.querySelector('.yg-foot')
    if (!foot) return
    const along = () => void (foot.scrollLeft = box.scrollLeft)
    const back = () => {
      if (foot.scrollLeft !== box.scrollLeft) box.scrollLeft = foot.scrollLeft
    }
    along()
    box.addEventListener('scroll', along, { passive: true })
    foot.addEventListener('scroll', back, { passive: true })
    return () => {
      box.removeEventListener('scroll', along)
      foot.removeEventListener('scroll', back)
    }
  }, [ref, services])
  return isLong
}
