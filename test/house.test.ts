// The house stands as ARCHITECTURE.md says, and the check sees it when it does not.
import { describe, expect, test } from 'vitest'
import { rootFolder } from '../src/platform/root.ts'
import {
  checkCircles,
  checkDirection,
  checkNames,
  checkQueries,
  checkReach,
  checkSizes,
  listRooms,
  readSources,
  ROOMS,
  type Source,
} from './house.ts'

const sources = readSources(rootFolder)
/** Files that were longer than the limit when it was set; they may shrink, never grow. */
const RATCHET: Record<string, number> = {}

test('every file is read and most of them cite something', () => {
  expect(sources.length).toBeGreaterThan(60)
  expect(sources.filter((source) => source.cites.length > 0).length).toBeGreaterThan(50)
})
test('no room cites a later one, rules and pages stay away from the server', () => {
  expect(checkDirection(sources)).toEqual([])
})
test('no rule, page or contract reaches the database on any way', () => {
  expect(checkReach(sources)).toEqual([])
})
test('nothing imports itself in a circle', () => {
  expect(checkCircles(sources)).toEqual([])
})
test('no file outgrows its limit', () => {
  expect(checkSizes(sources, RATCHET)).toEqual([])
})
test('every file begins with the question that it answers and has a name that says something', () => {
  expect(checkNames(sources)).toEqual([])
})
test('queries stand in stores', () => {
  expect(checkQueries(sources)).toEqual([])
})
test('the rooms are the rooms of the order', () => {
  expect(listRooms(rootFolder).sort()).toEqual([...ROOMS].sort())
})

describe('a planted sin is seen', () => {
  const plant = (path: string, ...cites: string[]): Source[] => [
    ...sources,
    { path, text: '// ?', cites: cites.map((cite) => ({ path: cite, isType: false })) },
  ]
  test.each([
    ['an earlier room citing a later one', 'src/rooms/people/rules.ts', 'src/rooms/rota/schema.ts'],
    ['a rule citing its store', 'src/rooms/rota/rules/sin.ts', 'src/rooms/rota/store.ts'],
    ['a page citing a door', 'src/rooms/rota/pages/sin.tsx', 'src/rooms/people/index.ts'],
    ['the kernel citing a room', 'src/kernel/sin.ts', 'src/rooms/people/schema.ts'],
    ['the platform citing the app', 'src/platform/sin.ts', 'src/app/server.ts'],
    ['a room entering another by its store', 'src/rooms/rota/sin.ts', 'src/rooms/people/store.ts'],
    ['a rule reading files', 'src/rooms/rota/rules/sin.ts', 'npm:node:fs'],
  ])('%s', (_, path, cite) => {
    expect(checkDirection(plant(path, cite))).toHaveLength(1)
  })
  test('a page that reaches the database by a detour', () => {
    const detour: Source = {
      path: 'src/rooms/rota/detour.ts',
      text: '// ?',
      cites: [{ path: 'npm:pg', isType: false }],
    }
    const found = checkReach([...plant('src/rooms/rota/pages/sin.tsx', detour.path), detour])
    expect(found).toHaveLength(1)
    expect(found[0]).toContain('src/rooms/rota/detour.ts > npm:pg')
  })
  test('two files that import each other', () => {
    const pair = (path: string, other: string): Source => ({
      path,
      text: '// ?',
      cites: [{ path: other, isType: false }],
    })
    expect(
      checkCircles([
        pair('src/kernel/a.ts', 'src/kernel/b.ts'),
        pair('src/kernel/b.ts', 'src/kernel/a.ts'),
      ]),
    ).toHaveLength(1)
  })
  test('a query in an action', () => {
    const query = 'await sql<Row>`select 1`'
    const at = (path: string): Source => ({ path, text: query, cites: [] })
    expect(checkQueries([at('src/rooms/rota/drafts.ts')])).toHaveLength(1)
    expect(checkQueries([at('src/rooms/rota/draft-store.ts')])).toEqual([])
  })
})
