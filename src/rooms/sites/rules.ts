// Do the stated totals agree with the items? When not, both stand, with a soft warning.
import { type Finding, finding, sayList } from '../../kernel/finding.ts'
import type { Equipment, Headline } from './schema.ts'

/** One warning for every headline whose items are known and add up to another number. */
export function checkHeadlines(headlines: Headline[], equipment: Equipment[]): Finding[] {
  const byId = new Map(equipment.map((entry) => [entry.id, entry]))
  return headlines.flatMap((headline) => {
    const items = headline.itemised.flatMap((id) => byId.get(id) ?? [])
    if (items.length === 0 || items.some((item) => item.count === null)) return []
    const sum = items.reduce((total, item) => total + item.count!, 0)
    if (sum === headline.count) return []
    return [
      finding(
        'sites.headline',
        `${headline.about}: the headline says ${headline.count}, the items add up to ${sum}.`,
        {
          by: Math.abs(sum - headline.count),
          can: 'Both are kept until somebody knows better.',
        },
      ),
    ]
  })
}

/** One warning for every group whose purposes claim more units than the group has. */
export function checkPurposes(equipment: Equipment[]): Finding[] {
  return equipment.flatMap((item) => {
    const counts = item.facts['purposeCounts'] as Record<string, number> | undefined
    if (!counts || item.count === null) return []
    const claimed = Object.values(counts).reduce((total, count) => total + count, 0)
    if (claimed <= item.count) return []
    const parts = Object.entries(counts).map(([purpose, count]) => `${count} ${purpose}`)
    return [
      finding(
        'sites.purpose',
        `${item.name}: ${sayList(parts)} make ${claimed}, the group has ${item.count}.`,
        { by: claimed - item.count, can: 'Both are kept until somebody knows better.' },
      ),
    ]
  })
}
