// For each rank: in how many seasons it comes to us, and in how many all places are filled by then.
import type { FillDepth } from '../../match/seasons.ts'

const HEIGHT = 160
const percent = (share: number) => `${Math.round(share * 100)} %`

export function DepthChart({ found, quota }: { found: FillDepth; quota: number }) {
  const { comes, filledBy, depth } = found
  const width = 100 / comes.length
  const line = filledBy
    .map((share, nth) => `${nth === 0 ? 'M' : 'L'}${(nth + 0.5) * width},${HEIGHT * (1 - share)}`)
    .join(' ')
  const step = Math.max(1, Math.ceil(comes.length / 12))
  return (
    <figure className="ranking-chart">
      <svg
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          depth
            ? `The last one who comes stands on rank ${depth.half} in the middle, and between ${depth.ten} and ${depth.ninety} in eight of ten seasons.`
            : `Not all of the ${quota} places are filled in any season.`
        }
      >
        {depth && (
          <rect
            className="ranking-likely"
            x={(depth.ten - 1) * width}
            width={(depth.ninety - depth.ten + 1) * width}
            y={0}
            height={HEIGHT}
          />
        )}
        {[0.25, 0.5, 0.75].map((share) => (
          <line
            key={share}
            className="ranking-grid"
            x1={0}
            x2={100}
            y1={HEIGHT * share}
            y2={HEIGHT * share}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {comes.map((share, nth) => (
          <rect
            key={nth}
            className="ranking-comes"
            x={nth * width + width * 0.15}
            width={width * 0.7}
            y={HEIGHT * (1 - share)}
            height={HEIGHT * share}
          >
            <title>{`Rank ${nth + 1}: comes in ${percent(share)}; all filled by then in ${percent(filledBy[nth]!)}`}</title>
          </rect>
        ))}
        <path className="ranking-filled" d={line} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="ranking-axis num" aria-hidden>
        {comes.map((_, nth) => (
          <span key={nth}>{nth % step === 0 ? nth + 1 : ''}</span>
        ))}
      </div>
      <figcaption className="small subtle">
        <span className="ranking-key" data-kind="comes" /> how often this rank comes to you{' '}
        <span className="ranking-key" data-kind="filled" /> all places filled by this rank{' '}
        <span className="ranking-key" data-kind="likely" /> where the last one stands, in eight of
        ten seasons; the lines are a quarter, half and three quarters of them
      </figcaption>
      <details>
        <summary>As a table</summary>
        <table className="ranking-table num">
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">Comes</th>
              <th scope="col">All filled by then</th>
            </tr>
          </thead>
          <tbody>
            {comes.map((share, nth) => (
              <tr key={nth}>
                <th scope="row">{nth + 1}</th>
                <td>{percent(share)}</td>
                <td>{percent(filledBy[nth]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
