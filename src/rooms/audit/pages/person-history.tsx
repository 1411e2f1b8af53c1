// What was done to this person's record, and by whom? Opened when somebody wants to know.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Empty, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { isAllowed } from '../../people/policy.ts'
import { auditContract as contract } from '../contract.ts'
import { Entries } from './entries.tsx'

/** For the person, and for whoever plans one of the programmes; nothing for others. */
export function PersonHistory({ person, programmes }: { person: string; programmes: string[] }) {
  const me = useMe()
  const [open, setOpen] = useState(false)
  const isMine = me.person?.id === person
  const programme = programmes.find(
    (id) => me.person && isAllowed(me.person, 'planner', me.today, id),
  )
  const { data, error } = useQuery({
    queryKey: ['history', person, programme ?? 'mine'],
    queryFn: () =>
      isMine || programme === undefined
        ? call(contract.mine)
        : call(contract.ofProgramme, { params: { id: programme, person } }),
    enabled: open,
  })
  if (!isMine && programme === undefined) return null
  return (
    <details className="section" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="section-title">History of this record</summary>
      {error && <Trouble error={error} />}
      {open && !data && !error && <Waiting />}
      {data?.entries.length === 0 && <Empty says="Nothing was changed." />}
      {data && data.entries.length > 0 && <Entries entries={data.entries} />}
    </details>
  )
}
