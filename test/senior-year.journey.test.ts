// One resident's road: from the pathway in the second year to the fourth year, its electives, and the checklist.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, PHONE } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const SENIORS = 'bwh-r4-2026'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const item = (page: Page, id: string) => page.locator(`[data-item="${id}"]`)
const saved = (page: Page) => page.getByText('Saved', { exact: false }).first().waitFor()
const weeks = async (page: Page, count: number) => {
  await page.getByLabel('Weeks', { exact: true }).fill(String(count))
  await saved(page)
}

test('an R2 enters ESIR, chooses and plans the fourth year, and the checklist says when it is done', async () => {
  // In the second year: applied for on a phone, decided by the director.
  const yael = await scene.come('yael-rosenkrantz', '/people/yael-rosenkrantz/checklist', PHONE)
  await button(yael.page, /Apply for Early specialisation/).click()
  await yael.page.getByLabel('Why').fill('I want to treat what I read.')
  await button(yael.page, 'Apply').click()
  await button(yael.page, /Withdraw from Early/).waitFor()
  const director = await scene.come('josephine-harrowgate', '/programmes/bwh-dr/class')
  await director.page.getByLabel('Yael Rosenkrantz is in good standing').check()
  await button(director.page, 'Admit: Yael Rosenkrantz').click()
  await director.page.getByText(/Yael Rosenkrantz is admitted/).waitFor()
  await yael.page.reload()
  await item(yael.page, 'esir-r4').waitFor()
  expect(await item(yael.page, 'esir-r4').textContent()).toContain('0 of 20 weeks')

  // The fourth year of her class is prepared, two years ahead.
  const planner = await scene.come('theodore-lacombiere', `/plans/${SENIORS}`)
  await button(planner.page, 'What if, export, print and rules').click()
  await planner.page.getByRole('menuitem', { name: 'Next year…' }).click()
  await planner.page.getByText('This year is not published yet').waitFor()
  await planner.page.getByLabel('Which year').selectOption('In two years')
  await planner.page.getByText('Yael Rosenkrantz').waitFor()
  await look(planner, 'senior-prepare')
  await button(planner.page, 'Start Fourth-year residents, Brigham, 2028-29').click()
  await planner.page.waitForURL(/\/plans\/bwh-r4-2028/)
  await planner.page.getByText('Rosenkrantz').first().waitFor()

  // A round of choosing in it: wished for on a phone, allotted, released by a second planner.
  await planner.page.goto('/programmes/bwh-dr/choices')
  await button(planner.page, 'New round').click()
  await planner.page.getByLabel('Title').fill('Electives of 2028-29')
  await planner.page
    .getByLabel('For the people of')
    .selectOption({ label: 'Fourth-year residents, Brigham, 2028-29' })
  await planner.page.getByLabel('First block').selectOption('b01')
  await planner.page.getByLabel('Last block').selectOption('b24')
  await planner.page.getByLabel('Seed of the lottery').fill('2028-03-01')
  await button(planner.page, 'Prepare it').click()
  await planner.page.getByText('draft', { exact: true }).waitFor()
  const round = new URL(planner.page.url()).pathname
  await button(planner.page, 'Announce it').click()
  await button(planner.page, /^Remind/).waitFor()
  await yael.page.goto(`${round}/mine`)
  for (const name of ['Interventional radiology in the senior year', 'Emergency and trauma']) {
    await button(yael.page, `Add ${name}`).click()
    await button(yael.page, `${name}: remove`).waitFor()
    await saved(yael.page)
  }
  await look(yael, 'senior-wishes')
  await button(planner.page, 'Close it now').click()
  await button(planner.page, 'Choose Turns by lottery').click()
  await planner.page.getByText('A second person releases it').waitFor()
  await director.page.goto(round)
  await button(director.page, 'Release it').click()
  await director.page.getByText('Released by Josephine Harrowgate').waitFor()
  await yael.page.reload()
  await yael.page.getByText('What you got').waitFor()
  await look(yael, 'senior-result')

  // Her plan of that year, week by week, with what she got in it.
  const desk = await scene.come(
    'yael-rosenkrantz',
    '/programmes/bwh-dr/study-plans/yael-rosenkrantz',
  )
  await desk.page.getByText('0 of 46').waitFor()
  await desk.page.getByLabel('Where I want to go').fill('Independent interventional radiology')
  await desk.page.getByLabel('Adviser').selectOption('kwabena-asantewah')
  await button(desk.page, 'Add Interventional radiology in the senior year').click()
  await weeks(desk.page, 20)
  await button(desk.page, 'Add Emergency and trauma').click()
  await weeks(desk.page, 12)
  await button(desk.page, 'Add Vacation').click()
  await button(desk.page, 'Add Cancer imaging at Dana-Farber').click()
  await weeks(desk.page, 12)
  await desk.page.getByText('46 of 46').waitFor()
  await desk.page.getByLabel('A word on the plan').fill('Could the call weeks come before June?')
  await desk.page
    .getByLabel('A comment is about')
    .selectOption('Cancer imaging at Dana-Farber, from week 35')
  await look(desk, 'senior-plan')
  await button(desk.page, 'Only comment').click()
  await desk.page.getByText('wrote about week 35').waitFor()
  await button(desk.page, 'Hand it in').click()
  await desk.page.getByText('handed in', { exact: true }).waitFor()
  const adviser = await scene.come('kwabena-asantewah', '/', PHONE)
  await adviser.page.getByText('Yael Rosenkrantz').click()
  await button(adviser.page, 'Agree').click()
  await button(adviser.page, 'Take my step back').waitFor()
  await director.page.goto('/')
  await director.page.getByRole('link', { name: /Yael Rosenkrantz/ }).click()
  await button(director.page, 'Agree').click()
  await director.page.getByText('approved', { exact: true }).waitFor()

  // Put into the year, and published although the others have not planned theirs yet.
  await planner.page.goto('/programmes/bwh-dr/study-plans?plan=bwh-r4-2028')
  await planner.page.getByLabel('Find a person or an elective').fill('yael')
  await button(planner.page, 'Put into the year').click()
  await planner.page.getByText('46 weeks of').waitFor()
  await planner.page.getByRole('link', { name: 'See the year' }).click()
  await planner.page.getByText('Rosenkrantz').first().waitFor()
  await button(planner.page, 'Publish…').click()
  await planner.page
    .getByLabel('Publish all the same, because')
    .fill('The others plan theirs in the spring.')
  await button(planner.page, 'Publish all the same').click()
  await planner.page.getByText('Version 1 is published.').waitFor()

  await yael.page.goto('/people/yael-rosenkrantz/checklist')
  const esir = item(yael.page, 'esir-r4')
  await esir.waitFor()
  expect(await esir.textContent()).toMatch(/0 of 20 weeks; done by .*202[89]/)
  await esir.locator('summary').click()
  await look(yael, 'senior-checklist')
  for (const visitor of [yael, director, planner, desk, adviser])
    expect(visitor.complaints).toEqual([])
})

