// Sites as rows, scanners in them, and who is there today; an empty place stays visible.
import { sayCount } from '../../../kernel/finding.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Board } from '../schema.ts'

export function Coverage({ board }: { board: Board }) {
  const rows = board.coverage.filter(({ scanners }) => scanners.length > 0)
  if (rows.length === 0) return null
  return (
    <Section title="By site and scanner" count={rows.length}>
      <ul className="rows board-coverage">
        {rows.map(({ site, name, scanners }) => (
          <li key={site}>
            <strong>{name}</strong>
            <dl>
              {scanners.map(({ kind, machines, people }) => (
                <div key={kind} data-empty={people.length === 0 || undefined}>
                  <dt>
                    {kind || 'At the site'}
                    {kind && machines !== null && machines > 1 && (
                      <span className="subtle num" aria-label={sayCount(machines, 'machine')}>
                        {' '}
                        × {machines}
                      </span>
                    )}
                  </dt>
                  <dd>
                    {people.length === 0
                      ? 'nobody of this programme'
                      : people
                          .map(({ name: who, level }) => (level ? `${who} (${level})` : who))
                          .join(', ')}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  )
}
