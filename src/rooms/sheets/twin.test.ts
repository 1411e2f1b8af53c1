// A sheet goes out, is worked on, and comes back: exactly the changed cells, or a reason why not.
import { Workbook } from '@cj-tech-master/excelts'
import { describe, expect, test } from 'vitest'
import { problemSchema } from '../planning/schema.ts'
import type { Frame } from '../rota/index.ts'
import { writeXlsx } from './grid-book.ts'
import { readBook } from './reading.ts'
import { type Now, takeBack, wholeSheet } from './twin.ts'

const problem = problemSchema.parse({
  format: 'isocenter.problem',
  version: 1,
  periods: ['b01', 'b02', 'b03', 'b04'].map((id, t) => ({
    ...{ id, label: String(t + 1), from: `2026-07-0${t + 1}`, to: `2026-07-0${t + 1}` },
  })),
  people: [
    { id: 'amy', name: 'Amy' },
    { id: 'ben', name: '=Ben' },
  ],
  work: ['ct', 'mr', 'us'].map((id) => ({ id, code: id.toUpperCase() })),
})
const look = { color: 1, pattern: 'plain' }
const works = ['CT', 'MR', 'US'].map((code) => ({
  ...{ id: code.toLowerCase(), code, name: `The ${code}`, kind: 'rotation', categories: [], look },
}))
const frame = {
  ...{ problem, works, listNames: {}, plan: { programme_name: 'Msk' } },
} as unknown as Frame
const cells = { amy: ['ct', 'ct', 'mr', null], ben: ['us', 'mr', 'mr', 'mr'] }
const origin = { plan: 'year', line: 'd1', version: 4, title: 'The year, draft A' }
const now: Now = {
  ...{ plan: 'year', planTitle: 'The year', version: 4, cells },
  people: problem.people,
  periods: problem.periods.map(({ id, label = id }) => ({ id, label })),
  works: works.map(({ id, code, name }) => ({ id, code, name })),
}

type Page = ReturnType<Workbook['addWorksheet']>
/** Takes the sheet, lets somebody work on it, brings it back. */
async function worked(work: (page: Page, book: Workbook) => void) {
  const sheet = { frame, cells, marks: [], title: origin.title, origin }
  const book = new Workbook()
  await book.xlsx.load((await writeXlsx(sheet)) as never)
  work(book.getWorksheet('Year')!, book)
  const read = await readBook(new Uint8Array(await book.xlsx.writeBuffer()))
  if (!read.ok) throw new Error(read.findings[0]!.says)
  return read.value
}
async function round(work: (page: Page, book: Workbook) => void, given: Partial<Now> = {}) {
  return takeBack(await worked(work), { ...now, ...given })
}
const saysOf = (result: Awaited<ReturnType<typeof round>>) =>
  result.ok ? [] : result.findings.map(({ says }) => says)

describe('what was changed in the sheet comes back', () => {
  test('nothing, when nothing was', async () => {
    const result = await round(() => {})
    expect(result).toMatchObject({ ok: true, value: { changes: [], unknown: [], origin } })
  })
  test('one cell, by code or by name, in any case', async () => {
    const result = await round((page) => {
      page.getCell('F4').value = 'us'
      page.getCell('G4').value = ' the MR '
    })
    expect(result).toMatchObject({
      ok: true,
      value: {
        changes: [
          { person: 'amy', period: 'b03', before: 'mr', after: 'us' },
          { person: 'amy', period: 'b04', before: null, after: 'mr' },
        ],
      },
    })
  })
  test('a merged run as a whole, and a cell that was emptied', async () => {
    const result = await round((page) => {
      page.getCell('D4').value = 'MR'
      page.getCell('D5').value = null
    })
    expect(result).toMatchObject({
      ok: true,
      value: {
        changes: [
          { person: 'amy', period: 'b01', before: 'ct', after: 'mr' },
          { person: 'amy', period: 'b02', before: 'ct', after: 'mr' },
          { person: 'ben', period: 'b01', before: 'us', after: null },
        ],
      },
    })
  })
  test('though rows were sorted and one was taken out', async () => {
    const result = await round((page) => {
      page.getCell('G5').value = 'CT'
      page.unMergeCells('D4:E4')
      page.spliceRows(4, 1)
    })
    // Ben’s blocks 2 to 4 were one run, so they change together.
    expect(result).toMatchObject({ ok: true })
    expect(result.ok && result.value.changes.every(({ person }) => person === 'ben')).toBe(true)
  })
  test('a label that nobody knows is named with its place and the nearest one', async () => {
    const result = await round((page) => {
      page.getCell('F4').value = 'MRI'
    })
    const unknown = result.ok ? result.value.unknown : []
    expect(unknown).toMatchObject([
      { says: 'Year!F4 says “MRI”, which is no code or name here.', can: 'Did you mean “MR”?' },
    ])
  })
})

describe('a sheet that cannot be taken back says why', () => {
  test('of another year', async () => {
    expect(saysOf(await round(() => {}, { plan: 'other', planTitle: 'Another' }))).toEqual([
      'This is the sheet of “The year, draft A”, not of “Another”.',
    ])
  })
  test('not one of ours', async () => {
    const says = saysOf(await round((_, book) => book.removeWorksheet('_isocenter')))
    expect(says).toEqual(['This workbook was not made here, or its hidden page is gone.'])
  })
  test('changed here since, with every cell', async () => {
    const later = { amy: ['ct', 'us', 'mr', null], ben: cells.ben }
    expect(saysOf(await round(() => {}, { version: 6, cells: later }))).toEqual([
      '1 cell of the draft has been changed since this sheet was taken (version 4, now 6).',
      'Amy, block 2: CT became US.',
    ])
  })
  test('a newer version with the same cells is no obstacle', async () => {
    expect((await round(() => {}, { version: 6 })).ok).toBe(true)
  })
  test('its draft is gone', async () => {
    const says = saysOf(await round(() => {}, { version: undefined }))
    expect(says).toEqual(['The draft that this sheet came from is no longer there.'])
  })
  test('somebody left the year, blocks were cut anew', async () => {
    const says = saysOf(
      await round(() => {}, {
        people: now.people.slice(1),
        periods: now.periods.slice(0, 2),
        version: 4,
      }),
    )
    expect(says).toEqual([
      '1 person of the sheet is no longer in this year.',
      'The year is cut into other blocks than in the sheet: 2 blocks of it are gone.',
    ])
  })
  test('the hidden column is gone', async () => {
    const says = saysOf(await round((page) => page.spliceColumns(3, 1)))
    expect(says).toEqual(['The hidden row or column with the ids is gone from the sheet.'])
  })
  test('one row twice', async () => {
    const says = saysOf(
      await round((page) => {
        page.getCell('C7').value = 'amy'
      }),
    )
    expect(says).toEqual(['Amy stands in the sheet twice.'])
  })
})

test('a sheet that is too old for its draft can become a draft of its own, as it is', async () => {
  const book = await worked((page) => {
    page.getCell('F4').value = 'US'
    page.getCell('G4').value = 'Nonsense'
  })
  const people = now.people.slice(0, 1)
  expect(wholeSheet(book, { ...now, version: 9, people })).toMatchObject({
    cells: { amy: ['ct', 'ct', 'us', null] },
    unknown: [{ path: 'Year!G4' }],
  })
})

test('a name that looks like a formula goes out as text and is nobody’s change', async () => {
  const book = new Workbook()
  await book.xlsx.load(
    (await writeXlsx({ frame, cells, marks: [], title: '=1+1', origin })) as never,
  )
  expect(book.getWorksheet('Year')!.getCell('A5').value).toBe("'=Ben")
})
