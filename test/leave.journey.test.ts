// From a wish on a phone to a day off in the year: a resident, a coordinator, undo.
import { expect, test } from 'vitest'
import { addDays, day, weekday } from '../src/kernel/day.ts'
import { DESKTOP, isSound, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const programme = 'bwh-dr'

const monday = (inDays: number) => {
  const from = addDays(day(new Date().toISOString().slice(0, 10)), inDays)
  return addDays(from, (8 - weekday(from)) % 7)
}

test('a resident asks on a phone; a coordinator approves what is clean at once; the year has it; undo takes it out', async () => {
  const resident = await scene.enter('zbigniew-lapinski', PHONE)
  await resident.goto('/')
  await resident.getByRole('link', { name: 'My leave' }).click()
  await resident.getByRole('heading', { name: 'My leave' }).waitFor()
  const form = resident.getByRole('form', { name: 'Ask for leave' })
  await form.getByLabel('First day').fill(monday(3))
  await form.getByLabel('Last day').fill(addDays(monday(3), 4))
  await form.getByText('Needs review', { exact: true }).waitFor()
  await form.getByText(/Vacation needs 30/).waitFor()
  await isSound(resident)
  await picture(resident, 'leave-phone-review')
  await form.getByLabel('First day').fill(monday(-21))
  await form.getByText('Cannot be asked for', { exact: true }).waitFor()
  expect(await form.getByRole('button', { name: 'Ask for it' }).isDisabled()).toBe(true)
  // Beyond the calls that are published already.
  const from = monday(112)
  const to = addDays(from, 4)
  await form.getByLabel('Last day').fill(to)
  await form.getByLabel('First day').fill(from)
  await form.getByText('Clean', { exact: true }).waitFor()
  await isSound(resident)
  await picture(resident, 'leave-phone-clean')
  await form.getByRole('button', { name: 'Ask for it' }).click()
  await resident.getByRole('heading', { name: 'My requests 1' }).waitFor()
  await resident.getByText('waits for whoever plans').waitFor()

  const coordinator = await scene.enter('theodore-lacombiere', DESKTOP)
  await coordinator.goto('/')
  const card = coordinator.getByRole('link', { name: /requests, \d clean/ })
  await card.waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'leave-desk-today')
  await card.click()
  await coordinator.getByRole('heading', { name: 'Leave', exact: true }).waitFor()
  await coordinator.getByText('Zbigniew Łapinski').first().waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'leave-desk-board')
  await coordinator.getByRole('button', { name: /^Approve all clean/ }).click()
  await coordinator.getByText('Approved; it stands in the year.').waitFor()
  await coordinator.getByRole('heading', { name: /^Decided/ }).waitFor()
  const isAway = async () => {
    const { days } = (await (
      await coordinator.request.get(`/api/programmes/${programme}/leave`)
    ).json()) as {
      days: { day: string; away: string[] }[]
    }
    return days.find((one) => one.day === from)!.away.includes('Zbigniew Łapinski')
  }
  expect(await isAway()).toBe(true)
  await resident.reload()
  await resident.getByText('approved', { exact: true }).waitFor()
  await picture(resident, 'leave-phone-approved')

  await coordinator.getByRole('button', { name: 'Undo' }).last().click()
  await coordinator.getByRole('button', { name: /^Approve all clean/ }).waitFor()
  await expect.poll(isAway).toBe(false)
  await resident.reload()
  await resident.getByText('waits for whoever plans').waitFor()
})

test('declined with an answer; the policy is changed and taken back; in the dark', async () => {
  const director = await scene.enter('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto(`/programmes/${programme}/leave`)
  const row = director.getByRole('listitem').filter({ hasText: 'Cecily Featherstone' }).first()
  await row.getByText('Needs review').waitFor()
  await isSound(director)
  await picture(director, 'leave-desk-dark')
  await row.getByRole('button', { name: /^Decline with an answer/ }).click()
  expect(await row.getByRole('button', { name: /^Decline: / }).isDisabled()).toBe(true)
  await row.getByLabel('Why not').fill('Ask a month before, please.')
  await row.getByRole('button', { name: /^Decline: / }).click()
  await director.getByText(/Ask a month before, please/).waitFor()
  await director.getByRole('button', { name: 'Types and policy' }).click()
  await director.getByLabel('Days of notice').fill('45')
  await isSound(director)
  await picture(director, 'leave-desk-policy')
  await director.getByRole('button', { name: 'Save' }).click()
  await director.getByText('Set.').waitFor()
  await director.getByRole('button', { name: 'Undo' }).last().click()
  const strip = director.getByRole('slider', { name: 'Day' })
  await strip.press('ArrowRight')
  expect(await strip.getAttribute('aria-valuenow')).toBe('1')

  const phone = await scene.enter('theodore-lacombiere', { ...PHONE, scheme: 'dark' })
  await phone.goto(`/programmes/${programme}/leave`)
  await phone.getByRole('heading', { name: 'Leave', exact: true }).waitFor()
  await isSound(phone)
  await picture(phone, 'leave-phone-board-dark')
  const mine = await scene.enter('bjorn-aasmundsen', { ...DESKTOP, scheme: 'dark' })
  await mine.goto(`/programmes/${programme}/leave/mine`)
  await mine.getByRole('heading', { name: 'My requests 1' }).waitFor()
  await isSound(mine)
  await picture(mine, 'leave-desk-mine-dark')
})
