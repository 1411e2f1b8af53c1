// The tests that a mutant of a rule must not get past.
import { defineConfig } from 'vitest/config'

/** Set by `bin/mutate.mjs`: the tests of one rule only, so that each mutant costs a second. */
const rule = process.env['MUTATED_RULE']

export default defineConfig({
  test: {
    testTimeout: 120_000,
    include: [
      'src/rooms/rota/rules/{agreement,rules,params,sentences}.test.ts',
      'test/docs.test.ts',
    ],
    testNamePattern: rule
      ? new RegExp(
          `(^|every roster |names something )${rule.replace('.', String.raw`\.`)}(:| |$)|^docs/rules`,
        )
      : /every roster|names something|^rota\.|^docs\/rules/,
  },
})
