// Which days are to be planned?
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, addMonths, type Day } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { callContract as contract } from '../contract.ts'
import { CALL } from './queries.ts'
import { useInertPage } from './use-inert-page.ts'

/** Seconds for each pool of kinds that share people. */
const SECONDS = 20

export function PlanDialog(props: {
  programme: string
  today: Day
  year: { from: Day; to: Day }
  close: () => void
}) {
  useInertPage()
  const client = useQueryClient()
  const next = addMonths(`${props.today.slice(0, 8)}01` as Day, 1)
  const [from, setFrom] = useState<string>(next)
  const [to, setTo] = useState<string>(addDays(addMonths(next, 3), -1))
  const doing = useMutation({
    mutationFn: () =>
      call(contract.plan, {
        params: { id: props.programme },
        body: { from: from as Day, to: to as Day, seconds: SECONDS },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: CALL })
      props.close()
    },
  })
  return (
    <FormDialog
      title="Plan a range of call"
      close={props.close}
      doing={doing}
      action="Plan"
      off={from === '' || to === ''}
    >
      <p className="subtle">
        On top of the published rotations and leave, with the points of the last year. Nothing is
        published by it; calls that have been traded or pinned stay where they are.
      </p>
      <div className="call-acts">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            setFrom(addDays(props.today, 1))
            setTo(props.year.to)
          }}
        >
          Rest of the year
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            setFrom(addDays(props.year.to, 1))
            setTo(addDays(addMonths(addDays(props.year.to, 1), 12), -1))
          }}
        >
          Next year
        </Button>
      </div>
      <TextInput
        label="First day"
        type="date"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label="Last day"
        type="date"
        value={to}
        error={from > to && 'It ends before it begins.'}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
