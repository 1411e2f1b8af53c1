// What has been decided about each person of the year that ends, and who comes new?
import { useMemo, useState } from 'react'
import type { NextPerson, NextYear, NextYearView } from '../schema.ts'

export function useNextYear(proposal: NextYearView, ahead: number) {
  const [title, setTitle] = useState(proposal.title)
  const [names, setNames] = useState('')
  const [people, setPeople] = useState<ReadonlyMap<string, NextPerson>>(
    () =>
      new Map(
        proposal.people.map(
          ({ person, level, goes }) => [person, { person, level, goes }] as const,
        ),
      ),
  )
  // At the lowest level that this year has.
  const first =
    proposal.levels.find((level) =>
      proposal.people.some(({ was, rises }) => !rises && was === level),
    ) ??
    proposal.levels[0] ??
    null
  const wanted = useMemo(
    (): NextYear => ({
      ...{ title: title.trim(), ahead },
      people: [...people.values()],
      newcomers: readNames(names).map((name) => ({ ...name, level: first })),
    }),
    [title, ahead, people, names, first],
  )
  const count = (goes: NextPerson['goes']) =>
    wanted.people.filter((person) => person.goes === goes).length
  return {
    ...{ title, setTitle, names, setNames, people, wanted, first },
    counts: { on: count('on'), elsewhere: count('elsewhere'), away: count('away') },
    /** Levels at which one can be in the new year; one without a name where there are none. */
    levels: proposal.levels.length > 0 ? proposal.levels : [''],
    decide: (person: string, choice: string) => {
      const [goes, level] = choice.split(':') as [NextPerson['goes'], string]
      setPeople((old) => new Map(old).set(person, { person, goes, level: level || null }))
    },
  }
}

/** `Neumann, Ida` or `Ida Neumann`, one a line. */
export function readNames(text: string): { given: string; family: string }[] {
  return text.split('\n').flatMap((line) => {
    const name = line.trim().replace(/\s+/g, ' ')
    if (name === '') return []
    const [family, given] = name.split(/,\s*/)
    if (given && family) return [{ given, family }]
    const words = name.replace(/,/g, '').split(' ')
    const last = words.pop()!
    return [{ given: words.join(' ') || last, family: words.length > 0 ? last : '(new)' }]
  })
}
