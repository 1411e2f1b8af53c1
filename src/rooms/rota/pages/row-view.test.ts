// Are the right rows shown, under the right headings, and is what is hidden said?
import { describe, expect, test } from 'vitest'
import { type Filter, filterOf, NO_FILTER, sayShown, searchOf, viewRows } from './row-view.ts'
import { Selection } from './selection.ts'
import { rowsFrom, yearOf } from './year.fixture.ts'

const level = (name: string) => [{ level: name, from: '2026-07-01' }]
const model = yearOf([], {
  people: ['Amy', 'Ben', 'Cy', 'Di'].map((name, nth) => ({
    ...{ id: name.toLowerCase(), name, levels: level(nth < 2 ? 'R1' : 'R2') },
  })),
  work: ['A', 'B', 'C'].map((code) => ({
    ...{ id: code.toLowerCase(), code, site: code === 'C' ? 'east' : 'main' },
  })),
  rules: [
    {
      ...{ id: 'one', rule: 'rota.coverage', strength: 'must' as const },
      params: { works: ['b'], min: 1 },
    },
  ],
})
const rows = rowsFrom(model, ['AAAA', 'AABA', 'CAAA', 'CBBA'])
const see = (part: Partial<Filter>, folded: string[] = []) =>
  viewRows(model, rows, { ...NO_FILTER, ...part }, new Set(folded))
const service = model.services[0]!.says

describe('whose rows are shown', () => {
  test.each<[Partial<Filter>, number[]]>([
    [{}, [0, 1, 2, 3]],
    [{ levels: ['R2'] }, [2, 3]],
    [{ service }, [1, 3]],
    [{ site: 'east' }, [2, 3]],
    [{ levels: ['R1'], service }, [1]],
    [{ service: 'what another year has' }, [0, 1, 2, 3]],
  ])('%j shows %j', (part, people) => expect(see(part).shown).toEqual(people))

  test('what is hidden is counted', () => {
    expect(sayShown(see({ service }))).toBe('2 of 4 shown')
    expect(sayShown(see({}))).toBe('All 4 shown')
    expect(sayShown(see({ grouped: true }, ['R1']))).toBe('2 of 4 shown, some folded away')
  })

  test('groups have headings; a folded one keeps its heading', () => {
    const view = see({ grouped: true }, ['R1'])
    expect(view.lines).toEqual([
      { kind: 'heading', level: 'R1', people: 2, open: false },
      { kind: 'heading', level: 'R2', people: 2, open: true },
      { kind: 'person', p: 2 },
      { kind: 'person', p: 3 },
    ])
  })

  test('stands in the address beside what else is there', () => {
    const filter: Filter = { levels: ['R1', 'R2'], service, site: 'east', grouped: true }
    const search = searchOf(filter, { draft: 'x', level: 'R9' })
    expect(search).toMatchObject({ draft: 'x', level: 'R1,R2' })
    expect(filterOf(search)).toEqual(filter)
    expect(searchOf(NO_FILTER, search)).toEqual({ draft: 'x' })
  })
})

describe('the cursor among rows that are hidden', () => {
  test('steps over them, and a range does not hold them', () => {
    const selection = new Selection(4, 4)
    selection.show([1, 3])
    expect(selection.active.p).toBe(1)
    selection.by(1, 0, true)
    expect(selection.active.p).toBe(3)
    expect(selection.rows).toEqual([1, 3])
    expect(selection.hidesSome).toBe(true)
    expect(new Set(selection.cells.map(({ p }) => p))).toEqual(new Set([1, 3]))
    selection.to({ p: 1e6, t: 0 })
    expect(selection.active.p).toBe(3)
  })
})
