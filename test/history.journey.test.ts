// Can one see who changed a cell, open a year as it was, restore it, and see what differs?
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, signInAs, violations, visit } from './browser.ts'
import { visitor } from './process.ts'
import { setScene } from './scene.ts'
import { codesOf, gridCell, writeRows } from './year-page.ts'

const scene = setScene()
const MAYO = ['mayo', 'solveig-bergstrand'] as const

test('a cell says who changed it; an older version is opened, restored and compared', async () => {
  const call = await visitor(scene.server.url, ...MAYO)
  const publish = async (line: string, message: string) => {
    const { drafts } = await writeRows(call, 'mayo-2026', [line])
    const draft = drafts[0]!.id
    const { version } = await call<{ version: number }>('GET', `/drafts/${draft}`)
    const waiver = 'To have something to look at'
    await call('PUT', `/drafts/${draft}/publication`, { version, message, waiver })
  }
  await publish('CT MR US', 'First word')
  await publish('MR CT US', 'Second word')

  const planner = await visit(scene.browser, scene.server.url, DESKTOP)
  await signInAs(planner, ...MAYO)
  const { page } = planner
  await page.goto('/plans/mayo-2026')
  await gridCell(page, 0, 0).click()
  await page.keyboard.press('Alt+h')
  const past = page.locator('.past-list')
  await past.getByText('Published as version 2: Second word').waitFor()
  await past.getByText('Written').first().waitFor()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe('Who changed this cell')
  expect(await violations(page)).toEqual([])

  await page.getByRole('link', { name: 'Published: version 2' }).click()
  await page.getByText('First word').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Open version 1' }).click()
  await page.getByText('Version 1, counts no more').waitFor()
  expect((await codesOf(page, 0)).slice(0, 3)).toEqual(['CT', 'MR', 'US'])
  await page.getByRole('button', { name: /^Restore as a draft/ }).click()
  await page.getByRole('button', { name: 'Version 1 again' }).waitFor()
  expect((await codesOf(page, 0)).slice(0, 3)).toEqual(['CT', 'MR', 'US'])

  await page.goto('/plans/mayo-2026/compare')
  await page
    .getByRole('region', { name: /as a grid$/ })
    .first()
    .waitFor()
  expect(await page.locator('.difference-new').allTextContents()).toEqual(['CT', 'MR'])
  expect(await violations(page)).toEqual([])
  expect(planner.complaints).toEqual([])
})

test('on a phone, in the dark, whoever does not plan opens a version too', async () => {
  const reader = await visit(scene.browser, scene.server.url, { ...PHONE, scheme: 'dark' })
  await signInAs(reader, 'mayo', 'tariq-haddadin')
  const { page } = reader
  await page.goto('/plans/mayo-2026/versions')
  await page.getByText('Second word').waitFor()
  expect(await page.getByRole('button', { name: /^Restore/ }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await page.getByRole('link', { name: 'Open version 1' }).click()
  await page.getByText('Version 1, counts no more').waitFor()
  expect(await violations(page)).toEqual([])
  expect(reader.complaints).toEqual([])
})

test('the next year follows in three clicks, with the people who come new', async () => {
  const planner = await visit(scene.browser, scene.server.url, DESKTOP)
  await signInAs(planner, ...MAYO)
  const { page } = planner
  await page.goto('/plans/mayo-2026')
  await page.getByRole('button', { name: 'What if, export, print and rules' }).click()
  await page.getByRole('menuitem', { name: 'Next year…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^New people/ }).fill('Neumann, Ida\nAna Reyes')
  await page.waitForTimeout(300)
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Start .*2027-28$/ }).click()
  await page.getByRole('heading', { name: /2027-28$/ }).waitFor()
  await page.getByRole('rowheader', { name: 'Neumann, Ida' }).waitFor()
  await page.getByRole('button', { name: 'Propose a year' }).waitFor()
  // Asked again, the year that is there already is one link away.
  await page.goto('/plans/mayo-2026')
  await page.getByRole('button', { name: 'What if, export, print and rules' }).click()
  await page.getByRole('menuitem', { name: 'Next year…' }).click()
  await dialog.getByRole('link', { name: /2027-28$/ }).waitFor()
  expect(planner.complaints).toEqual([])
})
