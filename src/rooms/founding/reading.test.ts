// Are pasted lists understood as people write them, and is every line that is not named?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPeople, readWorks } from './reading.ts'

const LEVELS = ['R1', 'R2', 'PGY-5']
const said = (text: string) =>
  readPeople(text, LEVELS).rows.map(({ given, family, level }) => `${given}|${family}|${level}`)

describe('people', () => {
  test.each([
    ['a comma between family and given name', 'Okafor, Amara, R1', 'Amara|Okafor|R1'],
    ['columns of a spreadsheet', 'Okafor\tAmara\tr1', 'Amara|Okafor|R1'],
    ['the level first', 'R2\tAmara Okafor', 'Amara|Okafor|R2'],
    ['a list name in one column', 'Okafor, Amara;pgy5', 'Amara|Okafor|PGY-5'],
    ['one line of words', 'Amara Chidi Okafor R2', 'Amara Chidi|Okafor|R2'],
    ['quotation marks and loose spaces', '"Okafor,  Amara"\t R1 ', 'Amara|Okafor|R1'],
  ])('%s', (_, text, one) => {
    expect(said(text)).toEqual([one])
  })

  test('a row of headings is no person, and empty lines are nothing', () => {
    expect(said('Last name\tFirst name\tLevel\n\nOkafor\tAmara\tR1\r\n')).toEqual([
      'Amara|Okafor|R1',
    ])
  })

  test('days say who begins late or ends early', () => {
    const { rows } = readPeople(
      'Okafor, Amara; R1; 1/15/2027\nVarga, Ilse; R2; 2026-07-01; 2026-12-31',
      LEVELS,
    )
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      ['2027-01-15', undefined],
      ['2026-07-01', '2026-12-31'],
    ])
  })

  test('without a level the only one is meant; among several it is asked', () => {
    expect(readPeople('Amara Okafor', ['F1']).rows[0]!.level).toBe('F1')
    const { rows, findings } = readPeople('Amara Okafor\n42\nIlse', LEVELS)
    expect(rows).toEqual([])
    expect(findings.map(({ says }) => says)).toEqual([
      'Line 1: it is not said which level Amara Okafor has.',
      'Line 2: “42” is no given and family name.',
      'Line 3: “Ilse” is no given and family name.',
    ])
  })

  test('somebody who stands there twice is named with both lines', () => {
    const { findings } = readPeople('Amara Okafor R1\nVarga, Ilse, R1\nokafor, amara, R2', LEVELS)
    expect(findings.map(({ says }) => says)).toEqual([
      'Lines 1 and 3: amara okafor stands there twice.',
    ])
  })

  test('every line that says something is a person or is named', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('\n')
        const { rows, findings } = readPeople(text, LEVELS)
        const named = new Set(
          findings.flatMap(({ says }) => says.match(/\d+(?=[:, ])|\d+(?= and)/g) ?? []),
        )
        text.split(/\r\n|\r|\n/).forEach((row, nth) => {
          const words = row.split(/[\t;|,]/).map((part) => part.replaceAll(/["“”\s]/g, ''))
          const isHead = words.filter(Boolean).length > 1
          if (words.every((word) => word === '') || isHead) return
          expect(rows.some((one) => one.line === nth + 1) || named.has(String(nth + 1))).toBe(true)
        })
      }),
    )
  })
})

describe('rotations', () => {
  const works = (text: string) =>
    readWorks(text).rows.map(({ code, name, kind }) => `${code}|${name}|${kind}`)

  test.each([
    ['a code before the name', 'CHT Chest', 'CHT|Chest|rotation'],
    ['columns', 'CHT\tChest radiographs', 'CHT|Chest radiographs|rotation'],
    ['a name alone gets the letters of it', 'Bones and joints', 'BAJ|Bones and joints|rotation'],
    ['one word', 'Chest', 'CHE|Chest|rotation'],
    ['a code alone', 'NF', 'NF|NF|call'],
    ['nights are call', 'Night float', 'NF|Night float|call'],
    ['vacation is leave', 'VAC Vacation', 'VAC|Vacation|leave'],
    [
      'the kind said is the kind',
      'VAC\tVacation coverage\trotation',
      'VAC|Vacation coverage|rotation',
    ],
  ])('%s', (_, text, one) => {
    expect(works(text)).toEqual([one])
  })

  test('letters that are taken get a number; a code that is said twice is a fault', () => {
    expect(works('Chest\nCheckout desk\nCheese')).toEqual([
      'CHE|Chest|rotation',
      'CD|Checkout desk|rotation',
      'CHE2|Cheese|rotation',
    ])
    expect(readWorks('CT Body CT\nct Neuro').findings).toEqual([])
    expect(readWorks('CT\tBody CT\nct\tNeuro CT').findings.map(({ says }) => says)).toEqual([
      'Line 2: the code ct is taken by line 1.',
    ])
  })
})
