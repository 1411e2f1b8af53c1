// Who is on, on a phone at six in the morning and on a desk: day by day, and from there to a person.
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

test.each([
  ['phone', PHONE],
  ['desk-dark', { ...DESKTOP, scheme: 'dark' as const }],
])('the board on a %s: today, the day after, and a person', async (name, look) => {
  const { page } = await visit(scene.browser, scene.server.url, look)
  await signInAs({ page, context: page.context(), complaints: [] }, 'brigham', 'elif-karadenizli')
  await page.goto('/programmes/bwh-dr')
  await page.getByRole('link', { name: 'Who is on' }).click()
  await page.getByRole('heading', { name: 'Now' }).waitFor()
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  )
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/board-${name}.png`, fullPage: true })
  await page.getByRole('button', { name: 'The day after' }).click()
  await page.getByRole('heading', { name: /^On this day/ }).waitFor()
  expect(page.url()).toContain('on=')
  await page.locator('.board-duties a').first().click()
  await page.waitForURL(/\/people\//)
})
