// Something more that is asked: time in some work, a count, or something to hand in.
import { Button, MultiSelect, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { freeId } from '../../../kernel/id.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import type { Curriculum, Requirement } from '../schema.ts'

type Kind = 'time' | 'count' | 'deliverable'
type Props = {
  draft: Curriculum
  works: readonly { id: string; name: string }[]
  add: (one: Requirement) => void
}

export function NewRequirement(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <p>
      <Button variant="default" onClick={() => setOpen(true)}>
        Ask something more
      </Button>
      {open && <Form {...props} close={() => setOpen(false)} />}
    </p>
  )
}

function Form({ draft, works, add, close }: Props & { close: () => void }) {
  const [kind, setKind] = useState<Kind>('time')
  const [name, setName] = useState('')
  const [amount, setAmount] = useState<number | string>(4)
  const [unit, setUnit] = useState('procedures')
  const [chosen, setChosen] = useState<string[]>([])
  const [pathway, setPathway] = useState('')
  const isOff = name.trim() === '' || amount === '' || (kind === 'time' && chosen.length === 0)
  const save = () => {
    const id = freeId(name, new Set(draft.requirements.map((one) => one.id)))
    add({
      ...{ id, name: name.trim(), levels: [], replaces: [], source: 'program', basis: '' },
      pathway: pathway === '' ? null : pathway,
      ...measureOf(kind, id, { name: name.trim(), amount: Number(amount), unit, works: chosen }),
    })
    close()
  }
  return (
    <Dialog title="Ask something more" close={close}>
      <form
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput
          label="What"
          value={name}
          maxLength={120}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="As"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
          data={[
            { value: 'time', label: 'Time in some work' },
            { value: 'count', label: 'So many of something' },
            { value: 'deliverable', label: 'Something to hand in' },
          ]}
        />
        {kind === 'time' && (
          <MultiSelect
            label="In which work"
            value={chosen}
            onChange={setChosen}
            searchable
            data={works.map(({ id: value, name: label }) => ({ value, label }))}
          />
        )}
        {kind !== 'deliverable' && (
          <NumberInput
            label={kind === 'time' ? 'At least, in weeks' : 'At least'}
            value={amount}
            min={0}
            max={20_000}
            onChange={setAmount}
          />
        )}
        {kind === 'count' && (
          <TextInput
            label="Of what"
            value={unit}
            maxLength={120}
            onChange={(event) => setUnit(event.currentTarget.value)}
          />
        )}
        <NativeSelect
          label="Of whom"
          value={pathway}
          onChange={(event) => setPathway(event.currentTarget.value)}
          data={[
            { value: '', label: 'Everybody' },
            ...draft.pathways.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={isOff}>
            Ask it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function measureOf(
  kind: Kind,
  id: string,
  of: { name: string; amount: number; unit: string; works: string[] },
): Pick<Requirement, 'group' | 'measure'> {
  if (kind === 'time')
    return {
      group: 'time',
      measure: { kind, works: of.works, least: of.amount, unit: 'weeks', after: [] },
    }
  if (kind === 'count')
    return {
      group: 'counts',
      measure: {
        ...{ kind, counter: id, unit: of.unit, bound: 'at-least', amount: of.amount },
        entered: 'here',
      },
    }
  return { group: 'deliverables', measure: { kind, evidences: [{ id, name: of.name }] } }
}
