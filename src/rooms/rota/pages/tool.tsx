// How does a tool over the grid look, with its name and its key?
import { ActionIcon, Tooltip } from '@mantine/core'
import { FoldHorizontal } from 'lucide-react'
import type { Zoom } from './zoom.ts'

export function Tool(props: {
  says: string
  keys?: string
  off?: boolean
  pressed?: boolean
  run: () => void
  icon: React.ReactNode
}) {
  return (
    <Tooltip label={props.keys ? `${props.says} (${props.keys})` : props.says}>
      <ActionIcon
        aria-label={props.says}
        aria-pressed={props.pressed}
        variant={props.pressed ? 'filled' : 'default'}
        disabled={props.off ?? false}
        onClick={props.run}
      >
        {props.icon}
      </ActionIcon>
    </Tooltip>
  )
}

/** Absent where the year fits anyway. */
export function ZoomTool({ zoom }: { zoom: Zoom }) {
  if (!zoom.choice) return null
  return (
    <Tool
      says="Fit the year"
      keys="Alt 0"
      pressed={zoom.fitted}
      run={zoom.turn}
      icon={<FoldHorizontal size={16} aria-hidden />}
    />
  )
}
