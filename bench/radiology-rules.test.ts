// Are the params of the rule book's statements what our rules take?
import { expect, test } from 'vitest'
import { rotaRules } from '../src/rooms/rota/rules/index.ts'
import { radiologyRules } from './radiology-rules.ts'

test('Every statement of the rule book is taken by its rule, and what is missing is said', () => {
  for (const { from, choices, missing } of radiologyRules) {
    expect(choices.length > 0 || missing, from).toBeTruthy()
    for (const { rule, params } of choices) {
      const known = rotaRules.find((each) => each.id === rule)
      expect(known, `${from}: ${rule}`).toBeDefined()
      const read = known!.params.safeParse(params)
      expect(read.error?.issues ?? [], `${from}: ${rule}`).toEqual([])
      expect(known!.sentence(read.data)).toMatch(/\.$/)
    }
  }
})
