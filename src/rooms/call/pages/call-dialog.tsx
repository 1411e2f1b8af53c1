// One published call: is somebody ill, and does it stay when the range is planned anew?
import { Button, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Trouble } from '../../people/pages/frame.tsx'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { callContract as contract, type CallView } from '../contract.ts'
import { CALL } from './queries.ts'
import { useInertPage } from './use-inert-page.ts'

export function CallDialog(props: {
  data: CallView
  of: CallView['calls'][number]
  close: () => void
}) {
  useInertPage()
  const { data, of } = props
  const step = useStepOf<unknown>(CALL)
  const kind = data.kinds.find(({ id }) => id === of.kind)
  const name = data.people.find(({ id }) => id === of.person)?.name ?? of.person
  const params = { id: data.programme.id, call: of.id }
  const pin = (pinned: boolean) => () => call(contract.pin, { params, body: { pinned } })
  return (
    <Dialog title={`${kind?.name}, ${sayDay(of.on, { weekday: true })}`} close={props.close}>
      <div className="form-dialog">
        <p>
          {name}
          {of.isTraded && ', after a trade'}
        </p>
        <Button
          renderRoot={(rest) => (
            <Link to="/programmes/$id/calls/$call/relief" params={params} {...rest} />
          )}
        >
          {name.split(' ')[0]} cannot come: find somebody
        </Button>
        <Switch
          label="Keep it when this range is planned anew"
          description={of.isTraded ? 'What has been traded is kept anyway.' : undefined}
          checked={of.isPinned || of.isTraded}
          disabled={of.isTraded || step.isPending}
          onChange={(event) => {
            const pinned = event.currentTarget.checked
            step.mutate({
              act: pin(pinned),
              says: pinned ? 'Pinned.' : 'No longer pinned.',
              undo: pin(!pinned),
            })
          }}
        />
        {step.error && <Trouble error={step.error} />}
      </div>
    </Dialog>
  )
}