test('BW-180 to BW-191: a clinician-educator shortens the track, and each module is handed in, confirmed, and in the portfolio', async () => {
  const camila = await scene.come(
    'camila-restreponi',
    '/programmes/bwh-dr/study-plans/camila-restreponi',
  )
  const { page } = camila
  await page.getByText('of 46').first().waitFor()
  await button(page, 'Add Clinician and educator').click()
  await weeks(page, 8)
  await page
    .getByText(/is complete when its 7 modules are handed in/)
    .first()
    .waitFor({ state: 'attached' })
  await page
    .getByLabel(/^Why it is shorter/)
    .fill('The course of the medical school stands for two modules.')
  await saved(page)
  await look(camila, 'senior-educator-plan')

  // Hana has handed in such a plan before her; with the last word the modules are hers to do.
  const hana = await scene.come('hana-jiraskova', '/people/hana-jiraskova/checklist', PHONE)
  await hana.page.getByRole('heading', { name: /^Checklist of Hana/ }).waitFor()
  expect(await item(hana.page, 'elective-educator').count()).toBe(0)
  const director = await scene.come('josephine-harrowgate', '/')
  await director.page.getByRole('link', { name: /Hana/ }).first().click()
  await button(director.page, 'Agree').click()
  await director.page.getByText('approved', { exact: true }).waitFor()
  await hana.page.reload()
  const modules = item(hana.page, 'elective-educator')
  await modules.locator('summary').click()
  expect(await modules.textContent()).toContain(
    '0 of 7 pieces. How people learn: Essay of two pages: not handed in',
  )
  await look(hana, 'senior-educator-open')
  const pieces = await modules
    .getByRole('list', { name: 'Parts' })
    .getByRole('listitem')
    .allTextContents()
  expect(pieces).toHaveLength(7)
  for (let nth = 0; nth < 7; nth++) {
    await modules.getByRole('button', { name: 'Add evidence' }).click()
    await hana.page.getByLabel('What', { exact: true }).selectOption({ index: nth })
    await hana.page.getByLabel('Note').fill(`Module ${nth + 1}`)
    await button(hana.page, 'Enter it').click()
    await expect.poll(() => modules.textContent()).toContain(`Module ${nth + 1}`)
  }
  await expect.poll(() => modules.locator('summary').textContent()).toContain('done')
  await director.page.goto('/people/hana-jiraskova/checklist')
  const seen = item(director.page, 'elective-educator')
  await seen.locator('summary').click()
  for (let nth = 0; nth < 7; nth++) {
    const confirm = button(director.page, new RegExp(`^Confirm: .*\\. Module ${nth + 1} \\(`))
    await confirm.click()
    await confirm.waitFor({ state: 'detached' })
  }
  expect(await seen.textContent()).not.toContain('not confirmed yet')
  await hana.page.reload()
  await modules.locator('summary').click()
  await modules.getByText('7 of 7 pieces: done.').waitFor()
  await look(hana, 'senior-educator-done')
  await hana.page.getByRole('link', { name: 'Portfolio' }).click()
  await hana.page
    .getByText(/Being a mentor/)
    .first()
    .waitFor()
  await look(hana, 'senior-portfolio')
  for (const visitor of [camila, hana, director]) expect(visitor.complaints).toEqual([])
})
