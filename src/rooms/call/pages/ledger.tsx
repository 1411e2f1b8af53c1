// Who carries how much call, by kind of day, beside a fair share and beside the best that could be?
import type { CSSProperties } from 'react'
import { type CallDay, callDays, type CallKind, type LedgerView } from '../schema.ts'
import { DAY_NAMES } from './day-names.ts'

/** Of the palette that every page shares. */
const COLORS: Record<CallDay, number> = {
  weekday: 5,
  friday: 3,
  saturday: 6,
  sunday: 8,
  holiday: 1,
}

const say = (points: number) => Number(points.toFixed(1))

export function LedgerBars(props: {
  ledger: LedgerView
  kinds: readonly CallKind[]
  says: string
}) {
  const { rows, most, leastMost } = props.ledger
  const carrying = rows.filter(({ points, fair }) => points > 0 || fair > 0)
  if (carrying.length === 0) return <p className="subtle">Nobody has had call in this time.</p>
  const top = Math.max(most, leastMost, ...carrying.map(({ fair }) => fair), 1)
  const at = (points: number) => `${(points / top) * 100}%`
  const isEven = most <= leastMost + 1e-9
  return (
    <div className="ledger">
      <p>
        {props.says} The most that somebody carries is <strong className="num">{say(most)}</strong>{' '}
        points; nobody could share them out so that the most is less than{' '}
        <strong className="num">{say(leastMost)}</strong>
        {isEven ? ': it cannot be better.' : '.'}
      </p>
      <ul className="ledger-legend" aria-label="Colours">
        {callDays.map((day) => (
          <li key={day}>
            <span className="call-mark" data-color={COLORS[day]} aria-hidden /> {DAY_NAMES[day]}
          </li>
        ))}
        <li>
          <span className="ledger-fair" aria-hidden /> fair share
        </li>
      </ul>
      <ul className="ledger-rows" aria-label="Shares" tabIndex={0}>
        {carrying.map((row) => (
          <li key={row.person} className="ledger-row">
            <span className="ledger-name">{row.name}</span>
            <span className="ledger-bar" aria-hidden>
              {callDays.map((day) => (
                <span
                  key={day}
                  className="ledger-part"
                  data-color={COLORS[day]}
                  data-none={row.byDay[day].points === 0 || undefined}
                  style={{ inlineSize: at(row.byDay[day].points) }}
                />
              ))}
              <span className="ledger-fair" style={{ '--at': at(row.fair) } as CSSProperties} />
            </span>
            <span className="ledger-says num">
              {say(row.points)} <span className="subtle">of {say(row.fair)}</span>
            </span>
          </li>
        ))}
      </ul>
      <LedgerTable rows={carrying} kinds={props.kinds} />
    </div>
  )
}

/** The same in figures: days by kind and by day of the week, points, fair share, what was brought along. */
function LedgerTable(props: { rows: LedgerView['rows']; kinds: readonly CallKind[] }) {
  const { rows } = props
  const kinds = props.kinds.filter(({ id }) => rows.some(({ byKind }) => byKind[id]))
  return (
    <details>
      <summary>In figures</summary>
      <div className="call-scroll" role="region" aria-label="Shares in figures" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Who</th>
              {kinds.map(({ id, code, name }) => (
                <th key={id} scope="col">
                  <abbr title={name}>{code}</abbr>
                </th>
              ))}
              {callDays.map((day) => (
                <th key={day} scope="col">
                  {DAY_NAMES[day]}
                </th>
              ))}
              <th scope="col">Major holidays</th>
              <th scope="col">Points</th>
              <th scope="col">Fair share</th>
              <th scope="col">From before</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.person}>
                <th scope="row">{row.name}</th>
                {kinds.map(({ id }) => (
                  <td key={id}>{row.byKind[id]?.days ?? 0}</td>
                ))}
                {callDays.map((day) => (
                  <td key={day}>{row.byDay[day].days}</td>
                ))}
                <td>{row.majorDays}</td>
                <td>{say(row.points)}</td>
                <td>{say(row.fair)}</td>
                <td>
                  {row.carried > 0 ? '+' : ''}
                  {say(row.carried)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
