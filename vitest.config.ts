import { defineConfig } from 'vitest/config'

/** Proofs over every small roster and searches against brute force: minutes, not seconds. */
const LONG = [
  'src/rooms/rota/rules/agreement.test.ts',
  'src/rooms/planning/explain.test.ts',
  'src/rooms/planning/repair.test.ts',
  'src/rooms/planning/search/{board,prove,search,spreads,owners}.test.ts',
  'src/platform/solver/*.test.ts',
  'src/rooms/allocation/{laws,trades}.test.ts',
]
const quick = process.env['ISOCENTER_QUICK'] ? LONG : []

/** For tests in this process; whoever starts a process of its own lets it make its own key. */
const env = { ISOCENTER_SECRET_KEY: Buffer.alloc(32, 'isocenter tests').toString('base64') }

export default defineConfig({
  test: {
    projects: [
      {
        // Pure: kernel, rules, planning, pages. No server, no database.
        test: {
          name: 'pure',
          testTimeout: 60_000,
          // Its own count leaves one core to the person at the machine.
          maxWorkers: 2,
          include: ['{src,demo,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.journey.test.ts', ...quick],
        },
      },
      {
        // Importers of foreign problem sets against independent checkers; minutes, so not in npm test.
        test: { name: 'bench', testTimeout: 300_000, include: ['bench/**/*.test.ts'] },
      },
      {
        // Figures of docs/verification.md; minutes, so not in npm test. See `npm run verify:*`.
        test: {
          name: 'verify',
          env,
          include: ['verify/**/*.verify.ts'],
          testTimeout: 60 * 60_000,
          hookTimeout: 120_000,
          globalSetup: ['test/server.ts'],
          fileParallelism: false,
        },
      },
      {
        // On a real PostgreSQL server; a database of its own for every file.
        test: {
          name: 'database',
          maxWorkers: 2,
          env,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['{src,test}/**/*.db.test.ts'],
          globalSetup: ['test/server.ts'],
        },
      },
      {
        // In a real browser against a real server started the way people start it.
        test: {
          name: 'journey',
          include: ['test/**/*.journey.test.ts'],
          globalSetup: ['test/first-folder.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          // What a busy machine shows late is not wrong.
          expect: { poll: { timeout: 15_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
})
