// Which exchange would hurt nobody, which is proposed to me, and which was done?
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sayList } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { electivesContract as contract } from '../contract.ts'
import type { Mine, SaidTrade } from '../schema.ts'
import type { At } from './queries.ts'

export function Exchanges({ mine, at }: { mine: Mine; at: At }) {
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    // Also after a refusal: somebody may have exchanged meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: ['choices'] }),
  })
  const answer = (trade: string, agrees: boolean) =>
    act.mutate(() => call(contract.answer, { params: { ...at, trade }, body: { agrees } }))
  const waiting = mine.exchanges.filter(({ state }) => state === 'proposed')
  const over = mine.exchanges.filter(({ state }) => state !== 'proposed')
  return (
    <>
      <Findings findings={act.error ? findingsOf(act.error) : []} />
      {waiting.length > 0 && (
        <Section title="Proposed exchanges" count={waiting.length}>
          <ul className="rows">
            {waiting.map((one) => (
              <li key={one.id} className="offer exchange">
                <Lines says={one.says}>
                  {one.isMyTurn
                    ? `Proposed by ${one.proposedBy}; it waits for you.`
                    : `Waits for ${sayList(one.waitsFor)}.`}
                </Lines>
                <span className="offer-acts">
                  {one.isMyTurn && (
                    <Button loading={act.isPending} onClick={() => answer(one.id, true)}>
                      Agree
                    </Button>
                  )}
                  <Button
                    variant="default"
                    disabled={act.isPending}
                    onClick={() => answer(one.id, false)}
                  >
                    {one.isMyTurn ? 'Decline' : 'Take back'}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {mine.trades.length > 0 && (
        <Section title="Exchanges that hurt nobody" count={mine.trades.length}>
          <p className="small subtle exchange-says">
            Each stands alone, and is done when everybody in it agrees. Nobody in one gets something
            that they wished for less.
          </p>
          <ul className="rows">
            {mine.trades.map(({ key, says }) => (
              <li key={key} className="offer exchange">
                <Lines says={says} />
                <Button
                  className="offer-acts"
                  variant="default"
                  disabled={act.isPending}
                  aria-label={`${says.length === 1 ? 'Take it' : 'Propose it'}: ${says.join('; ')}`}
                  onClick={() =>
                    act.mutate(() => call(contract.propose, { params: at, body: { key } }))
                  }
                >
                  {says.length === 1 ? 'Take it' : 'Propose it'}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Over trades={over} />
    </>
  )
}

/** What became of those that wait no more; also for who plans. */
export function Over({ trades }: { trades: readonly SaidTrade[] }) {
  if (trades.length === 0) return null
  return (
    <Section title="Exchanges since the release" count={trades.length}>
      <ul className="rows">
        {trades.map((one) => (
          <li key={one.id} className="offer exchange">
            <Lines says={one.says}>{sayState(one)}</Lines>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function sayState({ state, endedBy, at, proposedBy, waitsFor }: SaidTrade): string {
  const when = at ? sayMoment(at) : ''
  if (state === 'proposed') return `Proposed by ${proposedBy}; waits for ${sayList(waitsFor)}.`
  if (state === 'done') return `Done, ${when}.`
  if (state === 'declined') return `Ended by ${endedBy}, ${when}.`
  return `Lapsed, ${when}: it was not possible any more.`
}

function Lines({ says, children }: { says: readonly string[]; children?: string }) {
  return (
    <span className="offer-words">
      {says.map((line) => (
        <span key={line}>{line}.</span>
      ))}
      {children && <span className="small subtle">{children}</span>}
    </span>
  )
}
