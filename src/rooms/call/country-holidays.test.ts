// Are the public holidays of a country those that its people keep, in any year that is planned?
import { describe, expect, test } from 'vitest'
import { listCountries, listCountryDays } from './country-holidays.ts'

const days = async (country: string, region: string, year: number) =>
  (await listCountryDays(country, region, year))!.days.map(({ on, name }) => `${on} ${name}`)

describe('the list of a country', () => {
  test('United States, 2027: the eleven federal days, and the days on which they are kept', async () => {
    const found = await days('US', '', 2027)
    for (const one of [
      '2027-01-01 New Year',
      '2027-01-18 Martin Luther King',
      '2027-02-15 Washington',
      '2027-05-31 Memorial',
      '2027-06-19 Juneteenth',
      '2027-07-04 Independence',
      '2027-09-06 Labo',
      '2027-10-11 Columbus',
      '2027-11-11 Veterans',
      '2027-11-25 Thanksgiving',
      '2027-12-25 Christmas',
    ])
      expect(found.some((text) => text.startsWith(one))).toBe(true)
    // Independence Day is a Sunday, so the Monday after it is free.
    expect(found.some((text) => text.startsWith('2027-07-05'))).toBe(true)
    expect(found.some((text) => text.includes('Halloween'))).toBe(false)
  })
  test('a region has days of its own', async () => {
    const whole = await days('DE', '', 2027)
    const bavaria = await days('DE', 'BY', 2027)
    expect(bavaria.length).toBeGreaterThan(whole.length)
    expect(bavaria.some((text) => text.startsWith('2027-01-06'))).toBe(true)
    expect(whole.some((text) => text.startsWith('2027-01-06'))).toBe(false)
  })
  test.each([
    ['XX', ''],
    ['', ''],
    ['US', 'BY'],
    ['__proto__', ''],
    ['constructor', ''],
  ])('there is none of "%s" "%s"', async (country, region) => {
    expect(await listCountryDays(country, region, 2027)).toBeUndefined()
  })
  test('law: in every country each day stands there once, within its year, with a name', async () => {
    for (const { code } of await listCountries())
      for (const year of [2026, 2028]) {
        const { days: found } = (await listCountryDays(code, '', year))!
        expect(new Set(found.map(({ on }) => on)).size).toBe(found.length)
        expect(found.filter(({ on, name }) => !on.startsWith(`${year}-`) || name === '')).toEqual(
          [],
        )
      }
  })
})
