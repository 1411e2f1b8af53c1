// How can I be rid of this call? Legal trades, people who could take it, or an offer to everybody.
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call as ask } from '../../../platform/client.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { swapsContract as contract } from '../contract.ts'
import type { CallItem, LegWords, Proposal } from '../schema.ts'
import { sayCall, TRADES, waysQuery } from './queries.ts'

export function WaysDialog(props: {
  programme: string
  zone: string
  call: CallItem
  close: () => void
}) {
  const { programme: id, zone, call, close } = props
  const { data, error } = useQuery(waysQuery(id, call.id))
  const [note, setNote] = useState('')
  const step = useStepOf<{ trade: string }>(TRADES, { done: close })
  const propose = (legs: LegWords[], says: string) =>
    step.mutate({
      act: () => ask(contract.propose, { params: { id }, body: { legs, note } }),
      says,
      undo: ({ trade }) => ask(contract.withdraw, { params: { id, trade } }),
    })
  const trades = data?.proposals.filter(({ legs }) => legs.length > 1) ?? []
  const gifts = data?.proposals.filter(({ legs }) => legs.length === 1) ?? []
  return (
    <Dialog title={`${call.name}, ${sayCall(call, zone)}`} close={close}>
      <div className="ways">
        <TextInput
          label="A word with it"
          placeholder="My sister marries that day."
          value={note}
          maxLength={300}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          loading={step.isPending}
          onClick={() =>
            propose(
              [{ call: call.id, to: null, part: null }],
              'Offered to everybody who can take it.',
            )
          }
        >
          Offer it to everybody
        </Button>
        <Findings findings={step.error ? findingsOf(step.error) : []} />
        {error && <Findings findings={findingsOf(error)} />}
        {!data && !error && <Waiting />}
        {data && trades.length + gifts.length === 0 && (
          <p className="subtle">Nobody can take it as things stand. Ask who plans the programme.</p>
        )}
        <Ways
          title="Trades that break nothing"
          ways={trades}
          choose={(way) => propose(way.legs, 'Proposed. You hear as soon as they have answered.')}
        />
        <Ways
          title="Could take it"
          ways={gifts}
          choose={(way) => propose(way.legs, `${way.people[1]?.name ?? 'They'} will be asked.`)}
        />
      </div>
    </Dialog>
  )
}

function Ways(props: { title: string; ways: Proposal[]; choose: (way: Proposal) => void }) {
  const { title, ways, choose } = props
  if (ways.length === 0) return null
  return (
    <section aria-label={title}>
      <h3 className="ways-title">{title}</h3>
      <ul className="rows">
        {ways.map((way) => (
          <li key={way.says} className="call-row">
            <span className="call-words">
              <span>{way.says}</span>
              <span className="small subtle">
                {[
                  ...(way.wanted > 0 && way.legs.length > 1
                    ? [`${way.wanted} of ${way.legs.length} are offered`]
                    : []),
                  ...(way.legs.length > 1
                    ? [
                        way.difference === 0
                          ? 'same points'
                          : way.difference > 0
                            ? `you gain ${way.difference} points`
                            : `you give ${-way.difference} points more`,
                      ]
                    : []),
                  ...way.notices,
                ].join(' · ')}
              </span>
            </span>
            <Button
              variant="default"
              size="compact-md"
              aria-label={`Propose: ${way.says}`}
              onClick={() => choose(way)}
            >
              Propose
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
