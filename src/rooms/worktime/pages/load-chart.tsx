// How does the load run, week by week? A picture to see a heavy stretch coming; nothing is judged by it.
import { sayDay } from '../../../kernel/day.ts'
import type { MyHours } from '../schema.ts'

const [WIDTH, HEIGHT] = [320, 88]
/** The scale ends here unless somebody works more. */
const USUAL_TOP = 90

export function LoadChart({ rolling, today }: Pick<MyHours, 'rolling' | 'today'>) {
  const known = rolling.filter(
    (one): one is { day: typeof one.day; hours: number } => one.hours !== null,
  )
  const most = known.reduce((top, { hours }) => Math.max(top, hours), 0)
  if (most === 0) return null
  const top = Math.max(USUAL_TOP, most)
  const x = (nth: number) => (nth / Math.max(1, rolling.length - 1)) * WIDTH
  const y = (hours: number) => HEIGHT - (hours / top) * HEIGHT
  // Days that are all leave break the line.
  const path = rolling
    .map(({ hours }, nth) => {
      if (hours === null) return ''
      const goesOn = nth > 0 && rolling[nth - 1]!.hours !== null
      return `${goesOn ? 'L' : 'M'}${x(nth).toFixed(1)} ${y(hours).toFixed(1)}`
    })
    .join('')
  const heaviest = known.find(({ hours }) => hours === most)!
  const now = rolling.findIndex(({ day }) => day === today)
  const first = rolling[0]!
  const last = rolling.at(-1)!
  return (
    <figure className="hours-load">
      <figcaption className="small subtle">
        Four weeks at a time, from {sayDay(first.day)} to {sayDay(last.day)}: heaviest around{' '}
        {sayDay(heaviest.day)}, {Math.round(most)} hours a week. A picture; nothing is judged by it.
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {[40, 80].map((hours) => (
          <line
            key={hours}
            x1={0}
            x2={WIDTH}
            y1={y(hours)}
            y2={y(hours)}
            className="hours-load-line"
          />
        ))}
        {now >= 0 && <line x1={x(now)} x2={x(now)} y1={0} y2={HEIGHT} className="hours-load-now" />}
        <path d={path} className="hours-load-path" />
      </svg>
      <span className="hours-load-scale small subtle" aria-hidden>
        <span>lines at 40 and 80 hours</span>
        <span>upright: today</span>
      </span>
    </figure>
  )
}
