// What is an elective made of: parts, tracks, options, modules?
import { Checkbox, MultiSelect, NativeSelect, NumberInput, TagsInput } from '@mantine/core'
import { freeId } from '../../../kernel/id.ts'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import { activities, componentSchema, moduleSchema, optionSchema, trackSchema } from '../schema.ts'
import { type Fields, Line, Sentences, Weeks } from './elective-fields.tsx'
import { PartList } from './part-list.tsx'
import { nameIn, sayPart } from './say.ts'

const idFor = (name: string, ...lists: readonly { id: string }[][]) =>
  freeId(name, new Set(lists.flat().map(({ id }) => id)))
const NOWHERE = { value: '', label: 'None' }

function Choice(props: {
  label: string
  value: string | null
  list: readonly { id: string; name: string }[]
  set: (value: string | null) => void
}) {
  return (
    <NativeSelect
      label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.set(event.currentTarget.value || null)}
      data={[NOWHERE, ...props.list.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  )
}

export function ComponentList({ view, value, set }: Fields) {
  const { components, tracks, options } = value
  const nameOf = nameIn(view.sites, view.resources)
  return (
    <PartList
      title="Parts"
      one="part"
      list={components}
      most={30}
      nameOf={({ name }) => name}
      about={(part) => sayPart(part, nameOf)}
      make={(name) => componentSchema.parse({ id: idFor(name, components, tracks, options), name })}
      set={(list) => set({ components: list })}
    >
      {(part, put) => (
        <>
          <Line
            label="Name of the part"
            value={part.name}
            set={(name) => put({ name })}
            most={120}
          />
          <div className="cat-pair">
            <Weeks
              label="Weeks at least"
              value={part.minWeeks}
              set={(minWeeks) => put({ minWeeks })}
            />
            <NumberInput
              label="Order"
              description="Empty: at any time."
              value={part.order ?? ''}
              min={1}
              max={50}
              allowDecimal={false}
              onChange={(order) => put({ order: order === '' ? null : Number(order) })}
            />
          </div>
          <Checkbox
            label="One may leave it out"
            checked={part.optional}
            onChange={(event) => put({ optional: event.currentTarget.checked })}
          />
          <Checkbox
            label="Always open: it takes nobody’s place"
            checked={part.guaranteed}
            onChange={(event) => put({ guaranteed: event.currentTarget.checked })}
          />
          <div className="cat-pair">
            <Choice
              label="Site"
              value={part.site}
              list={view.sites}
              set={(site) => put({ site })}
            />
            <Choice
              label="Machine or suite"
              value={part.resource}
              list={view.resources}
              set={(resource) => put({ resource })}
            />
          </div>
          <div className="cat-pair">
            <Line
              label="Other department that owns it"
              value={part.owner}
              set={(owner) => put({ owner })}
              most={120}
            />
            <Line
              label="Looked after by, if no radiologist"
              value={part.supervisor}
              set={(supervisor) => put({ supervisor })}
              most={120}
            />
          </div>
          <NativeSelect
            label="What is done"
            value={part.activity ?? ''}
            onChange={(event) => put({ activity: (event.currentTarget.value || null) as never })}
            data={[NOWHERE, ...activities.map((one) => ({ value: one, label: one }))]}
          />
          <TagsInput
            label="Topics"
            value={part.topics}
            maxTags={40}
            onChange={(topics) => put({ topics })}
          />
          <Checkbox
            label="Booked by the session"
            checked={part.sessions !== null}
            onChange={(event) =>
              put({
                sessions: event.currentTarget.checked
                  ? { minCommitmentWeeks: 1, withStaff: '' }
                  : null,
              })
            }
          />
          {part.sessions && (
            <div className="cat-pair">
              <NumberInput
                label="For at least so many weeks"
                value={part.sessions.minCommitmentWeeks}
                min={1}
                max={104}
                allowDecimal={false}
                onChange={(weeks) =>
                  put({
                    sessions: {
                      ...part.sessions!,
                      minCommitmentWeeks: Math.max(1, Number(weeks) || 1),
                    },
                  })
                }
              />
              <Line
                label="With"
                value={part.sessions.withStaff}
                set={(withStaff) => put({ sessions: { ...part.sessions!, withStaff } })}
                most={200}
              />
            </div>
          )}
        </>
      )}
    </PartList>
  )
}

export function TrackList({ value, set }: Fields) {
  const { components, tracks, options } = value
  const nameOf = nameIn(tracks)
  return (
    <PartList
      title="Tracks"
      one="track"
      list={tracks}
      most={20}
      nameOf={({ name }) => name}
      about={({ sharesWith }) =>
        sharesWith.length > 0 ? `shares places with ${sayList(sharesWith.map(nameOf))}` : ''
      }
      make={(name) => trackSchema.parse({ id: idFor(name, components, tracks, options), name })}
      set={(list) => set({ tracks: list })}
    >
      {(track, put) => (
        <>
          <Line
            label="Name of the track"
            value={track.name}
            set={(name) => put({ name })}
            most={120}
          />
          <MultiSelect
            label="Shares places with"
            value={track.sharesWith}
            onChange={(sharesWith) => put({ sharesWith })}
            data={tracks
              .filter(({ id }) => id !== track.id)
              .map(({ id, name }) => ({ value: id, label: name }))}
          />
        </>
      )}
    </PartList>
  )
}

export function OptionList({ view, value, set }: Fields) {
  const { components, tracks, options } = value
  const nameOf = nameIn(view.sites)
  return (
    <PartList
      title="Options"
      one="option"
      list={options}
      most={30}
      nameOf={({ name }) => name}
      about={({ site, places }) =>
        [
          ...(site ? [nameOf(site)] : []),
          ...(places === null ? [] : [sayCount(places, 'place')]),
        ].join(' · ')
      }
      make={(name) => optionSchema.parse({ id: idFor(name, components, tracks, options), name })}
      set={(list) => set({ options: list })}
    >
      {(option, put) => (
        <>
          <Line
            label="Name of the option"
            value={option.name}
            set={(name) => put({ name })}
            most={120}
          />
          <div className="cat-pair">
            <Choice
              label="Site of the option"
              value={option.site}
              list={view.sites}
              set={(site) => put({ site })}
            />
            <NumberInput
              label="Places of its own"
              description="Empty: those of the elective."
              value={option.places ?? ''}
              min={0}
              max={1000}
              allowDecimal={false}
              onChange={(places) => put({ places: places === '' ? null : Number(places) })}
            />
          </div>
        </>
      )}
    </PartList>
  )
}

export function ModuleList({ value, set }: Fields) {
  return (
    <PartList
      title="Modules"
      one="module"
      list={value.modules}
      most={30}
      nameOf={({ name }) => name}
      about={({ assignments }) => sayCount(assignments.length, 'assignment')}
      make={(name) => moduleSchema.parse({ id: idFor(name, value.modules), name })}
      set={(modules) => set({ modules })}
    >
      {(module, put) => (
        <>
          <Line
            label="Name of the module"
            value={module.name}
            set={(name) => put({ name })}
            most={120}
          />
          <Sentences
            label="Objectives of the module"
            value={module.objectives}
            set={(objectives) => put({ objectives })}
          />
          <Sentences
            label="Assignments"
            value={module.assignments}
            set={(assignments) => put({ assignments })}
          />
        </>
      )}
    </PartList>
  )
}
