// What has been made so far? The year as a small picture: people as rows, blocks as columns.
import { sayCount } from '../../../kernel/finding.ts'
import type { StepProps } from './year-steps.tsx'

const MOST_ROWS = 40
const [WIDTH, ROW] = [240, 5]

export function SoFar({ made }: StepProps) {
  const { name, blocks, people, works, levels } = made.founding
  const rows = people.slice(0, MOST_ROWS)
  const step = blocks.length > 0 ? WIDTH / blocks.length : 0
  const order = levels.map(({ id }) => id)
  return (
    <aside className="card founding-sofar" aria-label="So far">
      <strong>{name || 'A programme without a name'}</strong>
      <p className="subtle small num">
        {sayCount(people.length, 'person', 'people')} · {sayCount(blocks.length, 'block')} ·{' '}
        {sayCount(works.length, 'rotation')}
      </p>
      {rows.length > 0 && step > 0 && (
        <svg
          viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
          role="img"
          aria-label="People as rows, blocks as columns"
        >
          {rows.map((person, r) =>
            blocks.map((block, c) => {
              const isIn =
                (!person.from || person.from <= block.from) && (!person.to || block.to <= person.to)
              return isIn ? (
                <rect
                  key={`${r} ${block.id}`}
                  x={c * step}
                  y={r * ROW}
                  width={Math.max(step - 0.8, 0.6)}
                  height={ROW - 0.8}
                  data-shade={order.indexOf(person.level) % 4}
                />
              ) : null
            }),
          )}
        </svg>
      )}
      {people.length > MOST_ROWS && (
        <p className="subtle small">and {people.length - MOST_ROWS} more people</p>
      )}
    </aside>
  )
}
