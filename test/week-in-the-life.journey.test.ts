// A week in the life, all of it on a phone: tomorrow, a call that changes hands, both calendars, the hours, and what a chief sees before publishing.
import ical from 'ical.js'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { isSound, type Look, PHONE, picture } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const DARK: Look = { ...PHONE, scheme: 'dark' }
const PROGRAMME = '/api/programmes/bwh-dr'
/** A chief resident, who plans. */
const CHIEF = 'kofi-ampontuah'

const read = async <T>(page: Page, path: string) =>
  (await (await page.request.get(path)).json()) as T
type Call = { id: string; name: string; on: string; begins: string }
type Mine = { calls: Call[] }
const callsOf = async (page: Page) => (await read<Mine>(page, `${PROGRAMME}/calls`)).calls
type People = { people: { id: string; role: { role: string; level: string | null } }[] }
type Ways = { proposals: { legs: { to: string }[] }[] }

/** Somebody with a call ahead that a colleague could simply take, and the two of them. */
async function findGiver(): Promise<{ person: string; call: Call; taker: string }> {
  const chief = await scene.enter(CHIEF, PHONE)
  const { people } = await read<People>(chief, PROGRAMME)
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const others = people.filter(({ id, role }) => role.level?.startsWith('R') && id !== CHIEF)
  for (const { id: person } of others) {
    const page = await scene.enter(person, PHONE)
    const call = (await callsOf(page)).find(({ on, name }) => on > soon && name !== 'IR at home')
    const { weeks } = await read<{ weeks: unknown[] }>(page, '/api/hours')
    const ways = call ? await read<Ways>(page, `${PROGRAMME}/calls/${call.id}/ways`) : null
    await page.context().close()
    const gift = ways?.proposals.find(({ legs }) => legs.length === 1 && legs[0]!.to !== CHIEF)
    if (call && gift && weeks.length > 0) return { person, call, taker: gift.legs[0]!.to }
  }
  throw new Error('Nobody can give a call away.')
}

/** An address for a calendar, made as people make it; answers what is in it now, as `start name`. */
async function subscribe(page: Page): Promise<() => Promise<string[]>> {
  await page.goto('/feeds')
  await page.getByRole('button', { name: 'New feed' }).click()
  await page.getByLabel('Name').fill('Phone')
  await page.getByRole('button', { name: 'Make the address' }).click()
  await page.getByText('Phone is ready').waitFor()
  const url = await page.getByLabel('Address of the feed').inputValue()
  return async () => {
    const text = await (await page.request.get(url)).text()
    return new ical.Component(ical.parse(text))
      .getAllSubcomponents('vevent')
      .filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED')
      .map((event) => new ical.Event(event))
      .map(({ startDate, summary }) => `${startDate.toJSDate().toISOString()} ${summary}`)
  }
}

test('a call is offered on a phone, taken, approved by a chief on a phone, and is in both calendars at once', async () => {
  const { person, call, taker } = await findGiver()
  const giver = await scene.enter(person, PHONE)
  await giver.goto('/')
  await giver
    .getByText(/Tomorrow/)
    .first()
    .waitFor()
  await isSound(giver)
  await picture(giver, 'week-1-tomorrow')
  const giversFeed = await subscribe(giver)
  await picture(giver, 'week-2-calendar')
  const colleague = await scene.enter(taker, DARK)
  const takersFeed = await subscribe(colleague)
  const has = async (feed: () => Promise<string[]>) =>
    (await feed()).some((one) => one.startsWith(call.begins) && one.includes(call.name))
  expect([await has(giversFeed), await has(takersFeed)]).toEqual([true, false])

  await giver.goto('/')
  await giver.getByRole('link', { name: 'My calls' }).click()
  await giver.getByRole('heading', { name: 'My calls' }).waitFor()
  const nth = (await callsOf(giver)).findIndex(({ id }) => id === call.id)
  await giver
    .getByRole('button', { name: /^Trade / })
    .nth(nth)
    .click()
  await giver.getByRole('button', { name: 'Offer it to everybody' }).click()
  await giver.getByText('offered to everybody', { exact: true }).waitFor()
  await isSound(giver)
  await picture(giver, 'week-3-offered')

  await colleague.goto('/')
  await colleague
    .getByText(/would give it away/)
    .first()
    .click()
  await colleague.getByRole('button', { name: 'I take it' }).first().click()
  await colleague.getByText('to be approved', { exact: true }).waitFor()
  await isSound(colleague)
  await picture(colleague, 'week-4-accepted-dark')
  expect([await has(giversFeed), await has(takersFeed)]).toEqual([true, false])

  const chief = await scene.enter(CHIEF, PHONE)
  await chief.goto('/')
  await chief
    .getByText(/to be approved/)
    .first()
    .click()
  await chief.getByRole('heading', { name: 'To approve 1' }).waitFor()
  await isSound(chief)
  await picture(chief, 'week-5-approve')
  await chief.getByRole('button', { name: 'Approve', exact: true }).click()
  await chief.getByText('Nothing waits for you.').waitFor()
  expect([await has(giversFeed), await has(takersFeed)]).toEqual([false, true])

  await giver.goto('/')
  await giver
    .getByRole('link', { name: /^The week of/ })
    .last()
    .click()
  await giver.getByRole('button', { name: 'This is what I worked' }).click()
  await giver.locator('.page-title').getByText('confirmed', { exact: true }).waitFor()
  await isSound(giver)
  await picture(giver, 'week-6-confirmed')
})

test('a chief sees on a phone what a draft would bring, before it is published', async () => {
  const chief = await scene.enter(CHIEF, DARK)
  // The house has agreed on fewer hours than the usual pack; who plans has chosen its own.
  const pack = {
    ...{
      format: 'isocenter.hours-pack',
      version: 1,
      id: 'house',
      title: 'House rules',
      edition: '2026',
    },
    rules: [
      {
        ...{ id: 'HR-40', rule: 'weekly-average', clause: 'Handbook 4.1', level: 'core' },
        params: { hours: 40 },
      },
    ],
  }
  const origin = new URL(scene.server.url).origin
  const send = { headers: { origin } }
  const today = new Date().toISOString().slice(0, 10)
  const saved = await chief.request.post(`${PROGRAMME}/hours-packs`, {
    ...send,
    data: { pack, after: 0 },
  })
  expect(saved.status()).toBe(200)
  const chosen = await chief.request.put(`${PROGRAMME}/hours-choices/${today}`, {
    ...send,
    data: { pack: 'house', version: 1, isBarrier: false },
  })
  expect(chosen.status()).toBe(200)
  await chief.goto('/plans/bwh-r4-2026')
  await chief.getByRole('button', { name: 'Publish…' }).click()
  const dialog = chief.getByRole('dialog')
  await dialog.getByText(/Work hours: \d+ findings? would come with this draft/).waitFor()
  await dialog
    .getByText(/It comes of \d+ days? of/)
    .first()
    .scrollIntoViewIfNeeded()
  await isSound(chief)
  await picture(chief, 'week-7-foreseen-dark')
  await dialog.getByRole('button', { name: 'Not yet' }).click()
})
