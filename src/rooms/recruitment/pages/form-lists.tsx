// The parts of the form that there may be several of: schools and training, licences.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ApplicationForm, schoolingKinds } from '../schema.ts'

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

export function Schooling({ form, put, isOpen, keep }: Part) {
  const list = form.schooling.length > 0 ? form.schooling : FIRST
  const set = (nth: number, part: Partial<(typeof list)[number]>) =>
    put({ schooling: list.map((one, at) => (at === nth ? { ...one, ...part } : one)) })
  const drop = (nth: number) => put({ schooling: list.filter((_, at) => at !== nth) })
  return (
    <fieldset>
      <legend>Schools and training</legend>
      {list.map((one, nth) => (
        <div key={nth} className="apply-entry">
          <NativeSelect
            label="What"
            value={one.kind}
            disabled={!isOpen}
            data={KINDS}
            onChange={(event) => set(nth, { kind: event.currentTarget.value as Kind })}
          />
          <TextInput
            label="Where"
            value={one.place}
            maxLength={160}
            disabled={!isOpen}
            onChange={(event) => set(nth, { place: event.currentTarget.value })}
            onBlur={keep}
          />
          <div className="apply-three">
            <TextInput
              label="From"
              type="month"
              value={one.from}
              disabled={!isOpen}
              onChange={(event) => set(nth, { from: event.currentTarget.value })}
              onBlur={keep}
            />
            <TextInput
              label="To"
              type="month"
              value={one.to}
              disabled={!isOpen}
              onChange={(event) => set(nth, { to: event.currentTarget.value })}
              onBlur={keep}
            />
            <TextInput
              label="Degree"
              value={one.degree}
              maxLength={60}
              disabled={!isOpen}
              onChange={(event) => set(nth, { degree: event.currentTarget.value })}
              onBlur={keep}
            />
          </div>
          {isOpen && list.length > 1 && (
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={`Take away ${one.place || 'this entry'}`}
              onClick={() => drop(nth)}
            >
              Take away
            </Button>
          )}
        </div>
      ))}
      {isOpen && (
        <Button
          variant="default"
          onClick={() => put({ schooling: [...list, { kind: 'internship', ...EMPTY }] })}
        >
          Add another
        </Button>
      )}
    </fieldset>
  )
}

export function Licences({ form, put, isOpen, keep }: Part) {
  const list = form.licences
  const set = (nth: number, part: Partial<(typeof list)[number]>) =>
    put({ licences: list.map((one, at) => (at === nth ? { ...one, ...part } : one)) })
  return (
    <>
      {list.map((one, nth) => (
        <div key={nth} className="apply-entry">
          <div className="apply-three">
            <TextInput
              label="Licence of the state"
              value={one.state}
              maxLength={40}
              disabled={!isOpen}
              onChange={(event) => set(nth, { state: event.currentTarget.value })}
              onBlur={keep}
            />
            <TextInput
              label="Number"
              value={one.number}
              maxLength={40}
              disabled={!isOpen}
              onChange={(event) => set(nth, { number: event.currentTarget.value })}
              onBlur={keep}
            />
            <TextInput
              label="Until"
              type="month"
              value={one.until}
              disabled={!isOpen}
              onChange={(event) => set(nth, { until: event.currentTarget.value })}
              onBlur={keep}
            />
          </div>
          {isOpen && (
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={`Take away the licence of ${one.state || 'this state'}`}
              onClick={() => put({ licences: list.filter((_, at) => at !== nth) })}
            >
              Take away
            </Button>
          )}
        </div>
      ))}
      {isOpen && (
        <Button
          variant="default"
          onClick={() => put({ licences: [...list, { state: '', number: '', until: '' }] })}
        >
          Add a licence
        </Button>
      )}
    </>
  )
}
