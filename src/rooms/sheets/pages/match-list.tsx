// What does each name or label of the sheet mean? Open ones first; nothing is guessed silently.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { Section } from '../../people/pages/frame.tsx'
import type { WorkView } from '../../programme/schema.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import type { LabelUse } from '../importing.ts'
import type { Match } from '../matching.ts'

const LEFT_OUT = 'left-out'
const HOW = { same: 'the same here', remembered: 'as the last time', open: '' } as const

export function MatchList(props: {
  title: string
  noun: string
  matches: Match[]
  options: { value: string; label: string }[]
  works?: WorkView[]
  uses?: LabelUse[]
  value: (label: string) => string | null | undefined
  change: (label: string, means: string | null) => void
}) {
  const { matches, value } = props
  const isOpen = (match: Match) => match.how === 'open'
  const [showAll, setShowAll] = useState(false)
  const open = matches.filter(isOpen)
  const known = matches.filter((match) => !isOpen(match))
  const left = open.filter(({ label }) => value(label) === undefined)
  return (
    <Section title={props.title} count={matches.length}>
      <p className="subtle small" role="status">
        {left.length > 0 ? `${left.length} still to decide.` : 'All of them are clear.'}
      </p>
      {left.length > 1 && (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => left.forEach(({ label }) => props.change(label, null))}
        >
          Leave out the {left.length} that are open
        </Button>
      )}
      <ul className="rows matches">
        {[...open, ...(showAll ? known : [])].map((match) => (
          <One key={match.label} {...props} match={match} />
        ))}
        {known.length > 0 && (
          <li>
            <Button variant="subtle" size="compact-sm" onClick={() => setShowAll(!showAll)}>
              {showAll ? 'Hide' : 'Show'} the {known.length} that are clear
            </Button>
          </li>
        )}
      </ul>
    </Section>
  )
}

function One(props: Parameters<typeof MatchList>[0] & { match: Match }) {
  const { match, options, noun, works, uses } = props
  const means = props.value(match.label)
  const use = uses?.find(({ label }) => label === match.label)
  const work = works?.find(({ id }) => id === means)
  const suggested = match.suggested.flatMap((id) => options.filter(({ value }) => value === id))
  const others = options.filter(({ value }) => !match.suggested.includes(value))
  return (
    <li>
      <span className="match-label">
        {use?.fill?.startsWith('#') && (
          <span className="match-fill" style={{ background: use.fill }} aria-hidden />
        )}
        <strong>{match.label}</strong>
        {use && <span className="subtle small num">{use.count} ×</span>}
      </span>
      <Select
        aria-label={`${match.label} means this ${noun}`}
        placeholder={`Choose a ${noun}`}
        searchable
        size="sm"
        value={means === null ? LEFT_OUT : (means ?? null)}
        onChange={(next) => next && props.change(match.label, next === LEFT_OUT ? null : next)}
        data={[
          ...(suggested.length > 0 ? [{ group: 'Perhaps', items: suggested }] : []),
          { group: 'All', items: [...others, { value: LEFT_OUT, label: 'Leave it out' }] },
        ]}
      />
      <span className="match-how subtle small">
        {work && <Swatch work={work} />} {HOW[match.how]}
        {match.how === 'open' && means === undefined && suggested[0] && (
          <Button
            variant="light"
            size="compact-sm"
            onClick={() => props.change(match.label, suggested[0]!.value)}
          >
            {suggested[0].label}?
          </Button>
        )}
      </span>
    </li>
  )
}
