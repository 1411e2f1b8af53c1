// Does find see what stands there, and does replace leave alone what is pinned?
import { describe, expect, test } from 'vitest'
import { EMPTY } from '../../planning/world.ts'
import { findCells, nextHit, replaceHits } from './find-cells.ts'
import { rowsFrom, yearOf } from './year.fixture.ts'

const model = yearOf(['Amy', 'Ben'])
const rows = rowsFrom(model, ['AABC', '.ABD'])
const marks = [
  new Map([[1, { pinned: true, note: '' }]]),
  new Map([[3, { pinned: false, note: 'board review' }]]),
]
const find = (text: string) => findCells(model, { rows, marks }, text).map(({ p, t }) => `${p}${t}`)

describe('find', () => {
  test.each([
    ['a', ['00', '01', '11']],
    ['work b', ['02', '12']],
    ['WORK', ['00', '01', '02', '03', '11', '12', '13']],
    ['review', ['13']],
    ['empty', ['10']],
    ['  ', []],
    ['xyz', []],
  ])('“%s” is in %j', (text, cells) => expect(find(text)).toEqual(cells))

  test('is kept to the chosen cells when that is asked', () => {
    const hits = findCells(model, { rows, marks }, 'A', ({ p }) => p === 1)
    expect(hits).toEqual([{ p: 1, t: 1, by: 'work' }])
  })

  test('walks in reading order, round and round', () => {
    const hits = findCells(model, { rows, marks }, 'A')
    expect(nextHit(hits, { p: 0, t: 0 }, 1)).toMatchObject({ p: 0, t: 1 })
    expect(nextHit(hits, { p: 1, t: 2 }, 1)).toMatchObject({ p: 0, t: 0 })
    expect(nextHit(hits, { p: 0, t: 0 }, -1)).toMatchObject({ p: 1, t: 1 })
    expect(nextHit([], { p: 0, t: 0 }, 1)).toBeUndefined()
  })
})

describe('replace', () => {
  test('leaves pinned cells alone and counts them', () => {
    const hits = findCells(model, { rows, marks }, 'A')
    expect(replaceHits(marks, hits, 2)).toEqual({
      changes: [
        { p: 0, t: 0, after: 2 },
        { p: 1, t: 1, after: 2 },
      ],
      pinned: 1,
    })
  })

  test('does not touch a cell that only its note has brought up', () => {
    const hits = findCells(model, { rows, marks }, 'review')
    expect(replaceHits(marks, hits, EMPTY)).toEqual({ changes: [], pinned: 0 })
  })
})
