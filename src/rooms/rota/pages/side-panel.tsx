// Where do details go without covering the grid: a panel at the right, a sheet on a phone.
import { ActionIcon } from '@mantine/core'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import './side-panel.css'

export function SidePanel(props: {
  title: ReactNode
  label: string
  close: () => void
  children: ReactNode
  takesFocus?: boolean
}) {
  const box = useRef<HTMLElement>(null)
  const { takesFocus } = props
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
  return (
    <aside
      className="panel"
      aria-label={props.label}
      ref={box}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        props.close()
      }}
    >
      <header className="panel-head">
        <h2>{props.title}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--subtle)"
          onClick={props.close}
          aria-label="Close"
        >
          <X size={17} aria-hidden />
        </ActionIcon>
      </header>
      <div className="panel-body">{props.children}</div>
    </aside>
  )
}
