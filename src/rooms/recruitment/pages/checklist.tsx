// What is asked for, in the order in which one would do it, with what is there and what can be done about it.
import { CheckCircle2, Circle, Clock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import type { Item } from '../rules/checklist.ts'
import type { CycleSettings } from '../schema.ts'
import { type Chosen, FileChoice } from './file-choice.tsx'

const ICONS = { done: CheckCircle2, open: Circle, waiting: Clock } as const
const STATES = { done: 'Done', open: 'Open', waiting: 'With somebody else' } as const

export function Checklist(props: {
  items: readonly Item[]
  settings: CycleSettings
  /** Absent: files cannot be sent now. */
  choose?: ((kind: string, file: Chosen) => void) | undefined
  /** Of which a file is on its way. */
  busy?: string | undefined
  /** What belongs below an item, such as its documents. */
  below?: (item: Item) => ReactNode
}) {
  return (
    <ol className="apply-list">
      {props.items.map((item) => (
        <Row key={item.id} item={item} list={props} />
      ))}
    </ol>
  )
}

function Row({ item, list }: { item: Item; list: Parameters<typeof Checklist>[0] }) {
  const [error, setError] = useState<unknown>()
  const Icon = ICONS[item.state]
  const isFile = item.kind !== 'form' && item.kind !== 'letters'
  const { shortSideMin } = list.settings.photo
  const size = item.kind === 'photo' ? ` Upright, ${shortSideMin} pixels or more.` : ''
  return (
    <li data-state={item.state}>
      <Icon size={22} aria-hidden className="apply-icon" />
      <div className="apply-words">
        <h3>
          {item.name}
          {!item.required && <span className="subtle small"> (not required)</span>}
          <span className="vh">: {STATES[item.state]}</span>
        </h3>
        {(item.prompt || size) && (
          <p className="subtle small">
            {item.prompt}
            {size}
          </p>
        )}
        <p className="small">{item.says}</p>
        {list.below?.(item)}
        <Findings findings={error ? findingsOf(error) : []} />
        {isFile && list.choose && (
          <FileChoice
            label={item.name}
            wants={item.kind === 'photo' ? 'portrait' : 'paper'}
            isBusy={list.busy === item.kind}
            isAgain={item.state === 'done'}
            isPlain={!item.required}
            take={(file) => {
              setError(undefined)
              list.choose!(item.kind, file)
            }}
            refuse={setError}
          />
        )}
      </div>
    </li>
  )
}
