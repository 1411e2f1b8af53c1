// What must whoever comes next on a service know, and who has said so?
import { Button, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Empty, Section, Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { boardContract as contract } from '../contract.ts'
import type { Board } from '../schema.ts'

const BOARD = ['board']

export function Handovers({ board }: { board: Board }) {
  const [isWriting, setWriting] = useState(false)
  const step = useStepOf<unknown>(BOARD)
  const params = { id: board.programme.id }
  return (
    <Section title="Handed over" count={board.handovers.length}>
      {board.handovers.length === 0 ? (
        <Empty says="Nothing was handed over for this day." />
      ) : (
        <ul className="rows">
          {board.handovers.map((one) => (
            <li key={one.id} className="board-handover">
              <span className="board-words">
                <span>
                  <strong>{one.workName}</strong>{' '}
                  <span className="small subtle">
                    {sayDay(one.on, { weekday: true })}, {one.by}
                  </span>
                </span>
                <span className="board-says">{one.says}</span>
              </span>
              {one.isMine && (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={`Take back: ${one.workName}`}
                  onClick={() => {
                    const { work, on, says } = one
                    step.mutate({
                      act: () =>
                        call(contract.takeBack, { params: { ...params, handover: one.id } }),
                      says: 'Taken back.',
                      undo: () => call(contract.handOver, { params, body: { work, on, says } }),
                    })
                  }}
                >
                  Take back
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {step.error && <Trouble error={step.error} />}
      <Button variant="default" mt="sm" onClick={() => setWriting(true)}>
        Hand something over
      </Button>
      {isWriting && <HandoverDialog board={board} close={() => setWriting(false)} />}
    </Section>
  )
}

function HandoverDialog({ board, close }: { board: Board; close: () => void }) {
  const client = useQueryClient()
  const services = board.about.map(({ work, name }) => ({ value: work, label: name }))
  const [work, setWork] = useState<string | null>(services[0]?.value ?? null)
  const [says, setSays] = useState('')
  const doing = useMutation({
    mutationFn: () =>
      call(contract.handOver, {
        params: { id: board.programme.id },
        body: { work: work ?? '', on: board.on, says: says.trim() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: BOARD })
      close()
    },
  })
  return (
    <FormDialog
      title={`Hand over, ${sayDay(board.on, { weekday: true })}`}
      close={close}
      doing={doing}
      action="Hand over"
      off={work === null || says.trim() === ''}
    >
      <Select
        label="Service or call"
        allowDeselect={false}
        value={work}
        onChange={setWork}
        data={services}
      />
      <Textarea
        label="What must the next one know?"
        description="No patients: no names, no numbers, no findings of anybody."
        autosize
        minRows={3}
        maxLength={1000}
        value={says}
        data-autofocus
        onChange={(event) => setSays(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
