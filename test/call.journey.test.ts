// A director plans three months of call, looks at the shares, publishes; a resident reads it on a phone.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, type Look, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
async function enterAs(institution: string, person: string, look: Look): Promise<Page> {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, institution, person)
  return visitor.page
}
async function keep(page: Page, name: string) {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/call-${name}.png`, fullPage: true })
}
async function isSound(page: Page) {
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  )
}
type View = {
  calls: { id: string; person: string; kind: string; on: string }[]
  proposal: { state: string } | null
}
const viewOf = async (page: Page) =>
  (await (await page.request.get('/api/programmes/bwh-dr/call')).json()) as View
const dayAhead = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('call is planned for a range, looked at with its hours, published, and read on a phone in the dark', async () => {
  const director = await enterAs('brigham', 'josephine-harrowgate', DESKTOP)
  await director.goto('/programmes/bwh-dr/call')
  await director.getByRole('heading', { name: 'Call', exact: true }).waitFor()
  await isSound(director)
  await keep(director, 'desktop')

  await director.getByRole('button', { name: 'Plan a range' }).click()
  const [soon, later] = [dayAhead(3), dayAhead(30)]
  await director.getByLabel('First day').fill(soon)
  await director.getByLabel('Last day').fill(later)
  await isSound(director)
  await director.getByRole('button', { name: 'Plan', exact: true }).click()
  await director.getByText(/^Being planned/).waitFor()
  await director.getByText(/A legal roster is found/).waitFor({ timeout: 60_000 })
  await isSound(director)
  await keep(director, 'desktop-planning')
  await director.getByRole('button', { name: 'Stop, keep the best so far' }).click()
  await director.getByRole('button', { name: 'Publish' }).waitFor({ timeout: 120_000 })
  await director
    .getByText(/work hours/i)
    .first()
    .waitFor()
  await isSound(director)
  await keep(director, 'desktop-planned')
  await director.getByRole('button', { name: 'Publish' }).click()
  await director.getByText('Published.').waitFor()
  await director.getByRole('region', { name: 'Planned calls' }).waitFor({ state: 'detached' })
  const view = await viewOf(director)
  expect(view.proposal).toBeNull()
  expect(view.calls.filter(({ on }) => on >= soon && on <= later).length).toBeGreaterThan(50)
  await director.getByText('In figures').click()
  await isSound(director)
  await keep(director, 'desktop-shares')

  const phone = await enterAs('brigham', 'josephine-harrowgate', { ...PHONE, scheme: 'dark' })
  await phone.goto('/programmes/bwh-dr/call')
  await phone.getByRole('heading', { name: 'Call', exact: true }).waitFor()
  await phone.getByRole('button', { name: 'After' }).click()
  await isSound(phone)
  await keep(phone, 'phone-dark')
})

test('a kind and a holiday are set in the browser with findings while typing, and taken back', async () => {
  const director = await enterAs('brigham', 'josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/programmes/bwh-dr/call')
  await director.getByRole('button', { name: 'Add a kind' }).click()
  const dialog = director.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Late reads')
  await dialog.getByLabel('Code').fill('SHC')
  await dialog.getByText('Short call has the code SHC already.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true)
  await dialog.getByLabel('Code').fill('LATE')
  await dialog.getByLabel('Fri from').fill('')
  await dialog.getByText('1 person needed on Friday, but it has no hours then.').waitFor()
  await isSound(director)
  await keep(director, 'kind-dark')
  await dialog.getByLabel('Fri people').fill('0')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await director.getByText('Late reads is added.').waitFor()
  await director.getByRole('heading', { name: /Late reads/ }).waitFor()
  await director.getByRole('button', { name: 'Undo' }).click()
  await director.getByRole('heading', { name: /Late reads/ }).waitFor({ state: 'detached' })

  const form = director.getByRole('form', { name: 'New holiday' })
  await form.getByLabel('Day').fill('1999-01-01')
  await form.getByText(/is not in a year that is planned/).waitFor()
  await form.getByLabel('Day').fill(dayAhead(12))
  await form.getByLabel('Name').fill('Founders’ Day')
  await form.getByRole('button', { name: 'Add holiday' }).click()
  await director.getByRole('button', { name: 'Remove Founders’ Day' }).click()
  await director.getByText('Founders’ Day is an ordinary day again.').waitFor()

  const phone = await enterAs('brigham', 'josephine-harrowgate', PHONE)
  await phone.goto('/programmes/bwh-dr/call')
  await phone.getByRole('button', { name: 'Change Short call' }).click()
  await phone.getByRole('dialog').getByLabel('Name').waitFor()
  await isSound(phone)
  await keep(phone, 'phone-kind')
})

test('somebody is ill: on a phone two taps find who comes, and the receipt says who is told', async () => {
  const phone = await enterAs('brigham', 'josephine-harrowgate', PHONE)
  const call = (await viewOf(phone)).calls.find(
    ({ kind, on }) => kind === 'call-weekend' && on >= dayAhead(1),
  )!
  await phone.goto('/programmes/bwh-dr/call')
  if (call.on.slice(0, 7) !== dayAhead(0).slice(0, 7))
    await phone.getByRole('button', { name: 'After' }).click()
  await phone.locator(`[data-call="${call.id}"]`).click()
  await phone.getByRole('dialog').waitFor()
  await isSound(phone)
  await keep(phone, 'phone-call')
  await phone.getByRole('link', { name: /cannot come: find somebody/ }).click()
  await phone.getByRole('heading', { name: 'Who comes instead' }).waitFor()
  await phone.getByText(/people cannot, and why/).click()
  await isSound(phone)
  await keep(phone, 'phone-relief')
  await phone.getByLabel('Why (goes to no letter)').fill('Ill')
  await phone
    .getByRole('button', { name: / comes$/ })
    .first()
    .click()
  await phone.getByRole('status', { name: 'Receipt' }).waitFor()
  await phone.getByText(/in place of/).waitFor()
  await isSound(phone)
  await keep(phone, 'phone-receipt')
  const now = (await viewOf(phone)).calls.find(({ id }) => id === call.id)!
  expect(now.person).not.toBe(call.person)
})

test('a resident asks for a free day on a phone and takes it back', async () => {
  const resident = await enterAs('brigham', await someResident(), { ...PHONE, scheme: 'dark' })
  await resident.goto('/programmes/bwh-dr/call')
  await resident.getByRole('button', { name: 'Ask for a day' }).click()
  await isSound(resident)
  await keep(resident, 'phone-wish')
  await resident.getByRole('button', { name: 'Ask', exact: true }).click()
  await resident.getByText('rather no call').waitFor()
  await resident.getByRole('button', { name: /^Take back/ }).click()
  await resident.getByText('Taken back.').waitFor()
  expect(await resident.getByRole('button', { name: 'Plan a range' }).count()).toBe(0)
})

/** Somebody who trains there, as the page of a director names them. */
async function someResident(): Promise<string> {
  const director = await enterAs('brigham', 'josephine-harrowgate', DESKTOP)
  return (await viewOf(director)).calls.find(({ kind }) => kind === 'call-buddy')!.person
}
