// The plain fields of an elective: name, section, lengths, places, what is learned, who looks after it.
import { Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { rotationColors } from '../../../kernel/palette.ts'
import { type CatalogueView, type Elective, supervisorKinds } from '../schema.ts'

export type Fields = {
  view: CatalogueView
  value: Elective
  set: (more: Partial<Elective>) => void
}

export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="cat-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  )
}

export function Line(props: {
  label: string
  value: string
  set: (value: string) => void
  most: number
  about?: string
}) {
  return (
    <TextInput
      label={props.label}
      description={props.about}
      value={props.value}
      maxLength={props.most}
      onChange={(event) => props.set(event.currentTarget.value)}
    />
  )
}

/** Empty means none. */
export function Weeks(props: {
  label: string
  value: number | null
  set: (value: number | null) => void
  about?: string
}) {
  return (
    <NumberInput
      label={props.label}
      description={props.about}
      value={props.value ?? ''}
      min={1}
      max={104}
      allowDecimal={false}
      onChange={(value) => props.set(value === '' ? null : Number(value))}
    />
  )
}

/** One to a line, while they are written too: an empty line is on its way to something. */
export function Sentences(props: {
  label: string
  value: readonly string[]
  set: (value: string[]) => void
  about?: string
}) {
  const [text, setText] = useState<string>()
  const kept = props.value.join('\n')
  const shown = text !== undefined && linesOf(text).join('\n') === kept ? text : kept
  return (
    <Textarea
      label={props.label}
      description={props.about ?? 'One to a line.'}
      value={shown}
      autosize
      minRows={2}
      onChange={(event) => {
        setText(event.currentTarget.value)
        props.set(linesOf(event.currentTarget.value))
      }}
    />
  )
}
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function BasicFields({ view, value, set }: Fields) {
  return (
    <Group title="What it is">
      <Line label="Name" value={value.name} set={(name) => set({ name })} most={120} />
      <div className="cat-pair">
        <Line label="Code" value={value.code} set={(code) => set({ code })} most={12} />
        <NativeSelect
          label="Colour"
          value={String(value.color)}
          onChange={(event) => set({ color: Number(event.currentTarget.value) })}
          data={rotationColors.map((_, nth) => ({
            value: String(nth),
            label: `Colour ${nth + 1}`,
          }))}
        />
        <span className="work swatch cat-swatch" data-color={value.color} aria-hidden>
          {value.code}
        </span>
      </div>
      <div className="cat-pair">
        <NativeSelect
          label="Section"
          value={value.section}
          onChange={(event) => set({ section: event.currentTarget.value })}
          data={view.catalogue.sections.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Line label="Group" value={value.group} set={(group) => set({ group })} most={120} />
      </div>
      <Line label="Note" value={value.note} set={(note) => set({ note })} most={600} />
    </Group>
  )
}

export function LengthFields({ value, set }: Fields) {
  return (
    <Group title="How long, for how many">
      <div className="cat-pair">
        <NumberInput
          label="Places at once"
          value={value.places}
          min={0}
          max={1000}
          allowDecimal={false}
          onChange={(places) => set({ places: Number(places) || 0 })}
        />
        <NumberInput
          label="Shortest stay, weeks"
          value={value.minWeeks}
          min={1}
          max={104}
          allowDecimal={false}
          onChange={(weeks) => set({ minWeeks: Math.max(1, Number(weeks) || 1) })}
        />
      </div>
      <div className="cat-pair">
        <Weeks
          label="Usual length, weeks"
          about="Empty: as planned."
          value={value.nominalWeeks}
          set={(nominalWeeks) => set({ nominalWeeks })}
        />
        <Weeks
          label="Long form, weeks"
          about="Empty: none."
          value={value.extendedWeeks}
          set={(extendedWeeks) => set({ extendedWeeks })}
        />
      </div>
    </Group>
  )
}

export function TeachingFields({ value, set }: Fields) {
  const project = value.finalProject
  return (
    <Group title="What is learned, and with whom">
      <Sentences
        label="Objectives"
        value={value.objectives}
        set={(objectives) => set({ objectives })}
      />
      <Sentences label="Duties" value={value.duties} set={(duties) => set({ duties })} />
      <Line
        label="Final project"
        about="Empty: none."
        value={project?.says ?? ''}
        most={400}
        set={(says) => set({ finalProject: says ? { says, gate: project?.gate ?? false } : null })}
      />
      {project && (
        <Checkbox
          label="Not complete until the project is accepted"
          checked={project.gate}
          onChange={(event) =>
            set({ finalProject: { ...project, gate: event.currentTarget.checked } })
          }
        />
      )}
      <Checkbox
        label="The trainee writes what is done in it, and an adviser agrees"
        checked={value.selfDesigned}
        onChange={(event) => set({ selfDesigned: event.currentTarget.checked })}
      />
      <Checkbox.Group
        label="Who looks after the trainee"
        value={value.supervisors}
        onChange={(kinds) =>
          set({ supervisors: supervisorKinds.filter((kind) => kinds.includes(kind)) })
        }
      >
        <div className="cat-checks">
          {supervisorKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={kind} />
          ))}
        </div>
      </Checkbox.Group>
      <Line
        label="Leads to"
        value={value.careerIntent}
        set={(careerIntent) => set({ careerIntent })}
        most={200}
      />
    </Group>
  )
}
