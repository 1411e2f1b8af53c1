// Does a year fit on paper as large as it can, and is paper on which it cannot be read refused?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  choosePaper,
  fitPaper,
  legendLines,
  MARGIN,
  type PaperYear,
  PAPERS,
  papers,
  splits,
  tooSmall,
  UNITS,
} from './paper.ts'

const widthOf = (text: string) => text.length * 0.55
const year = (people: number, blocks: number, services = 4): PaperYear => ({
  people: Array.from({ length: people }, (_, n) => ({ name: `Person, Number ${n}`, level: 'R1' })),
  heads: Array.from({ length: blocks }, (_, n) => ({ label: String(n + 1), first: '14' })),
  codes: ['CHT', 'NF', 'VAC'],
  totals: ['CHT', 'NF'],
  services: Array.from({ length: services }, (_, n) => `Service ${n}`),
  legend: ['CHT  Chest', 'NF  Night float', 'VAC  Vacation'],
})

test('everything is within the margins, on every paper, whatever the size of the year', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(...papers),
      fc.constantFrom(...splits),
      (people, blocks, paper, split) => {
        const plan = year(people, blocks)
        const { points, pages, name, column, total, row } = fitPaper(plan, paper, split, widthOf)
        const [wide, high] = [PAPERS[paper].width - 2 * MARGIN, PAPERS[paper].height - 2 * MARGIN]
        const strip = UNITS.head + people * (row / points) + UNITS.gap + 4 * UNITS.service
        for (const strips of pages) {
          for (const { from, to, totals } of strips)
            expect(name + (to - from + 1) * column + (totals ? 2 * total : 0)).toBeLessThanOrEqual(
              wide + 0.01,
            )
          const used = (UNITS.title + strips.length * (strip + UNITS.gap) + UNITS.legend) * points
          expect(used).toBeLessThanOrEqual(high + 0.01)
        }
        const shown = pages
          .flat()
          .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n))
        expect(shown).toEqual(plan.heads.map((_, n) => n))
      },
    ),
  )
})

test('larger paper never makes a year smaller', () => {
  const size = (paper: (typeof papers)[number]) =>
    fitPaper(year(44, 26), paper, 'year', widthOf).points
  expect(size('tabloid')).toBeGreaterThan(size('letter'))
  expect(size('a3')).toBeGreaterThan(size('a4'))
})

test('what cannot be read is refused with what can', () => {
  const choices = choosePaper(year(60, 52), widthOf)
  const letter = choices[0]!
  expect(letter).toMatchObject({ paper: 'letter', split: 'year', isReadable: false })
  const { says, can } = tooSmall(letter, choices)
  expect(says).toBe(
    `On Letter, one page, codes would be ${letter.points} pt; below 5.5 pt nobody can read them.`,
  )
  for (const choice of choices)
    expect(can!.includes(`(${choice.points} pt)`)).toBe(choice.isReadable)
})

test.each([
  [[], 0],
  [[5], 1],
  [[5, 5], 1],
  [[5, 6], 2],
  [[20, 1, 1], 2],
])('a legend of widths %j takes %i lines of ten', (widths, lines) => {
  expect(legendLines(widths, 10)).toBe(lines)
})
