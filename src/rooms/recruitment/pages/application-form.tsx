// The form: typed, kept while it is typed, complete when the list says so.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import type { OwnApplication } from '../applicant-schema.ts'
import { judgeScore } from '../rules/checklist.ts'
import type { ApplicationForm } from '../schema.ts'
import { Licences, Schooling } from './form-lists.tsx'
import { useKept } from './use-kept.ts'

export function ApplicationFormPart({ own, isOpen }: { own: OwnApplication; isOpen: boolean }) {
  const { form, contact, put, putContact, says, error, keep } = useKept(own)
  const { settings } = own.cycle
  const field = (name: keyof ApplicationForm & string, label: string, more: object = {}) => (
    <TextInput
      label={label}
      value={String(form[name])}
      disabled={!isOpen}
      onChange={(event) => put({ [name]: event.currentTarget.value })}
      onBlur={keep}
      {...more}
    />
  )
  const long = (name: keyof ApplicationForm & string, label: string, more: object = {}) => (
    <Textarea
      label={label}
      value={String(form[name])}
      disabled={!isOpen}
      autosize
      minRows={2}
      onChange={(event) => put({ [name]: event.currentTarget.value })}
      onBlur={keep}
      {...more}
    />
  )
  const answer = (value: string, label: string, set: (to: 'yes' | 'no' | '') => void) => (
    <NativeSelect
      label={label}
      value={value}
      disabled={!isOpen}
      data={YES_NO}
      onChange={(event) => set(event.currentTarget.value as 'yes' | 'no' | '')}
    />
  )
  return (
    <section aria-label="Form" className="apply-section apply-form" id="form">
      <h2>Form</h2>
      <fieldset>
        <legend>You</legend>
        <div className="apply-two">
          {(['given', 'family'] as const).map((name) => (
            <TextInput
              key={name}
              label={name === 'given' ? 'Given name' : 'Family name'}
              value={contact[name]}
              maxLength={120}
              disabled={!isOpen}
              onChange={(event) => putContact({ [name]: event.currentTarget.value })}
              onBlur={keep}
            />
          ))}
        </div>
        {long('address', 'Address', { maxLength: 300, autoComplete: 'street-address' })}
        <TextInput
          label="Phone"
          type="tel"
          autoComplete="tel"
          value={contact.phone}
          maxLength={60}
          disabled={!isOpen}
          onChange={(event) => putContact({ phone: event.currentTarget.value })}
          onBlur={keep}
        />
        <NativeSelect
          label="Your time zone"
          description="All times for you are said in it."
          value={contact.zone}
          disabled={!isOpen}
          data={ZONES.includes(contact.zone) ? ZONES : [contact.zone, ...ZONES]}
          onChange={(event) => putContact({ zone: event.currentTarget.value })}
        />
        <div className="apply-two">
          {field('aamcId', 'AAMC ID', { inputMode: 'numeric', maxLength: 12 })}
          {field('nrmpId', 'NRMP ID', { maxLength: 12 })}
        </div>
        <NativeSelect
          label="Right to work where the programme is"
          value={form.citizenship}
          disabled={!isOpen}
          data={CITIZENSHIPS}
          onChange={(event) =>
            put({ citizenship: event.currentTarget.value as ApplicationForm['citizenship'] })
          }
        />
        {form.citizenship === 'visa' && field('visa', 'Which visa', { maxLength: 60 })}
      </fieldset>
      <Schooling form={form} put={put} isOpen={isOpen} keep={keep} />
      <fieldset>
        <legend>Board, licence, scores</legend>
        <div className="apply-two">
          <NativeSelect
            label="Board"
            value={form.board}
            disabled={!isOpen}
            data={BOARDS}
            onChange={(event) =>
              put({ board: event.currentTarget.value as ApplicationForm['board'] })
            }
          />
          {field('boardMonth', 'Since, or expected', { placeholder: '2024-06', type: 'month' })}
        </div>
        {settings.eligibility
          .filter(({ kind }) => kind !== 'board')
          .map(({ id, asks, note }) => (
            <div key={id}>
              {answer(form.answers[id]?.says ?? '', asks, (to) =>
                put({
                  answers: {
                    ...form.answers,
                    [id]: { says: to, note: form.answers[id]?.note ?? '' },
                  },
                }),
              )}
              {note && <p className="subtle small">{note}</p>}
            </div>
          ))}
        <Licences form={form} put={put} isOpen={isOpen} keep={keep} />
        <div className="apply-three">
          {settings.scores.map((rule) => {
            const value = form.scores[rule.id] ?? ''
            return (
              <TextInput
                key={rule.id}
                label={`${rule.name}${rule.required ? '' : ' (if taken)'}`}
                description={SCORE_FORMS[rule.form]}
                value={value}
                maxLength={20}
                disabled={!isOpen}
                error={judgeScore(rule, value)?.says}
                onChange={(event) =>
                  put({ scores: { ...form.scores, [rule.id]: event.currentTarget.value } })
                }
                onBlur={keep}
              />
            )
          })}
        </div>
      </fieldset>
      <fieldset>
        <legend>More</legend>
        {long('honours', 'Honours and awards', { maxLength: 2000 })}
        {long('publications', 'Publications and talks', {
          ...{ maxLength: 4000, description: 'Or leave it to your curriculum vitae.' },
        })}
        {answer(
          form.discipline,
          'Any action against a licence, a privilege or your training, or a conviction?',
          (discipline) => put({ discipline }),
        )}
        {form.discipline === 'yes' && long('disciplineNote', 'What it was', { maxLength: 1000 })}
        {long('note', 'Gaps of more than three months, or anything else', { maxLength: 2000 })}
        {field('signed', 'Your name, in place of a signature: all of this is true', {
          maxLength: 120,
        })}
      </fieldset>
      <Findings findings={error ? findingsOf(error) : []} />
      <p className="subtle small" role="status">
        {isOpen ? says : 'The form is closed while the application is sent.'}
      </p>
      {isOpen && (
        <Button variant="default" onClick={keep}>
          Keep
        </Button>
      )}
    </section>
  )
}

const YES_NO = [
  { value: '', label: 'Choose' },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]
const CITIZENSHIPS = [
  { value: '', label: 'Choose' },
  { value: 'citizen', label: 'Citizen' },
  { value: 'resident', label: 'Permanent resident' },
  { value: 'visa', label: 'I have or need a visa' },
]
const BOARDS = [
  { value: '', label: 'Choose' },
  { value: 'certified', label: 'Certified' },
  { value: 'qualified', label: 'Qualified (eligible)' },
  { value: 'neither', label: 'Neither' },
]
const SCORE_FORMS = {
  'three-digit': 'Three digits',
  'pass-fail': 'Pass or fail',
  either: 'Three digits, or pass or fail',
} as const
const ZONES: string[] =
  'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : ['UTC', 'America/New_York']
