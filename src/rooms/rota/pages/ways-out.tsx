// What would make a year possible? Small changes, each tried by solving, with a button to take them.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { findingsOf } from '../../people/pages/frame.tsx'
import { rotaContract } from '../contract.ts'
import type { SolveView } from '../schema.ts'
import { planQuery } from './queries.ts'
import { isRunning } from './solving.ts'

export function WaysOut(props: { solve: SolveView; plan: string; again: () => void }) {
  const { solve } = props
  const { busy, take } = useWays(props)
  const running = isRunning(solve)
  if (solve.ways.length === 0)
    return (
      <p className="small subtle" role="status">
        {running
          ? 'Looking for small changes that make it possible…'
          : 'None of the small changes that were tried makes it possible.'}
      </p>
    )
  return (
    <section className="ways" aria-label="Ways out">
      <h3>Ways out</h3>
      <p className="small subtle">
        Any one of these is enough; each was tried by solving
        {running ? '. More are being tried.' : '.'}
      </p>
      <ol>
        {solve.ways.map((way, index) => (
          <li key={way.says}>
            <p>{way.says}</p>
            <span className="way-actions">
              <Button
                size="compact-sm"
                loading={busy === `${index} real`}
                onClick={() => take(index, 'real')}
              >
                Do it
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                loading={busy === `${index} scenario`}
                onClick={() => take(index, 'scenario')}
              >
                Try as a what-if
              </Button>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useWays(props: { solve: SolveView; plan: string; again: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const take = async (way: number, as: 'real' | 'scenario') => {
    setBusy(`${way} ${as}`)
    try {
      const params = { id: props.solve.id, way }
      const draft = await call(rotaContract.useWayOut, { params, body: { as } })
      await client.invalidateQueries({ queryKey: planQuery(props.plan).queryKey })
      await client.invalidateQueries({ queryKey: ['drafts', draft.id] })
      if (as === 'scenario')
        await navigate({
          to: '/plans/$id',
          params: { id: props.plan },
          search: { draft: draft.id } as never,
        })
      notifications.show({ message: `${props.solve.ways[way]!.says} Now generate again.` })
      props.again()
    } catch (error) {
      notifications.show({ color: 'red', message: findingsOf(error)[0]?.says })
    }
    setBusy(null)
  }
  return { busy, take }
}
