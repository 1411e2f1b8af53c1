// Who may apply in a season, and which scores it asks for.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { freeId } from '../../../kernel/id.ts'
import type { EligibilityRule, ScoreRule } from '../schema.ts'
import type { Props } from './cycle-asked.tsx'
import { Entries } from './entries.tsx'

const KINDS = [
  { value: 'board', label: 'Board, in the specialty' },
  { value: 'licence', label: 'Licence, of the state' },
  { value: 'question', label: 'A question, yes or no' },
]
const idsOf = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))

export function Rules({ settings: { eligibility }, put }: Props) {
  return (
    <fieldset>
      <legend>Who may apply</legend>
      <Entries<EligibilityRule>
        list={eligibility}
        put={(rules) => put({ eligibility: rules })}
        look="rec-entry"
        keyOf={({ id }) => id}
        drop={{ says: 'Do not ask it', label: ({ asks }) => `Do not ask it: ${asks}` }}
        add={{
          says: 'Ask something else',
          one: () => ({
            ...{ id: freeId('rule', idsOf(eligibility)), of: '', note: '' },
            ...{ kind: 'question', asks: 'Another question' },
          }),
        }}
      >
        {({ asks, kind, of, note }, set) => (
          <>
            <TextInput
              label="Question"
              value={asks}
              maxLength={120}
              onChange={(event) => set({ asks: event.currentTarget.value })}
            />
            <div className="rec-grid">
              <NativeSelect
                label="What it rests on"
                value={kind}
                data={KINDS}
                onChange={(event) =>
                  set({ kind: event.currentTarget.value as EligibilityRule['kind'] })
                }
              />
              {kind !== 'question' && (
                <TextInput
                  label={kind === 'board' ? 'Specialty' : 'State'}
                  value={of}
                  maxLength={80}
                  onChange={(event) => set({ of: event.currentTarget.value })}
                />
              )}
              <TextInput
                label="Beside it"
                value={note}
                maxLength={300}
                onChange={(event) => set({ note: event.currentTarget.value })}
              />
            </div>
          </>
        )}
      </Entries>
    </fieldset>
  )
}

const FORMS = [
  { value: 'three-digit', label: 'Three digits' },
  { value: 'pass-fail', label: 'Pass or fail' },
  { value: 'either', label: 'Either' },
]

export function Scores({ settings: { scores }, put }: Props) {
  return (
    <fieldset>
      <legend>Scores</legend>
      <Entries<ScoreRule>
        list={scores}
        put={(rules) => put({ scores: rules })}
        look="rec-entry"
        keyOf={({ id }) => id}
        drop={{ says: 'Do not ask for it', label: ({ name }) => `Do not ask for it: ${name}` }}
        add={{
          says: 'Ask for another score',
          one: () => ({
            ...{ id: freeId('score', idsOf(scores)), required: false },
            ...{ name: 'Another examination', form: 'either' },
          }),
        }}
      >
        {({ name, form, required }, set) => (
          <div className="rec-grid">
            <TextInput
              label="Examination"
              value={name}
              maxLength={120}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <NativeSelect
              label="Form"
              value={form}
              data={FORMS}
              onChange={(event) => set({ form: event.currentTarget.value as ScoreRule['form'] })}
            />
            <Checkbox
              label={`${name}: required`}
              checked={required}
              onChange={(event) => set({ required: event.currentTarget.checked })}
            />
          </div>
        )}
      </Entries>
    </fieldset>
  )
}
