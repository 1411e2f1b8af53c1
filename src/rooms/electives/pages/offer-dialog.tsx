// Another number of places for an elective of a round, or nobody may wish for it?
import { NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { electivesContract as contract } from '../contract.ts'
import { saySharing } from '../offers.ts'
import type { Offer } from '../schema.ts'
import type { At } from './queries.ts'

export function OfferDialog(props: {
  at: At
  offer: Offer
  offers: readonly Offer[]
  close: () => void
}) {
  const { at, offer, close } = props
  const sharing = saySharing(props.offers, offer)
  const client = useQueryClient()
  const [places, setPlaces] = useState(offer.places)
  const [reason, setReason] = useState(offer.shut?.reason ?? '')
  const save = useMutation({
    mutationFn: () =>
      call(contract.setOffer, {
        params: { ...at, offer: offer.id },
        body: {
          places,
          shut: reason.trim() ? { why: offer.shut?.why ?? 'closed', reason: reason.trim() } : null,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['choices'] })
      close()
    },
  })
  return (
    <FormDialog title={offer.name} close={close} doing={save} action="Save" off={false}>
      {!offer.isAlwaysOpen && offer.parts.length === 0 && (
        <NumberInput
          label="Places at once"
          description={sharing ? `Shared with ${sharing}.` : undefined}
          value={places}
          min={0}
          max={1000}
          allowDecimal={false}
          data-autofocus
          onChange={(value) => setPlaces(Number(value) || 0)}
        />
      )}
      <TextInput
        label="Closed, because"
        description="Nobody may wish for it while something stands here."
        value={reason}
        maxLength={400}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
