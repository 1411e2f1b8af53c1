// What does a block of text from a spreadsheet mean?
import { describe, expect, test } from 'vitest'
import { copyArea, fillBlanks, hasBlanks, pasteInto, readTable } from './clipboard.ts'
import { withChanges } from './draft-rows.ts'
import { drawn, rowsFrom, yearOf } from './year.fixture.ts'

const model = yearOf(['Amy', 'Ben'])
const at = { p1: 0, p2: 0, t1: 0, t2: 0 }

function pasted(lines: string[], table: ReturnType<typeof readTable>) {
  const rows = rowsFrom(model, lines)
  return drawn(model, withChanges(rows, pasteInto(model, at, table).changes))
}

describe('codes come and go as tab-separated text', () => {
  test('what is copied is pasted again as it was', () => {
    const rows = rowsFrom(model, ['AABC', '.D.A'])
    const text = copyArea(model, rows, { p1: 0, p2: 1, t1: 0, t2: 3 }, [0, 1])
    expect(pasted(['....', '....'], readTable(text))).toEqual(['AABC', '.D.A'])
  })
  test('a blank clears; filled, it takes the value on its left', () => {
    const table = readTable('A\t\tB\n\tC\t')
    expect(pasted(['DDDD', 'DDDD'], table)).toEqual(['A.BD', '.C.D'])
    expect(pasted(['DDDD', 'DDDD'], fillBlanks(table))).toEqual(['AABD', '.CCD'])
  })
  test('filling is offered only where a value stands on the left', () => {
    expect(hasBlanks(readTable('A\t\tB'))).toBe(true)
    expect(hasBlanks(readTable('A\t'))).toBe(true)
    expect(hasBlanks(readTable('\t\tB'))).toBe(false)
    expect(hasBlanks(readTable('\t\t'))).toBe(false)
    expect(hasBlanks(readTable('A\tB'))).toBe(false)
  })
  test('an unknown word is named and changes nothing', () => {
    expect(pasteInto(model, at, readTable('A\tZZ')).unknown).toEqual(['ZZ'])
  })
})
