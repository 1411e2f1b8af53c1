// What has somebody asked for before calls are planned: none on some days, or one?
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, type Day } from '../../../kernel/day.ts'
import { saySpan } from '../../../kernel/span.ts'
import { call } from '../../../platform/client.ts'
import { Empty, Section, Trouble } from '../../people/pages/frame.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import { CALL } from './queries.ts'
import { useInertPage } from './use-inert-page.ts'

export function Wishes({ data }: { data: CallView }) {
  const [isAsking, setAsking] = useState(false)
  const step = useStepOf<unknown>(CALL)
  if (!data.trains && !data.plans) return null
  const { wishes, me, kinds } = data
  const params = { id: data.programme.id }
  const name = (id: string) => data.people.find((one) => one.id === id)?.name ?? id
  const what = (wish: CallView['wishes'][number]) =>
    `${wish.avoid ? 'rather no' : 'would like'} ${wish.kind === null ? 'call' : (kinds.find(({ id }) => id === wish.kind)?.name ?? wish.kind)}`
  return (
    <Section title="Asked for" count={wishes.length}>
      {wishes.length === 0 ? (
        <Empty
          says={
            data.trains
              ? 'Tell on which days you would rather have no call, before it is planned.'
              : 'Nobody has asked for anything.'
          }
        />
      ) : (
        <ul className="rows">
          {wishes.map((wish) => (
            <li key={wish.id} className="call-wish">
              <span className="num">{saySpan(wish)}</span>
              <span className="call-wish-words">
                {wish.person !== me && `${name(wish.person)}: `}
                {what(wish)}
                {wish.note && <span className="subtle"> “{wish.note}”</span>}
              </span>
              {wish.person === me && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`Take back ${saySpan(wish)}`}
                  onClick={() => {
                    const { from, to, kind, avoid, note } = wish
                    step.mutate({
                      act: () => call(contract.unwish, { params: { ...params, wish: wish.id } }),
                      says: 'Taken back.',
                      undo: () =>
                        call(contract.wish, { params, body: { from, to, kind, avoid, note } }),
                    })
                  }}
                >
                  Take back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {step.error && <Trouble error={step.error} />}
      {data.trains && (
        <Button variant="default" mt="sm" onClick={() => setAsking(true)}>
          Ask for a day
        </Button>
      )}
      {isAsking && <WishDialog data={data} close={() => setAsking(false)} />}
    </Section>
  )
}

function WishDialog({ data, close }: { data: CallView; close: () => void }) {
  useInertPage()
  const client = useQueryClient()
  const [avoid, setAvoid] = useState('none')
  const [from, setFrom] = useState<string>(addDays(data.today, 14))
  const [to, setTo] = useState<string>(addDays(data.today, 14))
  const [kind, setKind] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const doing = useMutation({
    mutationFn: () =>
      call(contract.wish, {
        params: { id: data.programme.id },
        body: { from: from as Day, to: to as Day, avoid: avoid === 'none', kind, note },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: CALL })
      close()
    },
  })
  return (
    <FormDialog
      title="Ask for a day"
      close={close}
      doing={doing}
      action="Ask"
      off={from === '' || to === ''}
    >
      <SegmentedControl
        value={avoid}
        onChange={setAvoid}
        aria-label="What"
        data={[
          { value: 'none', label: 'Rather no call' },
          { value: 'some', label: 'I would like call' },
        ]}
      />
      <TextInput
        label="First day"
        type="date"
        value={from}
        data-autofocus
        onChange={(event) => {
          const value = event.currentTarget.value
          setFrom(value)
          if (to < value) setTo(value)
        }}
      />
      <TextInput
        label="Last day"
        type="date"
        value={to}
        error={from > to && 'It ends before it begins.'}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Select
        label="Kind"
        placeholder="Any kind"
        clearable
        value={kind}
        onChange={setKind}
        data={data.kinds.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        label="Note (who plans sees it)"
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
