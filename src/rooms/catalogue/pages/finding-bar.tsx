// Which electives are shown: of which section, and with which words in them?
import { SegmentedControl, TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import type { Catalogue, Elective } from '../schema.ts'
import { wordsIn } from './say.ts'

export type Wanted = { section: string; words: string }
export const EVERYTHING: Wanted = { section: '', words: '' }

export function isWanted(elective: Elective, { section, words }: Wanted): boolean {
  if (section !== '' && elective.section !== section) return false
  const text = wordsIn(elective)
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export function FindingBar(props: {
  catalogue: Catalogue
  wanted: Wanted
  set: (wanted: Wanted) => void
}) {
  const { catalogue, wanted, set } = props
  return (
    <div className="cat-find">
      <TextInput
        type="search"
        aria-label="Search electives"
        placeholder="Search electives"
        leftSection={<Search size={15} aria-hidden />}
        value={wanted.words}
        onChange={(event) => set({ ...wanted, words: event.currentTarget.value })}
      />
      {catalogue.sections.length > 1 && (
        <SegmentedControl
          aria-label="Section"
          value={wanted.section}
          onChange={(section) => set({ ...wanted, section })}
          data={[
            { value: '', label: 'All' },
            ...catalogue.sections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </div>
  )
}
