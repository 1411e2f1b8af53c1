// Where to, when, for what, and who is responsible there?
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addDays, addMonths, type Day } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { offsiteContract as contract, type StaysView } from '../contract.ts'
import type { StayView } from '../schema.ts'
import { STAYS } from './queries.ts'

/** `stay`: one that is changed; absent = a new one. */
export function StayDialog(props: { view: StaysView; stay?: StayView; close: () => void }) {
  const { view, stay, close } = props
  const me = useMe().person
  const navigate = useNavigate()
  const elective = view.electives.find(({ id }) => id === stay?.elective?.id) ?? view.electives[0]
  const [person, setPerson] = useState(
    stay?.person.id ?? (view.asks ? (me?.id ?? '') : (view.trainees[0]?.id ?? '')),
  )
  const [words, setWords] = useState({
    elective: stay ? (stay.elective?.id ?? '') : (elective?.id ?? ''),
    site: stay?.site ?? elective?.sites[0] ?? view.sites[0]?.id ?? '',
    place: stay?.place ?? '',
    abroad: stay?.abroad ?? false,
    from: (stay?.from ?? addMonths(view.today, 6)) as string,
    to: (stay?.to ?? addDays(addMonths(view.today, 6), 27)) as string,
    aim: stay?.aim ?? '',
    directorName: stay?.director.name ?? '',
    directorEmail: stay?.director.email ?? '',
  })
  const put = (part: Partial<typeof words>) => setWords((old) => ({ ...old, ...part }))
  const step = useStepOf<{ stay?: string }>(STAYS, { done: close })
  const id = view.programme.id
  const save = () => {
    const body = {
      ...words,
      elective: words.elective === '' ? null : words.elective,
      ...{ from: words.from as Day, to: words.to as Day },
    }
    step.mutate(
      stay
        ? {
            act: () =>
              call(contract.change, {
                params: { id, stay: stay.id },
                body: { ...body, version: stay.version },
              }),
            says: 'Changed.',
          }
        : {
            act: async () => {
              const made = await call(contract.ask, { params: { id }, body: { ...body, person } })
              await navigate({
                to: '/programmes/$id/stays/$stay',
                params: { id, stay: made.stay },
              })
              return made
            },
            says: 'The stay and its list are there.',
            undo: (made) =>
              call(contract.step, {
                params: { id, stay: made.stay! },
                body: { state: 'withdrawn' as const },
              }),
          },
    )
  }
  return (
    <FormDialog
      title={stay ? `Stay at ${stay.place}` : 'Ask for a stay elsewhere'}
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action={stay ? 'Save' : 'Begin'}
      off={words.place.trim() === '' || words.from === '' || words.to === '' || person === ''}
    >
      {!stay && view.plans && (
        <NativeSelect
          label="For"
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={view.trainees.map(({ id: value, name: label }) => ({ value, label }))}
        />
      )}
      <NativeSelect
        label="Elective"
        value={words.elective}
        onChange={(event) => {
          const chosen = view.electives.find((one) => one.id === event.currentTarget.value)
          put({
            elective: event.currentTarget.value,
            ...(chosen?.sites[0] ? { site: chosen.sites[0] } : {}),
          })
        }}
        data={[
          ...view.electives.map(({ id: value, name: label }) => ({ value, label })),
          { value: '', label: 'None of the catalogue' },
        ]}
      />
      <NativeSelect
        label="Site"
        value={words.site}
        onChange={(event) => put({ site: event.currentTarget.value })}
        data={view.sites.map(({ id: value, name: label }) => ({ value, label }))}
      />
      <TextInput
        label="Hospital and town"
        value={words.place}
        maxLength={120}
        data-autofocus
        onChange={(event) => put({ place: event.currentTarget.value })}
      />
      <Checkbox
        label="In another country"
        description="Adds risk, funding, visa, vaccinations, travel to the list."
        checked={words.abroad}
        onChange={(event) => put({ abroad: event.currentTarget.checked })}
      />
      <div className="stay-days">
        <TextInput
          label="From"
          type="date"
          value={words.from}
          onChange={(event) => put({ from: event.currentTarget.value })}
        />
        <TextInput
          label="Last day"
          type="date"
          value={words.to}
          min={words.from}
          onChange={(event) => put({ to: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="What for"
        description="The director there reads it."
        value={words.aim}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => put({ aim: event.currentTarget.value })}
      />
      <TextInput
        label="Director there"
        value={words.directorName}
        maxLength={120}
        onChange={(event) => put({ directorName: event.currentTarget.value })}
      />
      <TextInput
        label="Address of the director"
        type="email"
        value={words.directorEmail}
        maxLength={200}
        onChange={(event) => put({ directorEmail: event.currentTarget.value })}
      />
    </FormDialog>
  )
}
