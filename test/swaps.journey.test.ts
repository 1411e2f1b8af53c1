// A week in the life, on a phone: see a call, offer it, a colleague takes it, the chief approves, both see it.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, isSound, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
type Mine = { calls: { id: string; name: string; on: string }[] }
const callsOf = async (page: Page): Promise<Mine> =>
  (await (await page.request.get('/api/programmes/bwh-dr/calls')).json()) as Mine
type Ways = { proposals: { legs: { to: string }[]; says: string }[] }

type People = { people: { id: string; role: { role: string; level: string | null } }[] }

/** Somebody with a call ahead that somebody else could take, and who. */
async function findGiver(): Promise<{ person: string; call: string; taker: string }> {
  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  const { people } = (await (await director.request.get('/api/programmes/bwh-dr')).json()) as People
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  for (const { id: person } of people.filter(({ role }) => role.level === 'R3')) {
    const page = await scene.enter(person, PHONE)
    const { calls } = await callsOf(page)
    const call = calls.find(({ on, name }) => on > soon && name !== 'IR at home')
    const answer = call && (await page.request.get(`/api/programmes/bwh-dr/calls/${call.id}/ways`))
    const ways = answer ? ((await answer.json()) as Ways).proposals : []
    await page.context().close()
    const gift = ways.find(({ legs }) => legs.length === 1)
    if (call && gift && ways.some(({ legs }) => legs.length === 2))
      return { person, call: call.id, taker: gift.legs[0]!.to }
  }
  throw new Error('Nobody can trade anything.')
}

test('a call is offered on a phone, taken by a colleague, approved, and in both years at once', async () => {
  const { person, call, taker } = await findGiver()
  const giver = await scene.enter(person, PHONE)
  await giver.goto('/')
  await giver.getByRole('link', { name: 'My calls' }).click()
  await giver.getByRole('heading', { name: 'My calls' }).waitFor()
  await isSound(giver)
  await picture(giver, 'swaps-phone-mine')
  const before = await callsOf(giver)
  const nth = before.calls.findIndex(({ id }) => id === call)
  await giver
    .getByRole('button', { name: /^Trade / })
    .nth(nth)
    .click()
  await giver.getByRole('heading', { name: 'Trades that break nothing' }).waitFor()
  await giver.getByLabel('A word with it').fill('My sister marries that day.')
  await isSound(giver)
  await picture(giver, 'swaps-phone-ways')
  await giver.getByRole('button', { name: 'Offer it to everybody' }).click()
  await giver.getByText('offered to everybody', { exact: true }).waitFor()

  const colleague = await scene.enter(taker, { ...PHONE, scheme: 'dark' })
  await colleague.goto('/')
  await colleague
    .getByText(/would give it away/)
    .first()
    .click()
  await colleague.getByText('“My sister marries that day.”').waitFor()
  await isSound(colleague)
  await picture(colleague, 'swaps-phone-dark-offer')
  await colleague.getByRole('button', { name: 'I take it' }).click()
  await colleague.getByText('to be approved', { exact: true }).waitFor()
  expect((await callsOf(giver)).calls.map(({ id }) => id)).toContain(call)

  const director = await scene.enter('josephine-harrowgate', DESKTOP)
  await director.goto('/')
  await director
    .getByText(/to be approved/)
    .first()
    .click()
  await director.getByRole('heading', { name: 'To approve 1' }).waitFor()
  await isSound(director)
  await picture(director, 'swaps-desk-approve')
  await director.getByRole('button', { name: 'Approve', exact: true }).click()
  await director.getByText('Nothing waits for you.').waitFor()
  expect((await callsOf(giver)).calls.map(({ id }) => id)).not.toContain(call)
  expect((await callsOf(colleague)).calls.map(({ id }) => id)).toContain(call)
  await giver.reload()
  await giver.getByText(/You owe/).waitFor()
})

test('what breaks nothing needs no approval, where the programme says so; and it is taken back', async () => {
  const director = await scene.enter('josephine-harrowgate', { ...DESKTOP, scheme: 'dark' })
  await director.goto('/programmes/bwh-dr/trades')
  const box = director.getByLabel('What breaks nothing needs no approval')
  await box.click()
  await expect.poll(() => box.isChecked()).toBe(true)
  await director.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => box.isChecked()).toBe(false)
  await isSound(director)
})
