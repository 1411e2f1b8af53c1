// From a day on, another pack: which, since when, and is it a barrier?
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Day, isDay, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { hoursContract as contract } from '../contract.ts'
import type { PacksView } from '../schema.ts'
import { PACKS } from './queries.ts'

export function ChoosePack({ data }: { data: PacksView }) {
  const step = useStepOf<unknown>(PACKS)
  const [pack, setPack] = useState(data.inForce.pack)
  const [from, setFrom] = useState<string>(data.today)
  const [isBarrier, setBarrier] = useState(data.inForce.isBarrier)
  const chosen = data.packs.find(({ facts }) => facts.id === pack)
  const isRight = isDay(from) && from >= data.today
  const params = { id: data.programme.id, from: from as Day }
  const before = data.choices.find((one) => one.from === from)
  const choose = () =>
    step.mutate({
      act: () =>
        call(contract.choose, {
          params,
          body: { pack, version: chosen?.versions || null, isBarrier },
        }),
      says: `Hours are judged by “${chosen?.facts.title}” from ${sayDay(params.from)} on.`,
      undo: () =>
        before
          ? call(contract.choose, {
              params,
              body: { pack: before.pack, version: before.version, isBarrier: before.isBarrier },
            })
          : call(contract.drop, { params }),
    })
  return (
    <Section title="Choose a pack">
      <form
        className="packs-choose"
        onSubmit={(event) => {
          event.preventDefault()
          choose()
        }}
      >
        <NativeSelect
          label="Pack"
          value={pack}
          onChange={(event) => setPack(event.currentTarget.value)}
          data={data.packs.map(({ facts, versions }) => ({
            value: facts.id,
            label: versions === 0 ? facts.title : `${facts.title}, version ${versions}`,
          }))}
        />
        <TextInput
          label="From"
          type="date"
          min={data.today}
          value={from}
          error={
            isDay(from) && from < data.today
              ? 'What was judged stays; choose today or later.'
              : undefined
          }
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <Checkbox
          label="A year that would break a core rule is not published without a reason"
          description="Otherwise what is found beforehand is advice."
          checked={isBarrier}
          onChange={(event) => setBarrier(event.currentTarget.checked)}
        />
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        <div>
          <Button type="submit" loading={step.isPending} disabled={!isRight || !chosen}>
            Judge by it
          </Button>
        </div>
      </form>
    </Section>
  )
}
