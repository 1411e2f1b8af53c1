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
