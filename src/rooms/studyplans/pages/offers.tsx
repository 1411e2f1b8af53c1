// What can be added to the year, with places and least weeks; found by a word.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Swatch } from '../../rota/pages/swatch.tsx'
import type { Elective, MiniFellowship } from '../../catalogue/schema.ts'
import { usualWeeks } from '../moving.ts'
import type { StudyItem, YearFacts } from '../schema.ts'
import { budgetOf, poolOf } from '../weeks.ts'

export function Offers(props: {
  facts: YearFacts
  items: readonly StudyItem[]
  intent: string
  show: (elective: string | null) => void
  addElective: (elective: Elective) => void
  addMini: (mini: MiniFellowship) => void
  addLeave: (leave: YearFacts['leaves'][number]) => void
}) {
  const { facts } = props
  const [words, setWords] = useState('')
  const has = (...texts: string[]) =>
    texts.join(' ').toLowerCase().includes(words.trim().toLowerCase())
  const { electives, miniFellowships, sections } = facts.catalogue
  // The first is vacation; other leave is asked for elsewhere and comes back as approved.
  const leaves = facts.leaves.slice(0, 1).filter(({ name }) => has(name, 'leave'))
  return (
    <section className="offers" aria-label="Catalogue">
      <TextInput
        type="search"
        label="Find an elective"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className="offers-scroll" role="region" aria-label="What can be added" tabIndex={0}>
        {miniFellowships.some(({ name }) => has(name)) && (
          <>
            <h3>Mini-fellowships</h3>
            <ul>
              {miniFellowships
                .filter(({ name }) => has(name))
                .map((mini) => (
                  <li key={mini.id}>
                    <span className="offer-mini" aria-hidden>
                      {mini.parts.map(({ elective }) => (
                        <i
                          key={elective}
                          className="work"
                          data-color={electives.find(({ id }) => id === elective)?.color}
                        />
                      ))}
                    </span>
                    <span className="offer-says">
                      {mini.name}
                      <small>
                        {sayCount(
                          mini.parts.reduce((sum, { weeks }) => sum + weeks, 0),
                          'week',
                        )}{' '}
                        in {sayCount(mini.parts.length, 'part')}
                      </small>
                    </span>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Add ${mini.name}`}
                      onClick={() => props.addMini(mini)}
                    >
                      Add
                    </Button>
                  </li>
                ))}
            </ul>
          </>
        )}
        {sections.map((section) => {
          const mine = electives.filter(
            (one) => one.section === section.id && has(one.name, one.code, one.group, section.name),
          )
          if (mine.length === 0) return null
          return (
            <div key={section.id}>
              <h3>{section.name}</h3>
              <ul>
                {mine.map((elective) => (
                  <Offer key={elective.id} {...props} elective={elective} />
                ))}
              </ul>
            </div>
          )
        })}
        {leaves.length > 0 && (
          <>
            <h3>Leave</h3>
            <ul>
              {leaves.map((leave) => (
                <li key={leave.id}>
                  <Swatch work={{ code: leave.code, look: { color: 11, pattern: 'leave' } }} />
                  <span className="offer-says">{leave.name}</span>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Add ${leave.name}`}
                    onClick={() => props.addLeave(leave)}
                  >
                    Add
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}

function Offer({
  elective,
  facts,
  items,
  show,
  addElective,
}: { elective: Elective } & Parameters<typeof Offers>[0]) {
  const { id, code, name, color } = elective
  const pool = poolOf(elective, { option: null, track: null })
  const taken = facts.taken[pool.id] ?? []
  const free = facts.weeks.filter((_, nth) => (taken[nth] ?? 0) < pool.places).length
  const isIn = items.some(({ work }) => work === id)
  return (
    <li onPointerEnter={() => show(id)} onFocus={() => show(id)}>
      <Swatch work={{ code, look: { color, pattern: 'plain' } }} />
      <span className="offer-says">
        {name}
        <small>
          {sayCount(usualWeeks(elective, budgetOf(facts)), 'week')}
          {free < facts.weeks.length && ` · places in ${sayCount(free, 'week')}`}
          {isIn && ' · in your plan'}
        </small>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Add ${name}`}
        onClick={() => addElective(elective)}
      >
        Add
      </Button>
    </li>
  )
}
