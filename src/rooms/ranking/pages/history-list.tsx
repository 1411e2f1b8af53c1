// Who has put the list in order when, what was certified, and how it is brought back.
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Section } from '../../people/pages/frame.tsx'
import { sayAt } from '../../recruitment/rules/cycle.ts'
import { type Ranking, rankingContract as contract } from '../contract.ts'
import type { Entry } from '../schema.ts'

export function HistoryList(props: { view: Ranking; restore?: (entries: Entry[]) => void }) {
  const { view, restore } = props
  const { zone } = view.cycle
  const bring = useMutation({
    mutationFn: (nth: number) =>
      call(contract.earlier, {
        params: { id: view.programme.id, cycle: view.cycle.id, nth: String(nth) as never },
      }),
    onSuccess: ({ entries }) => restore?.(entries),
  })
  if (view.versions.length === 0) return null
  return (
    <Section title="History">
      <ul className="rows ranking-lines">
        {view.certifications.map((one) => (
          <li key={`c${one.nth}`}>
            <span className="ranking-line-words">
              <span>
                <strong>Certified by {one.by}</strong>, {sayAt(one.at, zone)}:{' '}
                {sayCount(one.ranked, 'rank')}
              </span>
              <code className="small subtle">{one.hash}</code>
              {one.reopenedAt && (
                <span className="small">
                  Opened again {sayAt(one.reopenedAt, zone)}, agreed by {one.reopenedBy}
                </span>
              )}
            </span>
            <span className="chip" data-tone={one.reopenedAt ? undefined : 'success'}>
              {one.reopenedAt ? 'does not hold' : 'holds'}
            </span>
          </li>
        ))}
        {view.versions.map(({ nth, by, at, ranked }, place) => (
          <li key={nth}>
            <span>
              {by}, {sayAt(at, zone)}: {sayCount(ranked, 'rank')}
            </span>
            {restore && place > 0 && (
              <Button
                variant="subtle"
                size="compact-md"
                loading={bring.isPending && bring.variables === nth}
                onClick={() => bring.mutate(nth)}
              >
                Bring this one back
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
