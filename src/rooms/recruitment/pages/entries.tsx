// A list that is edited entry by entry: some of one put otherwise, one taken away, one more.
import { Button } from '@mantine/core'
import { type Key, type ReactNode } from 'react'

export function Entries<T>(props: {
  list: readonly T[]
  put: (list: T[]) => void
  /** How one entry looks. */
  look: 'rec-entry' | 'apply-entry'
  keyOf: (one: T, nth: number) => Key
  children: (one: T, set: (part: Partial<T>) => void) => ReactNode
  /** Undefined: nothing can be taken away. */
  drop: { says: string; label: (one: T) => string } | undefined
  add?: { says: string; one: () => T } | undefined
}) {
  const { list, put, drop, add } = props
  return (
    <>
      {list.map((one, nth) => (
        <div key={props.keyOf(one, nth)} className={props.look}>
          {props.children(one, (part) =>
            put(list.map((each, at) => (at === nth ? { ...each, ...part } : each))),
          )}
          {drop && (
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={drop.label(one)}
              onClick={() => put(list.filter((_, at) => at !== nth))}
            >
              {drop.says}
            </Button>
          )}
        </div>
      ))}
      {add && (
        <Button variant="default" onClick={() => put([...list, add.one()])}>
          {add.says}
        </Button>
      )}
    </>
  )
}
