// Is this year over and closed? Closing it, asking to open it again, agreeing as the second of two.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { rotaContract as contract } from '../contract.ts'

export function ClosingPanel({ plan, mayPlan }: { plan: string; mayPlan: boolean }) {
  const client = useQueryClient()
  const queryKey = ['closing', plan]
  const params = { id: plan }
  const { data } = useQuery({ queryKey, queryFn: () => call(contract.closing, { params }) })
  const [reason, setReason] = useState<string | null>(null)
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => {
      setReason(null)
      return client.invalidateQueries({ queryKey })
    },
  })
  if (!data || (!data.closed && !mayPlan)) return null
  const { closed, asked } = data
  return (
    <section className="versions-closing" aria-label="Closing">
      {closed ? (
        <p>
          <b>Closed.</b> {closed.by} has closed this year ({sayMoment(closed.at)}): it gets no new
          version. <span className="subtle small">Seal {closed.hash.slice(0, 12)}…</span>
        </p>
      ) : (
        <p className="subtle">
          A year that is over can be closed. After that nobody changes it, unless two people open it
          again.
        </p>
      )}
      {asked && (
        <p>
          {asked.by} asks to open it again: {asked.reason}
          {asked.isMine && ' A second person must agree.'}
        </p>
      )}
      {mayPlan && (
        <p className="versions-acts">
          {!closed && (
            <Button
              variant="default"
              loading={act.isPending}
              onClick={() => act.mutate(() => call(contract.close, { params }))}
            >
              Close the year
            </Button>
          )}
          {closed && !asked && reason === null && (
            <Button variant="default" onClick={() => setReason('')}>
              Ask to open it again
            </Button>
          )}
          {asked && !asked.isMine && (
            <Button
              loading={act.isPending}
              onClick={() =>
                act.mutate(() =>
                  call(contract.agreeToReopen, { params: { id: plan, reopening: asked.id } }),
                )
              }
            >
              Agree
            </Button>
          )}
        </p>
      )}
      {reason !== null && (
        <form
          className="versions-on"
          onSubmit={(event) => {
            event.preventDefault()
            act.mutate(() => call(contract.askToReopen, { params, body: { reason } }))
          }}
        >
          <TextInput
            label="Why must it be opened again?"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={act.isPending} disabled={reason.trim().length < 3}>
            Ask
          </Button>
        </form>
      )}
      <Findings findings={act.error ? findingsOf(act.error) : []} />
    </section>
  )
}
