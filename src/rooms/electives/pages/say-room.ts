// How much room has an offer, and with whom does it share it?
import { sayCount } from '../../../kernel/finding.ts'
import { saySharing } from '../offers.ts'
import type { Offer } from '../schema.ts'

export function sayRoom(offer: Offer, offers: readonly Offer[]): string {
  if (offer.isAlwaysOpen) return 'always open'
  const sharing = saySharing(offers, offer)
  const places = sayCount(offer.places, 'place')
  return sharing ? `${places}, shared with ${sharing}` : places
}
