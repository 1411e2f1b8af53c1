// A pack of one's own: made in the browser, refused without a clause, chosen from a day on, seen before publishing.
import { expect, test } from 'vitest'
import { isSound, look, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

test('a programme makes a pack of its own, chooses it, and sees what a draft would bring', async () => {
  const visitor = await scene.come('theodore-lacombiere', '/programmes/bwh-dr/hours')
  const { page } = visitor
  await page.getByRole('link', { name: /Common program requirements/ }).click()
  await page.getByRole('heading', { name: 'Rules about hours' }).waitFor()
  await page.getByRole('button', { name: 'Rules', exact: true }).first().click()
  await page.getByText('At most 80 hours a week on the average').waitFor()
  await look(visitor, 'packs')

  await page.getByRole('button', { name: 'Make a copy' }).click()
  await page.getByLabel('Name', { exact: true }).fill('House rules')
  const clause = page.getByLabel('Clause').first()
  await clause.fill('')
  await page.getByText('The rule DH-80 has no clause: where is it written?').waitFor()
  expect(await page.getByRole('button', { name: 'Save the pack' }).isDisabled()).toBe(true)
  await look(visitor, 'packs-edit')
  await clause.fill('Handbook 4.1')
  await page.getByLabel('Hours', { exact: true }).first().fill('30')

  // The same as JSON; what is no JSON is said, and nothing is lost.
  await page.getByText('As JSON', { exact: true }).click()
  const json = page.getByLabel('The pack, as a file has it')
  const whole = await json.inputValue()
  expect(JSON.parse(whole).rules[0]).toMatchObject({
    clause: 'Handbook 4.1',
    params: { hours: 30 },
  })
  await json.fill(whole.slice(0, -3))
  await page.getByText(/This is no JSON/).waitFor()
  await isSound(page)
  await json.fill(whole)
  await page.getByRole('button', { name: 'Save the pack' }).click()
  await page.getByText(/Version 1 of .* is saved/).waitFor()

  await page.getByLabel('Pack', { exact: true }).selectOption({ label: 'House rules, version 1' })
  await page.getByLabel(/would break a core rule/).check()
  await page.getByRole('button', { name: 'Judge by it' }).click()
  await page.getByText('in force', { exact: true }).waitFor()
  await picture(page, 'packs-chosen')
  await page.getByText(/Hours are judged by “House rules”, version 1/).waitFor()

  // A trainee reads the rules and changes nothing.
  const trainee = await scene.come('elif-karadenizli', '/programmes/bwh-dr/hours/rules', {
    ...PHONE,
    scheme: 'dark',
  })
  await trainee.page.getByText(/Hours are judged by “House rules”/).waitFor()
  expect(await trainee.page.getByRole('button', { name: 'New pack' }).count()).toBe(0)
  await isSound(trainee.page)

  await page.goto('/programmes/bwh-dr')
  await page.locator('.page-actions a[href*="/plans/"]').first().click()
  await page.getByRole('button', { name: 'Publish…' }).click()
  await page.getByText(/Work hours: \d+ findings? would come with this draft/).waitFor()
  await page
    .getByText(/It comes of \d+ days? of/)
    .first()
    .waitFor()
  await page.getByLabel('Publish all the same, because').waitFor()
  await look(visitor, 'publish-hours')
  await page.getByRole('button', { name: 'Not yet' }).click()

  // The same beside the grid, without a dialog over it.
  await page.getByRole('button', { name: /must-fix/ }).click()
  await page.getByRole('tab', { name: 'Hours' }).click()
  await page
    .getByText(/It comes of \d+ days? of/)
    .first()
    .waitFor()
  await page.getByText('is published only with a reason', { exact: false }).waitFor()
  await isSound(page)
  await picture(page, 'year-hours-panel')
})
