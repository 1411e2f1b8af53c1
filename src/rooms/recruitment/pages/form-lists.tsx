// The parts of the form that there may be several of: schools and training, licences.
import { NativeSelect, TextInput, type TextInputProps } from '@mantine/core'
import type { ApplicationForm, schoolingKinds } from '../schema.ts'
import { Entries } from './entries.tsx'

type Part = {
  form: ApplicationForm
  put: (part: Partial<ApplicationForm>) => void
  isOpen: boolean
  keep: () => void
}
type Kind = (typeof schoolingKinds)[number]

const KINDS: { value: Kind; label: string }[] = [
  { value: 'college', label: 'College' },
  { value: 'medical-school', label: 'Medical school' },
  { value: 'internship', label: 'Internship' },
  { value: 'residency', label: 'Residency' },
  { value: 'fellowship', label: 'Fellowship' },
]
const EMPTY = { place: '', from: '', to: '', degree: '' }
/** Both are asked for, so both stand there from the beginning. */
const FIRST: ApplicationForm['schooling'] = [
  { kind: 'medical-school', ...EMPTY },
  { kind: 'residency', ...EMPTY },
]

/** One line of an entry, kept when it is left. */
function Line(props: {
  label: string
  value: string
  set: (value: string) => void
  of: Pick<Part, 'isOpen' | 'keep'>
  more: Pick<TextInputProps, 'type' | 'maxLength'>
}) {
  return (
    <TextInput
      label={props.label}
      value={props.value}
      disabled={!props.of.isOpen}
      onChange={(event) => props.set(event.currentTarget.value)}
      onBlur={props.of.keep}
      {...props.more}
    />
  )
}
const MONTH = { type: 'month' } as const

export function Schooling({ form, put, isOpen, keep }: Part) {
  const list = form.schooling.length > 0 ? form.schooling : FIRST
  const of = { isOpen, keep }
  return (
    <fieldset>
      <legend>Schools and training</legend>
      <Entries<ApplicationForm['schooling'][number]>
        list={list}
        put={(schooling) => put({ schooling })}
        look="apply-entry"
        keyOf={(_, nth) => nth}
        drop={
          isOpen && list.length > 1
            ? { says: 'Take away', label: ({ place }) => `Take away ${place || 'this entry'}` }
            : undefined
        }
        add={
          isOpen
            ? { says: 'Add another', one: () => ({ kind: 'internship', ...EMPTY }) }
            : undefined
        }
      >
        {({ kind, place, from, to, degree }, set) => (
          <>
            <NativeSelect
              label="What"
              value={kind}
              disabled={!isOpen}
              data={KINDS}
              onChange={(event) => set({ kind: event.currentTarget.value as Kind })}
            />
            <Line
              {...{ label: 'Where', value: place, of, more: { maxLength: 160 } }}
              set={(next) => set({ place: next })}
            />
            <div className="apply-three">
              <Line
                {...{ label: 'From', value: from, of, more: MONTH }}
                set={(next) => set({ from: next })}
              />
              <Line
                {...{ label: 'To', value: to, of, more: MONTH }}
                set={(next) => set({ to: next })}
              />
              <Line
                {...{ label: 'Degree', value: degree, of, more: { maxLength: 60 } }}
                set={(next) => set({ degree: next })}
              />
            </div>
          </>
        )}
      </Entries>
    </fieldset>
  )
}

export function Licences({ form, put, isOpen, keep }: Part) {
  const of = { isOpen, keep }
  return (
    <Entries
      list={form.licences}
      put={(licences) => put({ licences })}
      look="apply-entry"
      keyOf={(_, nth) => nth}
      drop={
        isOpen
          ? {
              says: 'Take away',
              label: ({ state }) => `Take away the licence of ${state || 'this state'}`,
            }
          : undefined
      }
      add={
        isOpen
          ? { says: 'Add a licence', one: () => ({ state: '', number: '', until: '' }) }
          : undefined
      }
    >
      {({ state, number, until }, set) => (
        <div className="apply-three">
          <Line
            {...{ label: 'Licence of the state', value: state, of, more: { maxLength: 40 } }}
            set={(next) => set({ state: next })}
          />
          <Line
            {...{ label: 'Number', value: number, of, more: { maxLength: 40 } }}
            set={(next) => set({ number: next })}
          />
          <Line
            {...{ label: 'Until', value: until, of, more: MONTH }}
            set={(next) => set({ until: next })}
          />
        </div>
      )}
    </Entries>
  )
}
