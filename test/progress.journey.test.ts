// From an application on a phone to a changed checklist: does the road to graduation work for both sides?
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, PHONE, picture, violations } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const ESIR = /Early specialisation in IR/

const item = (page: Page, id: string) => page.locator(`[data-item="${id}"]`)
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

test('BW-63 to BW-66: an R2 applies on a phone, is admitted, and the fourth year asks for more', async () => {
  const resident = await scene.enter('yael-rosenkrantz', PHONE)
  await resident.goto('/')
  await resident.getByRole('link', { name: 'What is left until the end' }).click()
  await resident.getByRole('heading', { name: 'Checklist of Yael Rosenkrantz' }).waitFor()
  expect(await item(resident, 'esir-r4').count()).toBe(0)
  expect(await violations(resident)).toEqual([])
  expect(await isTooWide(resident)).toBe(false)
  await picture(resident, 'progress-phone-before')
  await resident.getByRole('button', { name: /Apply for Early specialisation/ }).click()
  await resident.getByLabel('Why').fill('I want to treat what I read.')
  expect(await violations(resident)).toEqual([])
  await resident.getByRole('button', { name: 'Apply', exact: true }).click()
  await resident.getByRole('button', { name: /Withdraw from Early/ }).waitFor()

  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/programmes/bwh-dr')
  await director.getByRole('link', { name: 'The class' }).click()
  await director.getByRole('heading', { name: 'To decide 2' }).waitFor()
  await picture(director, 'progress-class')
  expect(await violations(director)).toEqual([])
  const admit = director.getByRole('button', { name: 'Admit: Yael Rosenkrantz' })
  await admit.click()
  await director.getByText(/asks for good standing, and nobody has said so/).waitFor()
  await director.getByLabel('Yael Rosenkrantz is in good standing').check()
  await admit.click()
  await director.getByText(/Yael Rosenkrantz is admitted/).waitFor()
  // The last place of this class is taken; the other applicant is told so, not lost.
  await director.getByLabel('Giorgos Papalexis is in good standing').check()
  await director.getByRole('button', { name: 'Admit: Giorgos Papalexis' }).click()
  await director.getByText(/has 2 places in a class, and all are taken/).waitFor()

  await resident.reload()
  await item(resident, 'esir-r4').waitFor()
  expect(await item(resident, 'esir-r4').textContent()).toMatch(ESIR)
  await picture(resident, 'progress-phone-after')
})

test('evidence is entered on a phone, taken back with undo, and waived with a reason by a planner', async () => {
  const resident = await scene.enter('bogdan-ionescu-pall', { ...PHONE, scheme: 'dark' })
  await resident.goto('/people/bogdan-ionescu-pall/checklist')
  const row = item(resident, 'es-1')
  await row.locator('summary').click()
  expect(await row.textContent()).toContain('345 of 500 procedures')
  await row.getByRole('button', { name: 'Add evidence' }).click()
  await resident.getByLabel('What').selectOption('esir-procedures')
  await resident.getByLabel('How many procedures').fill('155')
  await resident.getByLabel('Note').fill('Log of the autumn')
  await resident.getByRole('button', { name: 'Enter it' }).click()
  await expect.poll(() => row.textContent()).toContain('500 of 500 procedures')
  expect(await violations(resident)).toEqual([])
  expect(await isTooWide(resident)).toBe(false)
  await picture(resident, 'progress-phone-dark')
  await resident.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => row.textContent()).toContain('345 of 500 procedures')

  const director = await scene.enter('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/people/bogdan-ionescu-pall/checklist')
  const quality = item(director, 'quality')
  await quality.locator('summary').click()
  await quality.getByRole('button', { name: 'Waive' }).click()
  await director.getByLabel('Reason').fill('A project of the year before counts.')
  await director.getByRole('button', { name: 'Waive it' }).click()
  await expect.poll(() => quality.textContent()).toContain('A project of the year before counts.')
  expect(await violations(director)).toEqual([])
  await picture(director, 'progress-desk-dark')
})

test('the class by keyboard: arrows tell, and Enter opens the person', async () => {
  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/programmes/bwh-dr/class')
  await director.locator('[data-at="0,0"]').focus()
  const told = () => director.locator('.progress-told').textContent()
  const first = await told()
  await director.keyboard.press('ArrowDown')
  expect(await told()).not.toBe(first)
  await director.keyboard.press('ArrowRight')
  expect(await told()).toContain('Nuclear medicine in the fourth year')
  await director.keyboard.press('Enter')
  await director.getByRole('heading', { name: /^Checklist of/ }).waitFor()
})

