// Are names read as people write them in a list?
import { expect, test } from 'vitest'
import { readNames } from './use-next-year.ts'

test('one name a line, family first with a comma or last without', () => {
  expect(readNames('Neumann, Ida\n  Ana  Maria  Reyes \n\nPrince')).toEqual([
    { given: 'Ida', family: 'Neumann' },
    { given: 'Ana Maria', family: 'Reyes' },
    { given: 'Prince', family: '(new)' },
  ])
})
