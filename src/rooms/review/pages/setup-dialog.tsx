// What is scored, by how many, blinded or not, and what the letters say.
import { Button, NumberInput, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { plainId } from '../../../kernel/id.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Pile, reviewContract as contract } from '../contract.ts'
import { type Criterion, type ReviewSetup, type VerdictName, verdicts } from '../schema.ts'
import { REVIEW, VERDICTS } from './queries.ts'

export function SetupDialog({ view, close }: { view: Pile; close: () => void }) {
  const [setup, setSetup] = useState<ReviewSetup>(view.setup)
  const [letter, setLetter] = useState<VerdictName>('interview')
  const change = (more: Partial<ReviewSetup>) => setSetup((now) => ({ ...now, ...more }))
  const changeOne = (nth: number, more: Partial<Criterion>) =>
    change({
      criteria: setup.criteria.map((one, at) => (at === nth ? { ...one, ...more } : one)),
    })
  const changeLetter = (more: Partial<ReviewSetup['templates'][VerdictName]>) =>
    change({
      templates: { ...setup.templates, [letter]: { ...setup.templates[letter], ...more } },
    })
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const step = useStepOf<{ version: number }>(REVIEW, { done: close })
  const save = () =>
    step.mutate({
      act: () => call(contract.setUp, { params, body: { setup, version: view.version } }),
      says: 'Changed.',
      undo: ({ version }) => call(contract.setUp, { params, body: { setup: view.setup, version } }),
    })
  const template = setup.templates[letter]
  return (
    <FormDialog
      title="What is scored"
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action="Save"
      off={setup.criteria.length === 0 || setup.criteria.some(({ name }) => name.trim() === '')}
    >
      {setup.criteria.map((one, nth) => (
        <fieldset key={nth} className="review-criterion" aria-label={`Criterion ${nth + 1}`}>
          <TextInput
            label="Name"
            value={one.name}
            maxLength={120}
            onChange={(event) => changeOne(nth, { name: event.currentTarget.value })}
          />
          <NumberInput
            label="From 1 to"
            value={one.most}
            min={2}
            max={10}
            allowDecimal={false}
            onChange={(most) => changeOne(nth, { most: Number(most) || 5 })}
          />
          <TextInput
            label="What high and low mean"
            value={one.says}
            maxLength={300}
            onChange={(event) => changeOne(nth, { says: event.currentTarget.value })}
          />
          {setup.criteria.length > 1 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => change({ criteria: setup.criteria.filter((_, at) => at !== nth) })}
            >
              Remove {one.name || 'it'}
            </Button>
          )}
        </fieldset>
      ))}
      {setup.criteria.length < 12 && (
        <Button
          variant="default"
          onClick={() =>
            change({
              criteria: [
                ...setup.criteria,
                { id: freshId(setup.criteria), name: '', says: '', most: 5 },
              ],
            })
          }
        >
          One more
        </Button>
      )}
      <NumberInput
        label="Reviewers of each application"
        value={setup.each}
        min={1}
        max={10}
        allowDecimal={false}
        onChange={(each) => change({ each: Number(each) || 1 })}
      />
      <Switch
        label="Blinded: name, schools and documents only after the own scores"
        checked={setup.isBlinded}
        onChange={(event) => change({ isBlinded: event.currentTarget.checked })}
      />
      <SegmentedControl
        value={letter}
        data={verdicts.map((value) => ({ value, label: VERDICTS[value].says }))}
        onChange={(value) => setLetter(value as VerdictName)}
        aria-label="Letter of which decision"
        fullWidth
      />
      <TextInput
        label="Subject of the letter"
        value={template.subject}
        maxLength={120}
        onChange={(event) => changeLetter({ subject: event.currentTarget.value })}
      />
      <Textarea
        label="Letter"
        description="{name}, {programme} and {season} are put in."
        value={template.text}
        maxLength={4000}
        autosize
        minRows={5}
        maxRows={12}
        onChange={(event) => changeLetter({ text: event.currentTarget.value })}
      />
    </FormDialog>
  )
}

/** Scores stand under it, so it stays when the name changes. */
function freshId(criteria: readonly Criterion[]): string {
  const taken = new Set(criteria.map(({ id }) => id))
  let nth = criteria.length + 1
  while (taken.has(plainId(`criterion ${nth}`))) nth++
  return plainId(`criterion ${nth}`)
}
