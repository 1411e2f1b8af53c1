// Can a year be planned week by week, handed in, sent back, mended, agreed to, and put into the year?
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, PHONE, picture, violations } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const CLASS = '/programmes/bwh-dr/study-plans'

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })
const piece = (page: Page, name: string) =>
  page.getByRole('group', { name: 'The year, week by week' }).getByRole('button', { name })
const saved = (page: Page) => page.getByText(/^Saved/).waitFor()
const weeks = async (page: Page, count: number) => {
  await page.getByLabel('Weeks', { exact: true }).fill(String(count))
  await saved(page)
}

test('a trainee plans a year, is refused 47 weeks, mends what came back, and it reaches the draft', async () => {
  const trainee = await scene.come('jia-wei-liangcao', '/')
  const { page } = trainee
  await page.getByText('Plan your year').click()
  await page.getByText('0 of 46').waitFor()
  await page.getByLabel('Where I want to go').fill('Musculoskeletal imaging')
  await page.getByLabel('Adviser').selectOption('orla-fitzsimonsen')
  await button(page, 'Add Mini-fellowship in musculoskeletal imaging').click()
  await page.getByText('16 of 46').waitFor()
  await button(page, 'Add Emergency and trauma').click()
  await weeks(page, 12)
  await button(page, 'Add Vacation').click()
  await button(page, 'Add Cancer imaging at Dana-Farber').click()
  await weeks(page, 16)
  await page.getByText('46 of 46').waitFor()
  await page.getByText('Nothing stands in the way.').waitFor()
  await look(trainee, 'builder')

  // By the keyboard: a week longer is one too many, and is refused with both numbers.
  await piece(page, 'Cancer imaging').press('Shift+ArrowRight')
  await page.getByText('47 of 46').waitFor()
  await saved(page)
  await button(page, 'Hand it in').click()
  await page.getByText('It cannot be handed in yet.').waitFor()
  await page.getByText('Your plan has 47 weeks; this year leaves 46').first().waitFor()
  await look(trainee, 'refused')
  await page.keyboard.press('Control+z')
  await page.getByText('46 of 46').waitFor()
  // Dragged by a mouse three weeks to the right, and back by the arrows.
  const box = (await piece(page, 'Cancer imaging').boundingBox())!
  const track = (await page.locator('.ribbon-track').boundingBox())!
  await page.mouse.move(box.x + 30, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 30 + (track.width / 52) * 3, box.y + 20, { steps: 5 })
  await page.mouse.up()
  await piece(page, 'Cancer imaging at Dana-Farber 16 weeks from week 34').waitFor()
  for (let nth = 0; nth < 3; nth++) await piece(page, 'Cancer imaging').press('ArrowLeft')
  await piece(page, 'Cancer imaging at Dana-Farber 16 weeks from week 31').waitFor()
  await saved(page)
  // A second device: what it puts is refused with both, and stays until one is kept.
  const tablet = await scene.come('jia-wei-liangcao', `${CLASS}/jia-wei-liangcao`)
  await tablet.page.getByText('46 of 46').waitFor()
  await page.getByLabel('Where I want to go').fill('Musculoskeletal imaging, then teaching')
  await saved(page)
  await page.waitForTimeout(900)
  await tablet.page.getByLabel('Where I want to go').fill('Something else')
  await tablet.page.getByText('Your plan was changed on another device.').waitFor()
  await button(tablet.page, 'Keep what is there').click()
  await expect
    .poll(() => tablet.page.getByLabel('Where I want to go').inputValue())
    .toBe('Musculoskeletal imaging, then teaching')

  await button(page, 'Hand it in').click()
  await page.getByText('handed in', { exact: true }).waitFor()

  const adviser = await scene.come('orla-fitzsimonsen', '/', PHONE)
  await adviser.page.getByText('1 plan waits for you').waitFor()
  await picture(adviser.page, 'waiting-390-light')
  await adviser.page.getByText('Jia-Wei Liangcao').click()
  await button(adviser.page, 'Agree').waitFor()
  await look(adviser, 'judging')
  await adviser.page
    .getByLabel('A word to the trainee')
    .fill('Say what you want of the cancer weeks.')
  await button(adviser.page, 'Send it back').click()
  await adviser.page.getByText('draft', { exact: true }).waitFor()

  const phone = await scene.come('jia-wei-liangcao', '/', PHONE)
  await phone.page.getByText('Sent back with a word').click()
  await phone.page.getByText('Say what you want of the cancer weeks.').first().waitFor()
  await look(phone, 'phone')
  await button(phone.page, 'Add to my year').click()
  await phone.page.getByLabel('Find an elective').fill('thoracic')
  await picture(phone.page, 'sheet-390-light')
  expect(await violations(phone.page)).toEqual([])
  await button(phone.page, 'Close').click()
  await phone.page.getByRole('button', { name: /^CAN Cancer imaging/ }).click()
  await phone.page
    .getByLabel('Why', { exact: true })
    .fill('Follow patients through their treatment')
  await phone.page.getByLabel('Why', { exact: true }).blur()
  expect(await violations(phone.page)).toEqual([])
  await picture(phone.page, 'change-390-light')
  await button(phone.page, 'Close').click()
  await saved(phone.page)
  await button(phone.page, 'Hand it in').click()
  await phone.page.getByText('handed in', { exact: true }).waitFor()

  await adviser.page.goto('/')
  await adviser.page.getByText('Jia-Wei Liangcao').click()
  await button(adviser.page, 'Agree').click()
  await button(adviser.page, 'Take my step back').waitFor()
  const director = await scene.come('josephine-harrowgate', '/')
  await director.page.getByText('2 plans wait for you').waitFor()
  await director.page.getByRole('link', { name: /Jia-Wei Liangcao/ }).click()
  await button(director.page, 'Agree').click()
  await director.page.getByText('approved', { exact: true }).waitFor()
  await look(director, 'approved')

  const planner = await scene.come('theodore-lacombiere', CLASS)
  await planner.page.getByText('11 plans.').waitFor()
  await look(planner, 'class')
  await planner.page.getByLabel('Find a person or an elective').fill('jia-wei')
  await button(planner.page, 'Put into the year').click()
  await planner.page.getByText('46 weeks of').waitFor()
  await picture(planner.page, 'placed-1440-light')
  expect(await violations(planner.page)).toEqual([])
  await planner.page.getByRole('link', { name: 'See the year' }).click()
  await planner.page.getByText('Liangcao').first().waitFor()

  await page.reload()
  await page.getByText('put it into the year').waitFor()
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await picture(page, 'print')
  for (const visitor of [trainee, tablet, adviser, phone, director, planner])
    expect(visitor.complaints.filter((one) => !one.includes('409'))).toEqual([])
})
