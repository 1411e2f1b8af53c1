// How are the blocks of this year cut? Split and join for everybody, taken back with one click.
import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Block } from '../../../kernel/block-calendar.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { rotaContract } from '../contract.ts'
import { joinBlocks, type Parts, splitBlock } from './cutting.ts'
import type { PlanModel } from './plan-model.ts'
import type { Area } from './selection.ts'
import './blocks-dialog.css'

type Props = { model: PlanModel; area: Area; close: () => void }

export function BlocksDialog({ model, area, close }: Props) {
  const cut = useCut(model, close)
  const { heads, view } = model
  const blocks = blocksOf(model)
  const { t1, t2: last } = area
  const t2 = last > t1 ? last : Math.min(t1 + 1, blocks.length - 1)
  const { publication } = view
  const labels = `${heads[t1]!.label} ${t2 > t1 + 1 ? 'to' : 'and'} ${heads[t2]!.label}`
  return (
    <Modal
      opened
      onClose={close}
      title={<strong>Split and join blocks</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p>
        <b>{heads[t1]!.says}</b>, for everybody in this year. Work, pins, notes and undo go along.
      </p>
      {publication && (
        <p className="small" style={{ marginBlock: 8 }}>
          Version {publication.version} was published in these blocks, and a version never changes.
          Start the next year (More, Next year…) and cut its blocks before it is published.
        </p>
      )}
      <div className="dialog-choices">
        {(['halves', 'weeks', 'days'] as const).map((into) => {
          const parts = splitBlock(blocks, t1, into)
          return (
            <Button
              key={into}
              variant="default"
              loading={cut.busy}
              title={parts.length === blocks.length ? 'It is too short for that.' : undefined}
              disabled={
                publication !== null || parts.length === blocks.length || parts.length > MOST
              }
              onClick={() => cut.to(parts, DONE[into])}
            >
              Split into {into}
            </Button>
          )
        })}
        {t2 > t1 && (
          <Button
            variant="default"
            loading={cut.busy}
            disabled={publication !== null}
            onClick={() => cut.to(joinBlocks(blocks, t1, t2), `Blocks ${labels} joined`)}
          >
            Join {labels}
          </Button>
        )}
      </div>
      {cut.error !== null && <Findings findings={findingsOf(cut.error)} title="Nothing was cut" />}
    </Modal>
  )
}

const MOST = 400
const DONE: Record<Parts, string> = {
  halves: 'Split into halves',
  weeks: 'Split into weeks',
  days: 'Split into days',
}

function blocksOf({ world }: PlanModel): Block[] {
  return world.problem.periods.map(({ id, label, from, to }) => ({
    id,
    label: label ?? id,
    from,
    to,
  }))
}

function useCut(model: PlanModel, close: () => void) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const plan = model.view.id
  const send = async (was: readonly Block[], blocks: readonly Block[]) => {
    const body = { was: was.map(({ id }) => id), blocks: [...blocks] }
    const answer = await call(rotaContract.cutBlocks, { params: { id: plan }, body })
    await client.invalidateQueries({ queryKey: ['plans', plan] })
    return answer
  }
  const to = async (blocks: Block[], done: string) => {
    setBusy(true)
    try {
      const before = blocksOf(model)
      const { counting } = await send(before, blocks)
      close()
      tell(done, counting, () => send(blocks, before))
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return { busy, error, to }
}

function tell(done: string, counting: readonly string[], back: () => Promise<unknown>): void {
  const notice = notifications.show({
    autoClose: 20_000,
    closeButtonProps: { 'aria-label': 'Close' },
    title: done,
    message: (
      <span className="undo-notice">
        <span>
          {counting.length > 0
            ? `Rules that count blocks mean other stretches now: ${counting.slice(0, 3).join(' ')}`
            : 'For everybody in this year.'}
        </span>
        <Button
          size="xs"
          variant="default"
          style={{ flex: 'none' }}
          onClick={() => {
            notifications.hide(notice)
            back().catch((failure: unknown) =>
              notifications.show({
                color: 'red',
                title: 'Not taken back',
                message: findingsOf(failure)[0]?.says,
              }),
            )
          }}
        >
          Take it back
        </Button>
      </span>
    ),
  })
}
