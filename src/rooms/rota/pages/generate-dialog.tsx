// How long may the engine think, and what does it keep? Asked before a year is generated.
import { Button, Checkbox, Collapse, Modal, NumberInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Asking } from './solving.ts'
import { ThinkTime } from './think-time.tsx'

export function GenerateDialog(props: {
  opened: boolean
  pins: number
  /** Where its call is planned with it, or nowhere. */
  withCall: { programme: string; draft: string }
  close: () => void
  start: (asking: Asking) => void
}) {
  const [seconds, setSeconds] = useState('30')
  const [keep, setKeep] = useState(false)
  const [seed, setSeed] = useState(1)
  const [repeatable, setRepeatable] = useState(false)
  const [details, setDetails] = useState(false)
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      title={<strong>Generate a year</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className="small subtle">
        The engine proposes a year that keeps every must-rule. You look at the proposal first;
        nothing in the draft changes until you apply it.
      </p>
      <ThinkTime label="Think for" value={seconds} onChange={setSeconds} />
      <Checkbox
        mt="md"
        checked
        readOnly
        label={props.pins === 1 ? 'Keep the 1 pinned cell' : `Keep the ${props.pins} pinned cells`}
        description="Always. Unpin with Alt L what may move."
      />
      <Checkbox
        mt="sm"
        checked={keep}
        onChange={(event) => setKeep(event.currentTarget.checked)}
        label="Start from what is in the draft"
        description="Little moves. Without it the year is built anew around the pins."
      />
      <Button
        variant="subtle"
        size="xs"
        mt="sm"
        px={0}
        aria-expanded={details}
        onClick={() => setDetails(!details)}
      >
        Details
      </Button>
      <Collapse expanded={details}>
        <NumberInput
          label="Seed"
          description="Another seed, another search."
          min={0}
          max={1e9}
          value={seed}
          onChange={(value) => setSeed(Number(value) || 0)}
        />
        <Checkbox
          mt="sm"
          label="Repeatable"
          description="The same seed and time give the same year again. Uses one core, so it is slower."
          checked={repeatable}
          onChange={(event) => setRepeatable(event.currentTarget.checked)}
        />
      </Collapse>
      <p className="small subtle">
        Does it leave enough people for call?{' '}
        <Link
          to="/programmes/$id/call/year"
          params={{ id: props.withCall.programme }}
          search={{ draft: props.withCall.draft } as never}
        >
          Plan it together with its call
        </Link>
      </p>
      <div className="dialog-actions">
        <Button variant="default" onClick={props.close}>
          Cancel
        </Button>
        <Button onClick={() => props.start({ seconds: Number(seconds), seed, keep, repeatable })}>
          Generate
        </Button>
      </div>
    </Modal>
  )
}
