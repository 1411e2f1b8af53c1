// Things in a row that each have some fields: added, opened, moved, removed.
import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { Group } from './elective-fields.tsx'

/** `one`: what a single one is called, with small letters. */
export function PartList<Thing>(props: {
  title: string
  one: string
  list: readonly Thing[]
  most: number
  nameOf: (thing: Thing) => string
  about: (thing: Thing) => string
  make: (name: string) => Thing
  /** What is typed to add one; `Name` when left out. */
  ask?: string
  set: (list: Thing[]) => void
  children: (thing: Thing, put: (more: Partial<Thing>) => void) => ReactNode
}) {
  const { list, set, one } = props
  const [name, setName] = useState('')
  const [fresh, setFresh] = useState(-1)
  const field = useRef<HTMLInputElement>(null)
  const add = () => {
    if (name.trim() === '') return
    setFresh(list.length)
    set([...list, props.make(name.trim())])
    setName('')
  }
  const move = (nth: number, by: number) => {
    const next = [...list]
    ;[next[nth], next[nth + by]] = [next[nth + by]!, next[nth]!]
    set(next)
  }
  return (
    <Group title={props.title}>
      {list.map((thing, nth) => {
        const called = props.nameOf(thing)
        return (
          <details key={nth} className="cat-thing" open={nth === fresh || undefined}>
            <summary>
              <span>{called || `(${one} without a name)`}</span>
              <span className="small subtle">{props.about(thing)}</span>
            </summary>
            <div className="cat-thing-fields">
              {props.children(thing, (more) =>
                set(list.map((other, at) => (at === nth ? { ...other, ...more } : other))),
              )}
              <div className="cat-acts">
                <Button
                  variant="default"
                  disabled={nth === 0}
                  aria-label={`${called}: up`}
                  onClick={() => move(nth, -1)}
                >
                  Up
                </Button>
                <Button
                  variant="default"
                  disabled={nth === list.length - 1}
                  aria-label={`${called}: down`}
                  onClick={() => move(nth, 1)}
                >
                  Down
                </Button>
                <Button
                  variant="default"
                  aria-label={`Remove ${called}`}
                  onClick={() => {
                    set(list.filter((_, at) => at !== nth))
                    field.current?.focus()
                  }}
                >
                  Remove
                </Button>
              </div>
            </div>
          </details>
        )
      })}
      {list.length < props.most && (
        <div className="cat-add">
          <TextInput
            ref={field}
            aria-label={`Name of a new ${one}`}
            placeholder={props.ask ?? `A new ${one}`}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') add()
            }}
          />
          <Button variant="default" disabled={name.trim() === ''} onClick={add}>
            Add the {one}
          </Button>
        </div>
      )}
    </Group>
  )
}
