// Do rules say what they ask in words that a reader would not take for something else?
import { expect, test } from 'vitest'
import { rotaRules } from './index.ts'

const said = (id: string, params: Record<string, unknown>) => {
  const rule = rotaRules.find((one) => one.id === id)!
  return rule.sentence(rule.params.parse(params), undefined)
}

test.each([
  [['Amy', 'Ben'], ['Ben', 'Amy'], 'Any two of Amy or Ben'],
  [['Amy'], ['Amy', 'Ben'], 'Amy and Amy or Ben'],
  [['Amy', 'Eve'], ['Amy', 'Ben'], 'Amy or Eve and Amy or Ben'],
])('rota.pairing of %j with %j is said as %s', (one, other, who) => {
  expect(said('rota.pairing', { one, other, not: 'same-work' })).toBe(
    `${who} are never on the same work in the same block.`,
  )
})
