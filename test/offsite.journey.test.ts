// From a wish on a phone to a confirmed stay: trainee, the director there, and who plans, each in a browser.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, type Look, PHONE, signInAs, violations, visit } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()

async function enterAs(person: string, look: Look): Promise<Page> {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, 'brigham', person)
  return visitor.page
}
async function keep(page: Page, name: string) {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/offsite-${name}.png`, fullPage: true })
}
async function isSound(page: Page) {
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  )
}

test('BW-91: a resident asks on a phone, the director there agrees without an account, the programme confirms', async () => {
  const resident = await enterAs('elif-karadenizli', PHONE)
  await resident.goto('/programmes/bwh-dr/stays')
  await resident.getByRole('heading', { name: 'Stays elsewhere' }).waitFor()
  await isSound(resident)
  await keep(resident, 'phone-list')
  await resident.getByRole('button', { name: 'Ask for a stay' }).click()
  await resident.getByLabel('Elective').selectOption('neuro-advanced')
  await resident.getByLabel('Site').selectOption('mass-eye-ear')
  await resident.getByLabel('Hospital and town').fill('Eye and Ear, Boston')
  await resident.getByLabel('From').fill('2027-04-05')
  await resident.getByLabel('Last day').fill('2027-05-02')
  await resident.getByLabel('What for').fill('Orbit, before a fellowship.')
  await resident.getByLabel('Director there').fill('Oriel Vandersloot')
  await resident.getByLabel('Address of the director').fill('oriel@example.org')
  await isSound(resident)
  await keep(resident, 'phone-dialog')
  await resident.getByRole('button', { name: 'Begin' }).click()
  await resident.getByRole('heading', { name: 'Eye and Ear, Boston' }).waitFor()
  const address = resident.url()
  await resident.getByRole('checkbox', { name: 'Contact found there' }).click()
  await resident.getByRole('heading', { name: 'Settled 1 of 4' }).waitFor()
  await resident.getByRole('checkbox', { name: 'Credentials there' }).click()
  await resident.getByRole('button', { name: 'Ask for it' }).click()
  await resident.getByText('asked for', { exact: true }).waitFor()
  await isSound(resident)
  await keep(resident, 'phone-stay')

  const coordinator = await enterAs('theodore-lacombiere', DESKTOP)
  await coordinator.goto('/')
  await coordinator.getByRole('link', { name: /Elif Karadenizli: Eye and Ear/ }).click()
  await coordinator.getByRole('button', { name: 'Confirm', exact: true }).click()
  await coordinator
    .getByText(/2 of 4 tasks are open/)
    .first()
    .waitFor()
  await coordinator.getByRole('button', { name: 'Send a letter with a link' }).click()
  await coordinator.getByText(/Asked by letter/).waitFor()
  await coordinator.getByRole('checkbox', { name: 'Letter of agreement signed' }).click()
  await coordinator.getByRole('button', { name: 'More about Liability cover' }).click()
  await coordinator.getByLabel('How it stands').selectOption('not-needed')
  await coordinator.getByLabel('Why it is not needed').fill('Ours holds there.')
  await isSound(coordinator)
  await coordinator.getByRole('button', { name: 'Save' }).click()
  await coordinator.getByRole('heading', { name: 'Settled 4 of 4' }).waitFor()
  await keep(coordinator, 'desk-stay')

  // The letter of the demo is shown on the page of letters; the director has no account.
  const letters = await coordinator.request.get('/api/mail')
  const { mail } = (await letters.json()) as { mail: { to: string; text: string }[] }
  const letter = mail.find(({ to }) => to === 'oriel@example.org')!
  const link = new URL(/https?:\/\/\S+\/stay\/\S+/.exec(letter.text)![0])
  const outside = await visit(scene.browser, scene.server.url, { ...PHONE, scheme: 'dark' })
  await outside.page.goto(link.pathname)
  await outside.page.getByRole('heading', { name: /Elif Karadenizli would like to come/ }).waitFor()
  await isSound(outside.page)
  await keep(outside.page, 'phone-outside')
  await outside.page.getByRole('button', { name: 'I agree' }).click()
  await outside.page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await outside.page.goto(link.pathname)
  await outside.page.getByRole('heading', { name: 'This link leads nowhere' }).waitFor()

  await coordinator.reload()
  await coordinator.getByText('Nothing is lacking.').waitFor()
  await coordinator.getByRole('button', { name: 'Confirm', exact: true }).click()
  await coordinator.getByText(/Confirmed by Théodore Lacombière/).waitFor()
  await coordinator.getByRole('button', { name: 'Undo' }).last().click()
  await coordinator.getByRole('button', { name: 'Confirm', exact: true }).click()
  await coordinator.getByText(/Confirmed by Théodore Lacombière/).waitFor()
  await resident.goto(address)
  await resident.getByText('confirmed', { exact: true }).waitFor()
  expect(await resident.getByRole('button', { name: 'Change' }).count()).toBe(0)
})

test('agreements as bands over the months: one is written down, ended, and taken back', async () => {
  const director = await enterAs('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/programmes/bwh-dr')
  await director.getByRole('link', { name: 'Stays elsewhere' }).click()
  await director.getByRole('figure', { name: 'Agreements and stays over the months' }).waitFor()
  await director.getByText('ends soon').first().waitFor()
  await isSound(director)
  await keep(director, 'desk-dark')
  await director.getByRole('button', { name: 'Write down an agreement' }).click()
  await director.getByLabel('With', { exact: true }).selectOption('dfci')
  await director.getByLabel('Last day').fill('2029-06-30')
  await director.getByRole('button', { name: 'Write it down' }).click()
  await director.getByRole('heading', { name: 'Agreements 4' }).waitFor()
  await director.getByRole('button', { name: 'End it: Letter of agreement with Dana' }).click()
  await director.getByRole('heading', { name: 'Agreements 3' }).waitFor()
  await director.getByRole('button', { name: 'Undo' }).last().click()
  await director.getByRole('heading', { name: 'Agreements 4' }).waitFor()
  expect(await director.getByText('ends soon').count()).toBe(1)
})

test('who has no stay yet sees agreements and the next step on a phone too', async () => {
  const resident = await enterAs('yael-rosenkrantz', { ...PHONE, scheme: 'dark' })
  await resident.goto('/programmes/bwh-dr/stays')
  await resident.getByRole('button', { name: 'Ask for a stay' }).first().waitFor()
  expect(await violations(resident)).toEqual([])
  await keep(resident, 'phone-none')
})
