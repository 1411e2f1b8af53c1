// One machine of a book as a row: its name as people say it, and since when it is in use.
import type { Book } from '../../demo/types.ts'
import type { Day } from '../kernel/day.ts'

export function equipmentRow(item: Book['equipment'][number]) {
  const { id, site, class: kind, vendor, model, count, status, from, to, expectedFrom } = item
  const { fieldStrengthTesla, slices, detectorRows } = item.attributes ?? {}
  // A model that says itself what it is: "Ultrasound review and archive".
  const isSaid = model?.toLowerCase().split(/\W+/).includes(kind.toLowerCase()) ?? false
  const words = [
    ...[vendor, model, fieldStrengthTesla && `${fieldStrengthTesla} T`],
    ...[slices && `${slices}-slice`, detectorRows && `${detectorRows}-row`, !isSaid && kind],
  ].filter(Boolean)
  // Without maker and model the purpose is what tells one group from the next.
  if (!vendor && !model && item.purpose.length > 0) words.push(`(${item.purpose.join(', ')})`)
  // Under construction without a date: from a day that never comes, so that it is never in use.
  const begins = status === 'under construction' ? (expectedFrom ?? ('9999-01-01' as Day)) : from
  return {
    ...{ id, site, class: kind, count, status },
    name: words.join(' '),
    from: begins ?? null,
    to: to ?? null,
    facts: item as unknown as Record<string, unknown>,
  }
}
