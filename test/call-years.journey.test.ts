// A director compares a year with call on top of it and one planned with its call, and takes one over.
import { expect, test } from 'vitest'
import { DESKTOP, type Look, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'
import type { Page } from 'playwright-core'

const scene = setScene()
async function enter(look: Look): Promise<Page> {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, 'brigham', 'josephine-harrowgate')
  return visitor.page
}
async function keep(page: Page, name: string) {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/call-year-${name}.png`, fullPage: true })
}
async function isSound(page: Page) {
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  )
}

test('rotations, leave and call are planned in one solve, seen beside one after the other, and taken over', async () => {
  const director = await enter(DESKTOP)
  await director.goto('/plans/bwh-r1r3-2026')
  await director.getByRole('button', { name: 'Generate', exact: true }).click()
  await director.getByRole('link', { name: 'Plan it together with its call' }).click()
  await director.getByRole('heading', { name: 'The year with its call' }).waitFor()
  expect(await director.getByLabel('Draft', { exact: true }).first().inputValue()).toContain(
    'First draft',
  )
  await director.getByText('10 s', { exact: true }).click()
  await isSound(director)
  await director.getByRole('button', { name: 'Plan both ways' }).click()
  await director.getByText('Planning the rotations alone.').waitFor()
  await isSound(director)
  await keep(director, 'planning')
  await director.getByText(/A legal year is found/).waitFor({ timeout: 60_000 })
  await director
    .getByText(/Planning .+ \(\d of \d\)/)
    .first()
    .waitFor({ timeout: 120_000 })
  await director.getByRole('button', { name: 'Stop, keep the best so far' }).click()
  const table = director.getByRole('region', { name: 'Both ways side by side' })
  await director
    .getByRole('button', { name: 'Take over: in one solve' })
    .waitFor({ timeout: 240_000 })
  const row = (name: string) => table.getByRole('row').filter({ hasText: name }).locator('td')
  expect(await row('Musts broken').allInnerTexts()).toEqual(['0', '0'])
  expect(await row('Calls planned').count()).toBe(2)
  await isSound(director)
  await keep(director, 'beside')

  const phone = await enter({ ...PHONE, scheme: 'dark' })
  await phone.goto('/programmes/bwh-dr/call/year')
  await phone.getByRole('region', { name: 'Both ways side by side' }).waitFor()
  await isSound(phone)
  await keep(phone, 'phone-dark')

  await director.getByRole('button', { name: 'Take over: in one solve' }).click()
  await director.getByText(/In the draft, where it can be undone/).waitFor()
  await director.getByRole('link', { name: 'Call', exact: true }).first().click()
  await director.getByText(/publish the year first/).waitFor()
  await isSound(director)
  await keep(director, 'proposal')
})
