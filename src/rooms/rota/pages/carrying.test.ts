// Does carrying blocks do what the three words say, and refuse what cannot be?
import { describe, expect, test } from 'vitest'
import { carry, type Way } from './carrying.ts'
import { withChanges } from './draft-rows.ts'
import { drawn, rowsFrom, yearOf } from './year.fixture.ts'

const model = yearOf(['Amy', 'Ben'])

function after(way: Way, lines: string[], from: [number, number, number], to: [number, number]) {
  const rows = rowsFrom(model, lines)
  const [p, t1, t2] = from
  const by = { rows: to[0] - p, columns: to[1] - t1 }
  const carried = carry(model, rows, { p1: p, p2: p, t1, t2 }, { by, way })
  return carried.ok ? drawn(model, withChanges(rows, carried.changes)) : carried.says
}

describe('blocks are carried elsewhere', () => {
  test('a move empties where it came from and overwrites where it goes', () => {
    expect(after('move', ['ABCD', '....'], [0, 0, 0], [0, 2])).toEqual(['.BAD', '....'])
    expect(after('move', ['ABCD', '....'], [0, 1, 2], [1, 0])).toEqual(['A..D', 'BC..'])
  })
  test('a move onto itself keeps what arrives', () => {
    expect(after('move', ['AB..', '....'], [0, 0, 1], [0, 1])).toEqual(['.AB.', '....'])
  })
  test('a swap exchanges two areas, also between people', () => {
    expect(after('swap', ['ABCD', '....'], [0, 0, 0], [0, 3])).toEqual(['DBCA', '....'])
    expect(after('swap', ['AB..', 'CD..'], [0, 0, 1], [1, 0])).toEqual(['CD..', 'AB..'])
    expect(after('swap', ['AB..', '....'], [0, 0, 1], [0, 1])).toMatch(/with itself/)
  })
  test('pushing along closes the gap in both directions', () => {
    expect(after('push', ['ABCD', '....'], [0, 0, 0], [0, 2])).toEqual(['BCAD', '....'])
    expect(after('push', ['ABCD', '....'], [0, 2, 3], [0, 0])).toEqual(['CDAB', '....'])
  })
  test('pushed into another row, the blocks behind make room as far as the next free one', () => {
    expect(after('push', ['A...', 'BC.D'], [0, 0, 0], [1, 0])).toEqual(['....', 'ABCD'])
    expect(after('push', ['A...', 'BCDB'], [0, 0, 0], [1, 0])).toMatch(/free/)
  })
  test('nothing leaves the year, and nobody works before they come', () => {
    expect(after('move', ['A...', '....'], [0, 0, 0], [0, 9])).toMatch(/beyond/)
    const late = yearOf(['Amy'], { people: [{ id: 'amy', name: 'Amy', from: '2026-07-15' }] })
    const area = { p1: 0, p2: 0, t1: 3, t2: 3 }
    const by = { rows: 0, columns: -3 }
    const carried = carry(late, rowsFrom(late, ['...A']), area, { by, way: 'move' })
    expect(carried).toEqual({ ok: false, says: 'Amy is not in the programme in block 1.' })
  })
})
