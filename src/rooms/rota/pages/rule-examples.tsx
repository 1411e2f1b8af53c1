// What does a rule mean? Small drawn rosters, and how much each breaks it.
type Example = { title: string; roster: string; by: number }

/** The first two, the others on demand. */
export function RuleExamples({ examples }: { examples: readonly Example[] }) {
  const rest = examples.slice(2)
  return (
    <div className="examples-box">
      <Drawings examples={examples.slice(0, 2)} />
      {rest.length > 0 && (
        <details>
          <summary className="small">
            {rest.length} more {rest.length === 1 ? 'example' : 'examples'}
          </summary>
          <Drawings examples={rest} />
        </details>
      )}
    </div>
  )
}

function Drawings({ examples }: { examples: readonly Example[] }) {
  return (
    <ul className="examples">
      {examples.map((example) => (
        <li key={example.title}>
          <Drawing roster={example.roster} />
          <p className="small">
            {example.title}{' '}
            <span className="chip" data-tone={example.by === 0 ? 'success' : 'danger'}>
              {example.by === 0 ? 'holds' : `off by ${example.by}`}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Reads `Amy (R1)  A A B .`: name, level, one letter a block. */
function Drawing({ roster }: { roster: string }) {
  const lines = roster
    .split('\n')
    .map((line) => /^\s*(\S+)(?:\s+\(([^)]+)\))?\s+(.*)$/.exec(line))
    .filter((parts) => parts !== null)
  const letters = [...new Set(lines.flatMap((parts) => parts[3]!.trim().split(/\s+/)))]
    .filter((letter) => letter !== '.')
    .sort()
  return (
    <div className="drawing" aria-hidden>
      {lines.map((parts, row) => (
        <div key={row}>
          <span className="drawing-name">
            {parts[1]}
            {parts[2] && <span className="subtle"> {parts[2]}</span>}
          </span>
          {parts[3]!
            .trim()
            .split(/\s+/)
            .map((letter, column) => (
              <span
                key={column}
                className={letter === '.' ? 'drawing-cell' : 'drawing-cell work'}
                data-color={letter === '.' ? undefined : letters.indexOf(letter) % 12}
              >
                {letter === '.' ? '' : letter}
              </span>
            ))}
        </div>
      ))}
    </div>
  )
}
