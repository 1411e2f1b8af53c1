// Each arm frees what it says it frees, and the missed counts that could be met come first.
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { arms } from './arms.ts'
import { makeRandom } from './budget.ts'
import { planOf, problemOf } from './year.fixture.ts'

const people = ['Amy', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay']
const problem = problemOf({
  people: people.map((id) => ({ id, name: id, level: 'R1' })),
  periods: [1, 2, 3].map((n) => ({ id: `b${n}`, from: `2026-07-0${n}`, to: `2026-07-0${n}` })),
  work: [{ id: 'CT' }, { id: 'MR' }],
})
/** Amy and Ben would each like CT in the first block. */
const compiled = compile(
  planOf(problem, [
    {
      says: 'Some wish for CT.',
      strength: { prefer: 'wish', price: 1 },
      post: (model) => {
        for (const p of [0, 1])
          model.atLeast(1, [{ lit: model.lit(p, 0, 0), weight: 1 }], { says: () => 'a wish' })
      },
    },
  ]),
)
const MR = 1
const roster = compiled.world.emptyRoster().fill(MR)
const CLEO = 2
roster[CLEO * 3] = 0

const rowsOf = (free: Uint8Array) =>
  people.filter((_, p) => free.slice(p * 3, p * 3 + 3).every((cell) => cell === 1))

function draw(name: string, ideal: ReadonlyMap<number, number>, times = 200) {
  const arm = arms.find((each) => each.name === name)!
  const random = makeRandom(5)
  return Array.from({ length: times }, () =>
    rowsOf(arm.choose({ compiled, roster, ideal, random, size: 9 })),
  )
}

test('rivals are the whole rows of one who misses something, of who has it, and of peers', () => {
  for (const rows of draw('rivals', new Map())) {
    expect(rows.length).toBeGreaterThanOrEqual(2)
    expect(rows.some((name) => name === 'Amy' || name === 'Ben')).toBe(true)
    expect(rows).toContain('Cleo')
  }
})

test('whoever misses what the relaxation does not miss is freed more often', () => {
  const [ofAmy, ofBen] = compiled.flats.map(({ index }) => index)
  const ideal = new Map([
    [ofAmy!, 1],
    [ofBen!, 0],
  ])
  const count = (name: string) => draw('rivals', ideal).filter((rows) => rows.includes(name)).length
  expect(count('Ben')).toBeGreaterThan(1.3 * count('Amy'))
})

test('every arm frees some cells and none that does not exist', () => {
  for (const { name, choose } of arms) {
    const random = makeRandom(3)
    const free = choose({ compiled, roster, ideal: new Map(), random, size: 6 })
    expect(free.length, name).toBe(roster.length)
    expect(free.includes(1), name).toBe(true)
  }
})
