// Who may apply in a season, and which scores it asks for.
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { freeId } from '../../../kernel/id.ts'
import type { Props } from './cycle-asked.tsx'
import { replace, without } from './lists.ts'

const KINDS = [
  { value: 'board', label: 'Board, in the specialty' },
  { value: 'licence', label: 'Licence, of the state' },
  { value: 'question', label: 'A question, yes or no' },
]

export function Rules({ settings: { eligibility }, put }: Props) {
  const set = (nth: number, part: Partial<(typeof eligibility)[number]>) =>
    put({ eligibility: replace(eligibility, nth, part) })
  return (
    <fieldset>
      <legend>Who may apply</legend>
      {eligibility.map((one, nth) => (
        <div key={one.id} className="rec-entry">
          <TextInput
            label="Question"
            value={one.asks}
            maxLength={120}
            onChange={(event) => set(nth, { asks: event.currentTarget.value })}
          />
          <div className="rec-grid">
            <NativeSelect
              label="What it rests on"
              value={one.kind}
              data={KINDS}
              onChange={(event) =>
                set(nth, { kind: event.currentTarget.value as (typeof one)['kind'] })
              }
            />
            {one.kind !== 'question' && (
              <TextInput
                label={one.kind === 'board' ? 'Specialty' : 'State'}
                value={one.of}
                maxLength={80}
                onChange={(event) => set(nth, { of: event.currentTarget.value })}
              />
            )}
            <TextInput
              label="Beside it"
              value={one.note}
              maxLength={300}
              onChange={(event) => set(nth, { note: event.currentTarget.value })}
            />
          </div>
          <Button
            variant="subtle"
            size="compact-md"
            aria-label={`Do not ask it: ${one.asks}`}
            onClick={() => put({ eligibility: without(eligibility, nth) })}
          >
            Do not ask it
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        onClick={() =>
          put({
            eligibility: [
              ...eligibility,
              {
                ...{ id: freeId('rule', new Set(eligibility.map(({ id }) => id))), of: '' },
                ...{ kind: 'question', asks: 'Another question', note: '' },
              },
            ],
          })
        }
      >
        Ask something else
      </Button>
    </fieldset>
  )
}

const FORMS = [
  { value: 'three-digit', label: 'Three digits' },
  { value: 'pass-fail', label: 'Pass or fail' },
  { value: 'either', label: 'Either' },
]

export function Scores({ settings: { scores }, put }: Props) {
  const set = (nth: number, part: Partial<(typeof scores)[number]>) =>
    put({ scores: replace(scores, nth, part) })
  return (
    <fieldset>
      <legend>Scores</legend>
      {scores.map((one, nth) => (
        <div key={one.id} className="rec-entry">
          <div className="rec-grid">
            <TextInput
              label="Examination"
              value={one.name}
              maxLength={120}
              onChange={(event) => set(nth, { name: event.currentTarget.value })}
            />
            <NativeSelect
              label="Form"
              value={one.form}
              data={FORMS}
              onChange={(event) =>
                set(nth, { form: event.currentTarget.value as (typeof one)['form'] })
              }
            />
            <Checkbox
              label={`${one.name}: required`}
              checked={one.required}
              onChange={(event) => set(nth, { required: event.currentTarget.checked })}
            />
          </div>
          <Button
            variant="subtle"
            size="compact-md"
            aria-label={`Do not ask for it: ${one.name}`}
            onClick={() => put({ scores: without(scores, nth) })}
          >
            Do not ask for it
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        onClick={() =>
          put({
            scores: [
              ...scores,
              {
                ...{ id: freeId('score', new Set(scores.map(({ id }) => id))), required: false },
                ...{ name: 'Another examination', form: 'either' },
              },
            ],
          })
        }
      >
        Ask for another score
      </Button>
    </fieldset>
  )
}
