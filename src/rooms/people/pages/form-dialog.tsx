// A few fields and one thing to be done with them, over the page; every such dialog is this one.
import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { Findings, findingsOf } from './frame.tsx'
import { useReturnFocus } from './return-focus.ts'

/** The focus goes back to whence it came; Escape closes. */
export function Dialog(props: { title: string; close: () => void; children: ReactNode }) {
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={props.close}
      title={<strong>{props.title}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Modal>
  )
}

/** `doing`: a mutation without variables. Why it was refused stands above the buttons. */
export function FormDialog(props: {
  title: string
  close: () => void
  doing: { mutate: () => void; isPending: boolean; error: unknown }
  action: string
  /** Something is lacking still. */
  off: boolean
  children: ReactNode
}) {
  const { close, doing } = props
  return (
    <Dialog title={props.title} close={close}>
      <form
        className="form-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          doing.mutate()
        }}
      >
        {props.children}
        <Findings findings={doing.error ? findingsOf(doing.error) : []} />
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={doing.isPending} disabled={props.off}>
            {props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
