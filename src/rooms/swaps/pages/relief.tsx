// Somebody cannot have their call: who comes instead, best first, and why can the others not?
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call as ask } from '../../../platform/client.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { swapsContract as contract } from '../contract.ts'
import type { Receipt, ReliefOption, ReliefView, ReliefWords } from '../schema.ts'
import { reliefQuery, sayCall } from './queries.ts'
import './swaps.css'

const TIERS = { backup: 'Backup', jeopardy: 'Jeopardy', other: 'Free then' }

export function ReliefPage() {
  const { id = '', call = '' } = useParams({ strict: false })
  const { data, error } = useQuery(reliefQuery(id, call))
  const back = (
    <Button
      variant="default"
      renderRoot={(rest) => <Link to="/programmes/$id/call" params={{ id }} {...rest} />}
    >
      Back to call
    </Button>
  )
  if (error)
    return (
      <Page title="Who comes instead" actions={back} narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return (
    <Page
      title="Who comes instead"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={back}
      narrow
    >
      <p className="relief-what">
        <strong>{data.call.personName}</strong> cannot have {data.call.name},{' '}
        <span className="num">{sayCall(data.call, data.zone)}</span>
        {data.hasBegun && '. It has begun: only what is left of it changes hands'}.
      </p>
      <Relief key={call} data={data} />
    </Page>
  )
}

function Relief({ data }: { data: ReliefView }) {
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const doing = useMutation({
    mutationFn: (words: ReliefWords) =>
      ask(contract.relieve, {
        params: { id: data.programme.id, call: data.call.id },
        body: words,
      }),
    // Only what shows calls; the question of this page is answered.
    onSuccess: () => client.invalidateQueries({ queryKey: ['call'] }),
  })
  if (doing.data) return <ReceiptCard receipt={doing.data} data={data} />
  const from = data.call.person
  return (
    <>
      {doing.error && <Trouble error={doing.error} />}
      <TextInput
        label="Why (goes to no letter)"
        placeholder="Ill"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Section title="Can come" count={data.options.length}>
        {data.options.length === 0 ? (
          <Empty says="Nobody can have it without breaking a rule. Below is what stands against each of them." />
        ) : (
          <ol className="rows relief-options">
            {data.options.map((option, nth) => (
              <Option
                key={option.person}
                option={option}
                isBest={nth === 0}
                isBusy={doing.isPending}
                take={(standby) =>
                  doing.mutate({ from, to: option.person, standby, reason: reason.trim() })
                }
              />
            ))}
          </ol>
        )}
      </Section>
      <details className="relief-others">
        <summary>{sayCount(data.others.length, 'person', 'people')} cannot, and why</summary>
        <ul className="rows">
          {data.others.map(({ person, name, says }) => (
            <li key={person}>
              <strong>{name}</strong>
              <span className="small">{says.join(' ')}</span>
            </li>
          ))}
        </ul>
      </details>
      <Soon data={data} />
    </>
  )
}

function Option(props: {
  option: ReliefOption
  isBest: boolean
  isBusy: boolean
  take: (standby: string | null) => void
}) {
  const { option, isBest } = props
  const { standby } = option
  const [isRefilled, setRefilled] = useState(standby?.next !== null)
  return (
    <li className="relief-option">
      <div className="relief-words">
        <strong>{option.name}</strong>
        <span className="small subtle">
          {TIERS[option.tier]}
          {option.responseMinutes !== null && ` · there within ${option.responseMinutes} minutes`}
          {` · carries ${sayCount(option.points, 'point')}`}
          {option.owed > 0 && ` · ${sayCount(option.owed, 'point')} are owed for it`}
        </span>
        {option.notices.map((says) => (
          <span key={says} className="small relief-notice">
            {says}
          </span>
        ))}
        {standby && !standby.next && (
          <span className="small relief-notice">Nobody else can stand by then.</span>
        )}
        {standby?.next && (
          <Checkbox
            label={`${standby.next.name} stands by instead (${standby.name})`}
            checked={isRefilled}
            onChange={(event) => setRefilled(event.currentTarget.checked)}
          />
        )}
      </div>
      <Button
        variant={isBest ? 'filled' : 'default'}
        disabled={props.isBusy}
        aria-label={`${option.name} comes`}
        onClick={() => props.take(isRefilled ? (standby?.next?.person ?? null) : null)}
      >
        Comes
      </Button>
    </li>
  )
}

function Soon({ data }: { data: ReliefView }) {
  if (data.soon.length === 0) return null
  return (
    <Section title={`${data.call.personName} also has`} count={data.soon.length}>
      <ul className="rows">
        {data.soon.map((one) => (
          <li key={one.id}>
            <Link
              to="/programmes/$id/calls/$call/relief"
              params={{ id: data.programme.id, call: one.id }}
            >
              {one.name}, {sayCall(one, data.zone)}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ReceiptCard({ receipt, data }: { receipt: Receipt; data: ReliefView }) {
  return (
    <section className="card" aria-label="Receipt" role="status">
      <h2 className="section-title">Done</h2>
      <ul>
        {receipt.changes.map((says) => (
          <li key={says}>{says}</li>
        ))}
      </ul>
      <p>{receipt.owed}</p>
      <p>Told: {receipt.told.join(', ')}. Calendars and boards have changed with it.</p>
      <Soon data={data} />
    </section>
  )
}
