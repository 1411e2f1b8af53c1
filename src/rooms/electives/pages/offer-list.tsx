// What can be wished for, with its places, and why not where it cannot?
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Section } from '../../people/pages/frame.tsx'
import type { Mine } from '../schema.ts'
import { sayRoom } from './say-room.ts'

export function OfferList(props: {
  offers: Mine['offers']
  wishes: readonly string[]
  isFull: boolean
  most: number
  add: ((offer: string) => void) | undefined
}) {
  const [words, setWords] = useState('')
  const left = props.offers.filter(({ id }) => !props.wishes.includes(id))
  const shown = left.filter(({ name, code, section }) =>
    `${name} ${code} ${section}`.toLowerCase().includes(words.trim().toLowerCase()),
  )
  return (
    <Section title="Electives" count={left.length}>
      <TextInput
        type="search"
        label="Find"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {props.isFull && props.add && (
        <p className="small subtle">
          You have {sayCount(props.most, 'wish', 'wishes')}, as many as this round takes. Remove one
          to add another.
        </p>
      )}
      <ul className="rows">
        {shown.map((offer) => (
          <li key={offer.id} className="offer">
            <span className="offer-words">
              <span>{offer.name}</span>
              <span className="small subtle">{sayOffer(offer, props.offers)}</span>
              {offer.needs.map((need) => (
                <span key={need} className="small subtle">
                  Before it: {need}
                </span>
              ))}
              {offer.no && <span className="small wish-no">{offer.no}</span>}
            </span>
            {props.add && !offer.no && (
              <Button
                variant="default"
                disabled={props.isFull}
                aria-label={`Add ${offer.name}`}
                onClick={() => props.add!(offer.id)}
              >
                Add
              </Button>
            )}
          </li>
        ))}
        {shown.length === 0 && <li className="subtle">Nothing of this name.</li>}
      </ul>
    </Section>
  )
}

function sayOffer(offer: Mine['offers'][number], offers: Mine['offers']): string {
  const { length, demand, lastDemand, parts } = offer
  return [
    sayRoom(offer, offers),
    ...(parts.length > 1 ? [`${parts.length} parts, one after the other`] : []),
    ...(length > 1 ? [sayCount(length, 'period')] : []),
    ...(demand ? [`${demand.wishes} wish for it now`] : []),
    ...(lastDemand ? [`${lastDemand.wishes} wished for it last time`] : []),
  ].join(' · ')
}
