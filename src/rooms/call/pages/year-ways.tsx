// Two years with their call, side by side: what does each of them break, miss and leave to nobody?
import { type CallYears, type Way, ways, type WayView } from '../year-schema.ts'
import '../../rota/pages/compare.css'

export const WORDS: Record<Way, { title: string; says: string }> = {
  apart: { title: 'One after the other', says: 'Rotations and leave first, call on top of them.' },
  together: { title: 'In one solve', says: 'Rotations, leave and call decided at once.' },
}

const goal = ({ levels }: WayView, name: string) =>
  levels.find((level) => level.goal === name)?.amount ?? 0
/** Less is better in each of them. */
const ROWS: { says: string; of: (way: WayView) => number }[] = [
  { says: 'Musts broken', of: ({ broken }) => broken },
  { says: 'Days of call that nobody has', of: ({ nobody }) => nobody },
  { says: 'Findings about work hours', of: ({ hours }) => hours },
  { says: 'Call points above a fair share, at most', of: ({ above }) => above },
  { says: 'Call points below a fair share, at most', of: ({ below }) => below },
  { says: 'Unevenness of rotations', of: (way) => goal(way, 'fairness') },
  { says: 'Scattered or clumsy stretches', of: (way) => goal(way, 'shape') },
  { says: 'Leave and other wishes missed', of: (way) => goal(way, 'wish') },
]
const sayNumber = (value: number) => String(Math.round(value * 10) / 10)

export function Beside({ latest }: { latest: NonNullable<CallYears['latest']> }) {
  const there = ways.flatMap((way) => {
    const result = latest.ways[way]
    return result ? [{ way, result }] : []
  })
  const [first, second] = there.map(({ result }) => result)
  return (
    <div className="compare-scroll" tabIndex={0} role="region" aria-label="Both ways side by side">
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">What counts</th>
            {there.map(({ way }) => (
              <th key={way} scope="col">
                {WORDS[way].title}
                <span className="compare-change">{WORDS[way].says}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ says, of }) => (
            <tr key={says}>
              <th scope="row">{says}</th>
              {there.map(({ way, result }) => (
                <td key={way} className="num">
                  {result.found ? sayNumber(of(result)) : '–'}
                  {result === second && result.found && first?.found && (
                    <Delta by={of(result) - of(first)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Calls planned</th>
            {there.map(({ way, result }) => (
              <td key={way} className="num">
                {result.calls} of {result.needs} days
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">Cells that differ from the draft</th>
            {there.map(({ way, result }) => (
              <td key={way} className="num">
                {result.found ? result.differs : '–'}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">The engine says</th>
            {there.map(({ way, result }) => (
              <td key={way}>
                {[result.says, ...result.faults].map((line) => (
                  <p key={line} className="small">
                    {line}
                  </p>
                ))}
                <p className="small subtle num">{Math.round(result.seconds)} s with its call.</p>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Delta({ by }: { by: number }) {
  if (Math.abs(by) < 0.05) return null
  return (
    <span className="delta" data-tone={by < 0 ? 'success' : 'danger'}>
      {by < 0 ? `${sayNumber(-by)} fewer` : `${sayNumber(by)} more`}
    </span>
  )
}
