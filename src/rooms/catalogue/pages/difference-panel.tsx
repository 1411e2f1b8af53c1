// What is different between two versions of the catalogue?
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Trouble } from '../../people/pages/frame.tsx'
import type { CatalogueView } from '../schema.ts'
import { Changes } from './draft-panel.tsx'
import { differenceQuery } from './queries.ts'
import { namesOf } from './say.ts'

/** Nothing where there are not two of them. */
export function DifferencePanel({ view }: { view: CatalogueView }) {
  const names = namesOf(view)
  const [wanted, setWanted] = useState<{ from?: string; to?: string }>({})
  // A draft that was chosen may be gone since: thrown away, or in force.
  const known = (id: string | undefined) => names.find(({ value }) => value === id)?.value
  const from = known(wanted.from) ?? names[1]?.value ?? ''
  const to = known(wanted.to) ?? names[0]?.value ?? ''
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery({
    ...differenceQuery(view.programme.id, from, to),
    enabled: isOpen && from !== to,
  })
  if (names.length < 2) return null
  return (
    <details className="cat-difference" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What is different between two versions</summary>
      <div className="cat-pair">
        <NativeSelect
          label="This version"
          value={from}
          data={names}
          onChange={(event) => setWanted({ from: event.currentTarget.value, to })}
        />
        <NativeSelect
          label="Compared with it"
          value={to}
          data={names}
          onChange={(event) => setWanted({ from, to: event.currentTarget.value })}
        />
      </div>
      {error && <Trouble error={error} />}
      {from === to ? (
        <p className="subtle">Choose two that are not the same.</p>
      ) : (
        data &&
        (data.changes.length === 0 ? (
          <p className="subtle">Nothing is different.</p>
        ) : (
          <Changes changes={data.changes} />
        ))
      )}
    </details>
  )
}
