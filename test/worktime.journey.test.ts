// Hours on a phone: a week confirmed in one tap, a day corrected, and the hours of the class on a desk.
import { expect, test } from 'vitest'
import { DESKTOP, isSound, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

test('one tap confirms a week; three correct a day; the planner sees the class', async () => {
  const page = await scene.enter('nasrin-tehranchi', PHONE)
  await page.goto('/')
  await page
    .getByRole('link', { name: /^The week of/ })
    .last()
    .click()
  await page.getByRole('heading', { name: 'My hours' }).waitFor()
  await page.getByText('to confirm', { exact: true }).first().waitFor()
  await isSound(page)
  await picture(page, 'hours-phone-open')
  await page.getByRole('button', { name: 'This is what I worked' }).click()
  await page.locator('.page-title').getByText('confirmed', { exact: true }).waitFor()

  await page.getByRole('button', { name: /^Something more on Tue/ }).click()
  await page.getByLabel('What', { exact: true }).selectOption('education')
  await page.getByLabel('From').fill('12:00')
  await page.getByLabel('To', { exact: true }).fill('12:00')
  await isSound(page)
  await page.getByLabel('To', { exact: true }).fill('13:00')
  await page.getByRole('button', { name: 'That was it' }).click()
  await page.getByRole('button', { name: 'Confirm the change' }).click()
  await expect.poll(() => page.getByText('12:00 to 13:00').count()).toBe(1)
  await page.reload()
  await page.getByText('12:00 to 13:00').waitFor()
  await picture(page, 'hours-phone-confirmed')

  const director = await scene.enter('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/programmes/bwh-dr')
  await director.getByRole('link', { name: 'Hours', exact: true }).click()
  await director.getByRole('heading', { name: 'Hours of the class' }).waitFor()
  await isSound(director)
  await picture(director, 'hours-desk-class')
  await director.getByRole('link', { name: 'Nasrin Tehranchi' }).first().click()
  await director.getByRole('heading', { name: 'Hours of Nasrin Tehranchi' }).waitFor()
})

test('without a network a week is kept on the phone, and sent when there is one', async () => {
  const page = await scene.enter('elif-karadenizli', PHONE)
  await page.goto('/')
  const weeks = page.getByRole('region', { name: 'Hours' }).getByRole('link')
  await weeks.first().click()
  await page.getByRole('heading', { name: 'My hours' }).waitFor()
  const address = page.url()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^Something more on Tue/ }).click()
  await page.getByLabel('From').fill('18:00')
  await page.getByLabel('To', { exact: true }).fill('19:30')
  await page.getByRole('button', { name: 'That was it' }).click()
  await page.getByRole('button', { name: 'This is what I worked' }).click()
  await page.getByText('Kept on this device; sent when you are online.').waitFor()
  await isSound(page)
  await picture(page, 'hours-phone-kept')
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.getByText('kept on this device, sent when you are online').waitFor()

  await page.context().setOffline(false)
  await page.getByText(/is sent and confirmed/).waitFor()
  await page.goto(address)
  await page.locator('.page-title').getByText('confirmed', { exact: true }).waitFor()
  await page.getByText('18:00 to 19:30').waitFor()
  expect(
    await page.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.startsWith('isocenter.hours')),
    ),
  ).toEqual([])
})

test('what was closed or changed meanwhile is not lost when it is refused', async () => {
  const page = await scene.enter('elif-karadenizli', PHONE)
  await page.goto('/')
  await page.getByRole('region', { name: 'Hours' }).getByRole('link').first().click()
  await page.getByRole('button', { name: 'This is what I worked' }).waitFor()
  const address = page.url()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^Something more on Wed/ }).click()
  await page.getByLabel('From').fill('20:00')
  await page.getByLabel('To', { exact: true }).fill('21:00')
  await page.getByRole('button', { name: 'That was it' }).click()
  await page.getByRole('button', { name: 'This is what I worked' }).click()
  await page.getByText('Kept on this device; sent when you are online.').waitFor()

  // Meanwhile the same week is confirmed at a desk.
  const desk = await scene.enter('elif-karadenizli', DESKTOP)
  await desk.goto(address)
  await desk.getByRole('button', { name: 'This is what I worked' }).click()
  await desk.locator('.page-title').getByText('confirmed', { exact: true }).waitFor()

  await page.context().setOffline(false)
  await page.getByText(/was sent and not taken/).waitFor()
  await page.getByText('Sent when you were online again, and not taken').waitFor()
  await isSound(page)
  await picture(page, 'hours-phone-late')
  await page.reload()
  await page.getByRole('button', { name: 'Show what I entered' }).click()
  await page.getByText('20:00 to 21:00').waitFor()
  await page.getByRole('button', { name: 'Confirm the change' }).click()
  await expect.poll(() => page.getByText('Sent when you were online again').count()).toBe(0)
  await page.reload()
  await page.getByText('20:00 to 21:00').waitFor()
  expect(await page.getByText('Sent when you were online again').count()).toBe(0)
})

test('what a broken rule came of is said on a phone, and counted for who plans', async () => {
  const page = await scene.enter('aaliyah-washburn', PHONE)
  await page.goto('/')
  await page.getByRole('region', { name: 'Hours' }).getByRole('link').last().click()
  await page.getByRole('button', { name: 'This is what I worked' }).waitFor()
  // Two days with six hours between them.
  const put = async (name: RegExp, from: string, to: string) => {
    await page.getByRole('button', { name }).click()
    await page.getByLabel('From').fill(from)
    await page.getByLabel('To', { exact: true }).fill(to)
    await page.getByRole('button', { name: 'That was it' }).click()
  }
  await put(/^Something more on Tue/, '06:00', '23:30')
  await put(/^Something more on Wed/, '05:30', '19:00')
  await page.getByRole('button', { name: 'This is what I worked' }).click()
  await page
    .getByRole('button', { name: /^What it came of/ })
    .first()
    .click()
  await page.getByLabel('It came of', { exact: true }).selectOption('late-work')
  await page.getByLabel('In a sentence').fill('A trauma at the end of the day.')
  await isSound(page)
  await picture(page, 'hours-phone-cause')
  await page.getByRole('button', { name: 'Write it down' }).click()
  await page.getByText(/It came of late work/).waitFor()
  await isSound(page)
  await picture(page, 'hours-phone-caused')

  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/programmes/bwh-dr/hours')
  const causes = director.getByRole('region', { name: 'What it came of' })
  await causes.getByText('late work: cases at the end of the day').waitFor()
  expect(await causes.getByText('Aaliyah').count()).toBe(0)
  await isSound(director)
  await picture(director, 'hours-desk-causes')
})
