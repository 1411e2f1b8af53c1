// Wishes in their order: dragged with a mouse, moved by buttons, or given a number.
import { ActionIcon, NativeSelect } from '@mantine/core'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useOrderedList } from '../../people/pages/ordered-list.ts'
import type { Mine } from '../schema.ts'

export function RankedList(props: {
  wishes: readonly string[]
  offers: Mine['offers']
  off: boolean
  move: (from: number, to: number) => void
  remove: (nth: number) => void
}) {
  const { wishes, off } = props
  const offers = new Map(props.offers.map((offer) => [offer.id, offer]))
  const { list, moveBy, rowOf } = useOrderedList(props.move)
  return (
    <ol className="rows wish-list" ref={list} aria-label="My wishes, the dearest first">
      {wishes.map((id, nth) => {
        const offer = offers.get(id)
        const name = offer?.name ?? id
        return (
          <li key={id} draggable={!off} {...rowOf(nth, name)}>
            {off ? (
              <b className="wish-rank num">{nth + 1}</b>
            ) : (
              <NativeSelect
                className="wish-rank num"
                size="md"
                aria-label={`${name}: number`}
                value={String(nth + 1)}
                data={wishes.map((_, at) => String(at + 1))}
                onChange={(event) => props.move(nth, Number(event.currentTarget.value) - 1)}
              />
            )}
            <span className="wish-name">
              {name}
              {offer?.no && <span className="small wish-no">{offer.no}</span>}
            </span>
            {!off && (
              <span className="wish-acts">
                <ActionIcon
                  data-way="up"
                  variant="default"
                  size={44}
                  aria-label={`${name}: up`}
                  disabled={nth === 0}
                  onClick={() => moveBy(nth, nth - 1, 'up')}
                >
                  <ArrowUp size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  data-way="down"
                  variant="default"
                  size={44}
                  aria-label={`${name}: down`}
                  disabled={nth === wishes.length - 1}
                  onClick={() => moveBy(nth, nth + 1, 'down')}
                >
                  <ArrowDown size={18} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size={44}
                  aria-label={`${name}: remove`}
                  onClick={() => props.remove(nth)}
                >
                  <X size={18} aria-hidden />
                </ActionIcon>
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
