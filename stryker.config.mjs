// `npm run mutate`: is there a change of a rule that no test notices? Hours, so not in `npm test`.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** Words for people and the examples are no decisions; a mutant in them would only be noise. */
const TOLD = new Set(['sentence', 'says', 'examples', 'title', 'source', 'id', 'goal', 'can'])

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'told', {
    shouldIgnore({ node }) {
      const isTold =
        (node.type === 'ObjectProperty' || node.type === 'ObjectMethod') && TOLD.has(node.key.name)
      const isSaid = node.type === 'VariableDeclarator' && node.id.name === 'says'
      return isTold || isSaid ? 'a text for people' : undefined
    },
  }),
]

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: ['@stryker-mutator/vitest-runner', import.meta.url],
  ignorers: ['told'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts' },
  coverageAnalysis: 'perTest',
  mutate: ['src/rooms/rota/rules/*.ts', '!**/*.test.ts', '!**/*.fixture.ts', '!**/index.ts'],
  mutator: { excludedMutations: ['StringLiteral'] },
  ignoreStatic: true,
  concurrency: Number(process.env.MUTATE_AT_ONCE ?? 2),
  timeoutMS: 20_000,
  reporters: ['json'],
  jsonReporter: { fileName: 'build/mutation.json' },
  logLevel: 'warn',
  // The native TypeScript has no interface for programs; without its settings file nothing asks for one.
  tsconfigFile: 'none.json',
  tempDirName: 'build/mutation',
}
