// Is there a week of mine that is over and not confirmed? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { sayDay } from '../../../kernel/day.ts'
import { useMe } from '../../people/pages/session.ts'
import { openWeeksQuery } from './queries.ts'
import { useKept } from './use-kept.ts'

export function ToConfirm() {
  const { person } = useMe()
  const { data } = useQuery(openWeeksQuery)
  const { kept } = useKept()
  if (!person) return null
  const isMine = (one: (typeof kept)[number]) => one.person === person.id
  const open = data?.weeks ?? []
  const keptOf = (week: (typeof open)[number]) =>
    kept.find(
      (one) => isMine(one) && one.programme === week.programme && one.monday === week.monday,
    )
  // What was refused is said here although its week is not open any more.
  const late = kept.filter((one) => !open.some((week) => keptOf(week)?.key === one.key))
  const weeks = [
    ...open.map((week) => ({ ...week, person: person.id, kept: keptOf(week) })),
    ...late.map((one) => ({ ...one, kept: one as (typeof kept)[number] | undefined })),
  ]
  if (weeks.length === 0) return null
  return (
    <section aria-label="Hours">
      <h2 className="section-title">Hours</h2>
      <ul className="rows">
        {weeks.map(({ programme, person: of, monday, kept: waiting }) => (
          <li key={`${programme} ${of} ${monday}`} className="attention">
            <Link
              to="/programmes/$id/people/$person/hours/$monday"
              params={{ id: programme, person: of, monday }}
            >
              <Attention
                title={<>The week of {sayDay(monday)}</>}
                says={
                  !waiting
                    ? 'to confirm, one tap'
                    : waiting.refused.length > 0
                      ? 'not taken when it was sent, look at it'
                      : 'kept on this device, sent when you are online'
                }
                tone="warning"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
