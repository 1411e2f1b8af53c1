// A year of holidays from the list of a country, on a desk and on a phone; and leave that ends earlier.
import { expect, test } from 'vitest'
import { addDays, day } from '../src/kernel/day.ts'
import { isSound, look, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const today = day(new Date().toISOString().slice(0, 10))

test('an administrator writes down the holidays of a country and of the house, and takes one back', async () => {
  const visitor = await scene.come('theodore-lacombiere', '/programmes/bwh-dr/call')
  const { page } = visitor
  await page.getByRole('link', { name: 'Holidays of the institution' }).click()
  await page.getByRole('heading', { name: 'Holidays', exact: true }).waitFor()
  const next = String(Number(today.slice(0, 4)) + 2)
  await page.getByLabel('Year', { exact: true }).selectOption(next)
  await page.getByLabel('Country', { exact: true }).selectOption('US')
  await page.getByLabel(/Veterans Day/).uncheck()
  await look(visitor, 'holidays')
  await page.getByRole('button', { name: /^Write down \d+ holidays$/ }).click()
  await page.getByText(/holidays of \d+ written down/).waitFor()
  const year = page.getByRole('region', { name: next, exact: true })
  await year.getByText('Thanksgiving Day').waitFor()
  expect(await year.getByText('Veterans Day').count()).toBe(0)
  await year.getByRole('button', { name: /^Remove Columbus Day/ }).click()
  await page.getByText('Columbus Day is an ordinary day again.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await year.getByText('Columbus Day').waitFor()
})

test('somebody ill is back earlier: the rest of the days is given back on a phone', async () => {
  const page = await scene.enter('zbigniew-lapinski', PHONE)
  const planner = await scene.enter('josephine-harrowgate', PHONE)
  const origin = { headers: { origin: new URL(scene.server.url).origin } }
  const asked = await page.request.post('/api/programmes/bwh-dr/leave', {
    ...origin,
    data: {
      ...{ type: 'sick', reason: '', asks: true },
      parts: [{ from: addDays(today, -1), to: addDays(today, 6) }],
    },
  })
  const { request, version } = (await asked.json()) as { request: string; version: number }
  const path = `/api/programmes/bwh-dr/leave/${request}/decision`
  const decided = await planner.request.put(path, { ...origin, data: { version, approves: true } })
  expect(decided.status()).toBe(200)

  await page.goto('/programmes/bwh-dr/leave/mine')
  await page.getByRole('button', { name: /^End earlier/ }).click()
  await page.getByLabel('Last day away').fill(addDays(today, 9))
  await page.getByText(/is no earlier/).waitFor()
  await isSound(page)
  await picture(page, 'leave-phone-end-earlier')
  await page.getByLabel('Last day away').fill(today)
  await page.getByRole('button', { name: /^End on / }).click()
  await page.getByText(/the days after it are given back/).waitFor()

  // One day inside a block: the grid has a mark, and words for who does not see it.
  await planner.goto('/plans/bwh-r1r3-2026?shape=grid')
  await planner.setViewportSize({ width: 1440, height: 900 })
  const cell = planner.getByRole('gridcell', { name: /Away \d+ \w+/ }).first()
  await cell.waitFor()
  expect(await cell.locator('.yg-away').count()).toBeGreaterThan(0)
  await picture(planner, 'year-short-leave')
})
