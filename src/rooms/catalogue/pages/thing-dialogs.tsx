// A new elective, a section, a mini-fellowship: what is it called, and what is it made of?
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { freeId } from '../../../kernel/id.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import {
  type CatalogueSection,
  type CatalogueView,
  electiveSchema,
  type MiniFellowship,
} from '../schema.ts'
import { useEdit } from './use-edit.ts'

export type Opened =
  | { kind: 'elective' }
  | { kind: 'section'; was: CatalogueSection | null }
  | { kind: 'mini'; was: MiniFellowship | null }

type Props = { view: CatalogueView; close: () => void }

export function ThingDialog({ view, opened, close }: Props & { opened: Opened }) {
  if (opened.kind === 'elective') return <NewElective view={view} close={close} />
  if (opened.kind === 'section') return <SectionDialog view={view} was={opened.was} close={close} />
  return <MiniDialog view={view} was={opened.was} close={close} />
}

const weeksOf = (value: number | string) => (value === '' ? null : Number(value))

function NewElective({ view, close }: Props) {
  const { sections, electives, miniFellowships } = view.catalogue
  const [name, setName] = useState('')
  const [section, setSection] = useState(sections[0]!.id)
  const navigate = useNavigate()
  const id = freeId(name, new Set([...electives, ...miniFellowships].map((one) => one.id)))
  const edit = useEdit(view, () => {
    close()
    void navigate({
      to: '/programmes/$id/catalogue/$elective',
      params: { id: view.programme.id, elective: id },
      search: { version: 'draft' } as never,
    })
  })
  const add = () => {
    const codes = new Set(electives.map(({ code }) => code.toLowerCase()))
    const short =
      name
        .replace(/[^\p{L}\d]/gu, '')
        .slice(0, 3)
        .toUpperCase() || 'E'
    let code = short
    for (let nth = 2; codes.has(code.toLowerCase()); nth++) code = `${short}${nth}`
    edit.act(
      {
        ...{ thing: 'elective', was: null },
        is: electiveSchema.parse({ id, code, name, section, minWeeks: 4, places: 1 }),
      },
      `${name.trim()} is added.`,
    )
  }
  return (
    <FormDialog
      title="A new elective"
      close={close}
      doing={{ ...edit, mutate: add }}
      action="Add it"
      off={name.trim() === ''}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Section"
        value={section}
        onChange={(event) => setSection(event.currentTarget.value)}
        data={sections.map((one) => ({ value: one.id, label: one.name }))}
      />
    </FormDialog>
  )
}

function SectionDialog({ view, was, close }: Props & { was: CatalogueSection | null }) {
  const [name, setName] = useState(was?.name ?? '')
  const [most, setMost] = useState<number | string>(was?.mostWeeks ?? '')
  const edit = useEdit(view, close)
  const { sections } = view.catalogue
  const save = () =>
    edit.act(
      {
        ...{ thing: 'section', was },
        is: {
          id: was?.id ?? freeId(name, new Set(sections.map(({ id }) => id))),
          ...{ name: name.trim(), mostWeeks: weeksOf(most) },
        },
      },
      was ? `${name.trim()} is changed.` : `${name.trim()} is added.`,
    )
  return (
    <FormDialog
      title={was ? was.name : 'A new section'}
      close={close}
      doing={{ ...edit, mutate: save }}
      action={was ? 'Save' : 'Add it'}
      off={name.trim() === ''}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NumberInput
        label="Weeks of one person’s year at most"
        description="Empty: no limit."
        value={most}
        min={1}
        max={104}
        allowDecimal={false}
        onChange={setMost}
      />
      {was && (
        <div>
          <Button
            variant="default"
            onClick={() => edit.act({ thing: 'section', was, is: null }, `${was.name} is removed.`)}
          >
            Remove the section
          </Button>
        </div>
      )}
    </FormDialog>
  )
}

function MiniDialog({ view, was, close }: Props & { was: MiniFellowship | null }) {
  const { electives, miniFellowships } = view.catalogue
  const first = electives[0]!
  const [name, setName] = useState(was?.name ?? '')
  const [certificate, setCertificate] = useState(was?.certificate ?? '')
  const [parts, setParts] = useState(was?.parts ?? [{ elective: first.id, weeks: first.minWeeks }])
  const edit = useEdit(view, close)
  const put = (nth: number, more: Partial<(typeof parts)[number]>) =>
    setParts(parts.map((part, at) => (at === nth ? { ...part, ...more } : part)))
  const save = () => {
    const taken = new Set([...electives, ...miniFellowships].map(({ id }) => id))
    const id = was?.id ?? freeId(name, taken)
    const is = { id, name: name.trim(), certificate: certificate.trim(), parts }
    edit.act({ thing: 'mini', was, is }, was ? `${is.name} is changed.` : `${is.name} is added.`)
  }
  return (
    <FormDialog
      title={was ? was.name : 'A new mini-fellowship'}
      close={close}
      doing={{ ...edit, mutate: save }}
      action={was ? 'Save' : 'Add it'}
      off={name.trim() === '' || parts.length === 0}
    >
      <TextInput
        label="Name"
        value={name}
        maxLength={120}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {parts.map((part, nth) => (
        <div key={nth} className="cat-pair" role="group" aria-label={`Part ${nth + 1}`}>
          <NativeSelect
            label={`Part ${nth + 1}`}
            value={part.elective}
            onChange={(event) => put(nth, { elective: event.currentTarget.value })}
            data={electives.map((one) => ({ value: one.id, label: one.name }))}
          />
          <NumberInput
            label="Weeks"
            value={part.weeks}
            min={1}
            max={104}
            allowDecimal={false}
            onChange={(value) => put(nth, { weeks: Math.max(1, Number(value) || 1) })}
          />
          <Button
            variant="default"
            aria-label={`Remove part ${nth + 1}`}
            disabled={parts.length === 1}
            onClick={() => setParts(parts.filter((_, at) => at !== nth))}
          >
            Remove
          </Button>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          disabled={parts.length >= 12}
          onClick={() => setParts([...parts, { elective: first.id, weeks: first.minWeeks }])}
        >
          Add a part
        </Button>
      </div>
      <TextInput
        label="Certificate"
        value={certificate}
        maxLength={200}
        onChange={(event) => setCertificate(event.currentTarget.value)}
      />
      {was && (
        <div>
          <Button
            variant="default"
            onClick={() => edit.act({ thing: 'mini', was, is: null }, `${was.name} is removed.`)}
          >
            Remove it
          </Button>
        </div>
      )}
    </FormDialog>
  )
}
