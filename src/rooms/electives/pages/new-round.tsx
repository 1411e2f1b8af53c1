// A new round: for which year, in which periods, from when to when, by which mechanism and seed.
import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { type Mechanism, mechanisms } from '../../allocation/schema.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { programmesQuery } from '../../programme/pages/queries.ts'
import { rotaContract } from '../../rota/contract.ts'
import { electivesContract as contract } from '../contract.ts'
import { MECHANISMS } from './queries.ts'

const DAY_MS = 86_400_000
const two = (value: number) => String(value).padStart(2, '0')
/** As the field of the browser wants it: the clock of whoever sits there. */
export function toField(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}
export const fromField = (text: string): string => new Date(text).toISOString()

export function NewRoundDialog({ programme, close }: { programme: string; close: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: mine } = useQuery(programmesQuery)
  const years = mine?.programmes.find(({ id }) => id === programme)?.plans ?? []
  const [chosen, setPlan] = useState('')
  const plan = chosen || years[0]?.id || ''
  const { data: year } = useQuery({
    queryKey: ['plans', plan, 'blocks'],
    queryFn: () => call(rotaContract.plan, { params: { id: plan } }),
    enabled: plan !== '',
  })
  const blocks = year?.problem.periods ?? []
  const [form, setForm] = useState(() => ({
    ...{ title: '', from: '', to: '', seed: '', showsDemand: false },
    ...{ blocks: 4, mostWishes: 8, places: 2 },
    mechanism: 'serial-dictatorship' as Mechanism,
    opensAt: toField(new Date()),
    closesAt: toField(new Date(Date.now() + 14 * DAY_MS)),
  }))
  const set = (more: Partial<typeof form>) => setForm({ ...form, ...more })
  const from = form.from || blocks[0]?.id || ''
  const to = form.to || blocks.at(-1)?.id || ''
  const make = useMutation({
    mutationFn: () =>
      call(contract.create, {
        params: { id: programme },
        body: {
          ...{ ...form, plan, from, to },
          opensAt: fromField(form.opensAt),
          closesAt: fromField(form.closesAt),
        },
      }),
    onSuccess: async ({ round }) => {
      await client.invalidateQueries({ queryKey: ['choices'] })
      await navigate({
        to: '/programmes/$id/choices/$round',
        params: { id: programme, round },
      })
    },
  })
  const options = blocks.map(({ id, label, from: first }) => ({
    value: id,
    label: `${label}, from ${sayDay(first, { year: true })}`,
  }))
  return (
    <FormDialog
      title="New round"
      close={close}
      doing={make}
      action="Prepare it"
      off={
        form.title.trim() === '' ||
        form.seed.trim() === '' ||
        from === '' ||
        form.opensAt === '' ||
        form.closesAt === ''
      }
    >
      <TextInput
        label="Title"
        placeholder="Electives of the spring"
        value={form.title}
        maxLength={120}
        data-autofocus
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <NativeSelect
        label="For the people of"
        value={plan}
        data={years.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(event) => {
          setPlan(event.currentTarget.value)
          set({ from: '', to: '' })
        }}
      />
      <div className="round-pair">
        <NativeSelect
          label="First block"
          value={from}
          data={options}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <NativeSelect
          label="Last block"
          value={to}
          data={options}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
      <div className="round-pair">
        <Count
          label="Blocks in a period"
          value={form.blocks}
          most={26}
          set={(blocks) => set({ blocks })}
        />
        <Count
          label="Wishes at most"
          value={form.mostWishes}
          most={50}
          set={(mostWishes) => set({ mostWishes })}
        />
        <Count
          label="Places at most"
          value={form.places}
          most={50}
          set={(places) => set({ places })}
        />
      </div>
      <div className="round-pair">
        <TextInput
          type="datetime-local"
          label="Opens"
          value={form.opensAt}
          onChange={(event) => set({ opensAt: event.currentTarget.value })}
        />
        <TextInput
          type="datetime-local"
          label="Closes"
          value={form.closesAt}
          onChange={(event) => set({ closesAt: event.currentTarget.value })}
        />
      </div>
      <NativeSelect
        label="Mechanism that is announced"
        value={form.mechanism}
        data={mechanisms.map((one) => ({ value: one, label: MECHANISMS[one] }))}
        onChange={(event) => set({ mechanism: event.currentTarget.value as Mechanism })}
      />
      <TextInput
        label="Seed of the lottery"
        description="Published with the round. Best one that nobody can choose, as the numbers of a public lottery."
        value={form.seed}
        maxLength={200}
        onChange={(event) => set({ seed: event.currentTarget.value })}
      />
      <Checkbox
        label="Show how many wish for the same"
        checked={form.showsDemand}
        onChange={(event) => set({ showsDemand: event.currentTarget.checked })}
      />
    </FormDialog>
  )
}

function Count(props: {
  label: string
  value: number
  most: number
  set: (value: number) => void
}) {
  return (
    <NumberInput
      label={props.label}
      value={props.value}
      min={1}
      max={props.most}
      allowDecimal={false}
      onChange={(value) => props.set(Number(value) || 1)}
    />
  )
}