test('BW-67: who has completed the pathway has a letter to print', async () => {
  const director = await scene.enter('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/programmes/bwh-dr/class')
  const complete = () =>
    director.getByRole('button', { name: 'Mark completed: Jia-Wei Liangcao' }).click()
  await complete()
  await director
    .getByText(/Jia-Wei Liangcao has not completed it yet/)
    .first()
    .waitFor()
  // What is open is waived with the reason, one by one, before there is a letter.
  const asked = await director.request.get(
    `${scene.server.url}/api/people/jia-wei-liangcao/checklist`,
  )
  const { items } = (await asked.json()) as {
    items: { id: string; state: string; pathway: { id: string } | null }[]
  }
  const open = items.filter(({ state, pathway }) => pathway?.id === 'esir' && state !== 'done')
  expect(open.length).toBeGreaterThan(0)
  for (const { id } of open) {
    await director.goto('/people/jia-wei-liangcao/checklist')
    const row = item(director, id)
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Waive' }).click()
    await director.getByLabel('Reason').fill('Done at the hospital of the year before.')
    await director.getByRole('button', { name: 'Waive it' }).click()
    await expect.poll(() => row.textContent()).toContain('Done at the hospital')
  }
  await director.goto('/programmes/bwh-dr/class')
  await complete()
  await director.getByRole('link', { name: 'Letter for Jia-Wei Liangcao' }).click()
  await director.getByText(/second year of an independent IR residency/).waitFor()
  expect(await director.getByText(/^Waived: Done at the hospital/).count()).toBeGreaterThan(0)
  expect(await violations(director)).toEqual([])
  await picture(director, 'progress-letter')
})

test('what a resident has entered is confirmed from the first page of who plans', async () => {
  const resident = await scene.enter('camila-restreponi', PHONE)
  await resident.goto('/people/camila-restreponi/checklist')
  const row = item(resident, 'life-support')
  await row.locator('summary').click()
  await row.getByRole('button', { name: 'Add evidence' }).click()
  await resident.getByLabel('Note').fill('Course of the autumn')
  await resident.getByRole('button', { name: 'Enter it' }).click()
  await expect.poll(() => row.textContent()).toContain('not confirmed yet')
  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/')
  await director.getByText(/to confirm/).waitFor()
  expect(await violations(director)).toEqual([])
  await director.goto('/people/camila-restreponi/checklist')
  const seen = item(director, 'life-support')
  await seen.locator('summary').click()
  await seen.getByRole('button', { name: 'Confirm: Course of the autumn' }).click()
  await expect.poll(() => seen.textContent()).not.toContain('not confirmed yet')
  await director.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => seen.textContent()).toContain('not confirmed yet')
})

test('a new version of what is asked: numbers are set, something is added, and it binds later classes', async () => {
  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/programmes/bwh-dr/class')
  await director.getByRole('link', { name: 'What is asked' }).click()
  await director.getByRole('button', { name: /^From 1 Jul 2026/ }).waitFor()
  expect(await violations(director)).toEqual([])
  await director.getByRole('button', { name: 'New version' }).click()
  await director.getByLabel('Breast imaging: at least, weeks').fill('14')
  await director.getByRole('button', { name: 'Ask something more' }).click()
  await director.getByLabel('What', { exact: true }).fill('Teaching sessions')
  await director.getByLabel('As', { exact: true }).selectOption('count')
  await director.getByLabel('Of what').fill('sessions')
  expect(await violations(director)).toEqual([])
  await director.getByRole('button', { name: 'Ask it' }).click()
  await director.getByText('At least 4 sessions').waitFor()
  // What is being written outlives a reload.
  await director.reload()
  await director.getByText('At least 4 sessions').waitFor()
  await picture(director, 'progress-curriculum')
  await director.setViewportSize({ width: PHONE.width, height: PHONE.height })
  expect(await violations(director)).toEqual([])
  expect(await isTooWide(director)).toBe(false)
  await picture(director, 'progress-curriculum-phone')
  await director.getByRole('button', { name: 'Put it in force' }).click()
  await director.getByRole('button', { name: /^From 1 Jul 2027/ }).click()
  await director.getByText(/At least 14 weeks: Breast/).waitFor()
  // Whoever trains already keeps the version under which they began.
  await director.goto('/people/sakura-minamikawa/checklist')
  await item(director, 'breast').waitFor()
  expect(await item(director, 'breast').textContent()).toContain('of 12 weeks')
})

test('BW-191: the portfolio is printed, and taken along as a file', async () => {
  const resident = await scene.enter('aaliyah-washburn', PHONE)
  await resident.goto('/people/aaliyah-washburn/checklist')
  await resident.getByRole('link', { name: 'Portfolio' }).click()
  await resident.getByRole('heading', { name: 'Portfolio of Aaliyah Washburn' }).waitFor()
  expect(await violations(resident)).toEqual([])
  expect(await isTooWide(resident)).toBe(false)
  await picture(resident, 'progress-portfolio-phone')
  const [file] = await Promise.all([
    resident.waitForEvent('download'),
    resident.getByRole('button', { name: 'Take it along' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^portfolio Aaliyah Washburn .*\.json$/)
})
