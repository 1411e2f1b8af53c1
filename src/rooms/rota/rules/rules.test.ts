// Every rule's examples hold, by the judge and by what the rule tells the solver.
import { describe, expect, test } from 'vitest'
import { draw } from '../../planning/draw.ts'
import { amount, Model } from '../../planning/model.ts'
import { makeView } from '../../planning/rule.ts'
import { rotaRules } from './index.ts'

for (const rule of rotaRules)
  describe(rule.id, () => {
    test.each(rule.examples.map((example) => [example.title, example] as const))(
      '%s',
      (_, example) => {
        const { world, roster } = draw(example.roster, example.facts)
        const params = rule.params.parse(example.with)
        const judged = rule.check(params, makeView(world, roster))
        expect(judged.reduce((sum, finding) => sum + finding.by, 0)).toBeCloseTo(example.by, 6)
        expect(judged.filter((finding) => finding.by <= 0)).toEqual([])
        if (!rule.post) return
        const model = new Model(world)
        rule.post(params, model)
        const posted = model.counts.reduce((sum, count) => sum + amount(world, roster, count), 0)
        expect(posted).toBeCloseTo(example.by, 6)
      },
    )
  })
