// How long may the engine think?
import { SegmentedControl } from '@mantine/core'
import { useId } from 'react'

export function ThinkTime(props: {
  label: string
  value: string
  onChange: (seconds: string) => void
}) {
  const id = useId()
  return (
    <>
      <p className="dialog-label" id={id}>
        {props.label}
      </p>
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        value={props.value}
        onChange={props.onChange}
        data={[
          { value: '10', label: '10 s' },
          { value: '30', label: '30 s' },
          { value: '60', label: '1 min' },
          { value: '120', label: '2 min' },
        ]}
      />
    </>
  )
}
