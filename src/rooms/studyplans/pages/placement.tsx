// Approved plans go into the newest draft of their year, one or all; what does not fit is shown.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { type Finding, sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { studyPlansContract as contract } from '../contract.ts'
import { addressOf, type At } from './queries.ts'

export function PlaceInYear({ at, label = 'Put into the year' }: { at: At; label?: string }) {
  const client = useQueryClient()
  const place = useMutation({
    mutationFn: () => call(contract.place, addressOf(at)),
    onSuccess: () => client.invalidateQueries(),
  })
  const done = place.data
  return (
    <>
      <Button variant="default" loading={place.isPending} onClick={() => place.mutate()}>
        {label}
      </Button>
      {(done || place.error) && (
        <Dialog title="Into the year" close={() => place.reset()}>
          <div className="form-dialog">
            {place.error && <Findings findings={findingsOf(place.error)} />}
            {done && (
              <>
                <p>
                  {sayCount(done.cells, 'week')} of “{done.draft.name}” now hold the plan. Undo in
                  the draft takes it out again.
                </p>
                <Findings tone="warning" title="What did not fit" findings={done.left} />
                <Findings tone="warning" title="The rules of the year say" findings={done.judged} />
                <div className="dialog-actions">
                  <Button
                    renderRoot={(rest) => (
                      <Link to="/plans/$id" params={{ id: done.draft.plan }} {...rest} />
                    )}
                  >
                    See the year
                  </Button>
                </div>
              </>
            )}
          </div>
        </Dialog>
      )}
    </>
  )
}

type Waiting = At & { name: string }
type Told = { name: string; cells: number; findings: readonly Finding[]; isRefused: boolean }

/** One after the other, each with a receipt of its own; stopping leaves what is in, in. */
export function PlaceAll({ plans }: { plans: readonly Waiting[] }) {
  const client = useQueryClient()
  const [told, setTold] = useState<readonly Told[] | null>(null)
  const [busy, setBusy] = useState(false)
  const stops = useRef(false)
  const placeAll = async () => {
    stops.current = false
    setBusy(true)
    setTold([])
    for (const { name, ...at } of plans) {
      if (stops.current) break
      const one = await placeOne(at)
      setTold((before) => [...(before ?? []), { name, ...one }])
    }
    setBusy(false)
    await client.invalidateQueries()
  }
  const unfit = told?.filter(({ findings }) => findings.length > 0) ?? []
  return (
    <>
      <Button variant="default" loading={busy} onClick={placeAll}>
        Put all {plans.length} approved into the year
      </Button>
      {told && (
        <Dialog
          title="All into the year"
          close={() => {
            stops.current = true
            setTold(null)
          }}
        >
          <div className="form-dialog">
            <p role="status">
              {told.filter(({ isRefused }) => !isRefused).length} of {plans.length} are in the
              newest draft. Undo in the draft takes them out again, one by one.
            </p>
            {unfit.map(({ name, findings, isRefused }) => (
              <Findings
                key={name}
                tone={isRefused ? 'danger' : 'warning'}
                title={name}
                findings={findings}
              />
            ))}
            {busy && (
              <div className="dialog-actions">
                <Button variant="default" onClick={() => (stops.current = true)}>
                  Stop
                </Button>
              </div>
            )}
          </div>
        </Dialog>
      )}
    </>
  )
}

async function placeOne(at: At): Promise<Omit<Told, 'name'>> {
  try {
    const { cells, left, judged } = await call(contract.place, addressOf(at))
    return { cells, findings: [...left, ...judged], isRefused: false }
  } catch (error) {
    return { cells: 0, findings: findingsOf(error), isRefused: true }
  }
}
