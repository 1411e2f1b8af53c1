// From a series to a topic on a phone: a coordinator sets it up, shares it out, a fellow gives it away.
import { expect, test } from 'vitest'
import { addDays, day, sayDay, weekday } from '../src/kernel/day.ts'
import { DESKTOP, isSound, PHONE, picture, signInAs, visit, type Look } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const HOUSE = 'johns-hopkins'
const PROGRAMME = 'jh-msk'

const enter = async (person: string, look: Look) => {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, HOUSE, person)
  return visitor.page
}

test('a coordinator adds a series with its days before the eyes, shares it out, cancels one and takes it back', async () => {
  const page = await enter('rosalind-achterberg', DESKTOP)
  await page.goto(`/programmes/${PROGRAMME}`)
  await page.getByRole('link', { name: 'Conferences', exact: true }).click()
  await page.getByRole('heading', { name: 'Series 7' }).waitFor()
  await isSound(page)
  await picture(page, 'conferences-desk')

  await page.getByRole('button', { name: 'Add a series' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Case conference')
  await dialog.getByLabel('Code').fill('CC')
  await dialog.getByText('Every week on Tuesday, 12:00 to 13:00').waitFor()
  await dialog.getByRole('combobox', { name: 'Held' }).click()
  await page.getByRole('option', { name: 'On weekdays of the month' }).click()
  await dialog.getByText('The first Tuesday of every month, 12:00 to 13:00').waitFor()
  await dialog.getByText(/^Next: Tue /).waitFor()
  await dialog.getByLabel('Ends at').fill('11:00')
  await dialog.getByText('It ends at 11:00, not after it begins at 12:00.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true)
  await dialog.getByLabel('Ends at').fill('12:45')
  await dialog.getByRole('combobox', { name: 'Presenting goes round among' }).click()
  await page.getByRole('option', { name: 'Trainees' }).click()
  await isSound(page)
  await picture(page, 'conferences-desk-dialog')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('Case conference is added.').waitFor()
  await page.getByRole('heading', { name: 'Series 8' }).waitFor()

  await page.getByRole('button', { name: 'Share out Case conference' }).click()
  await page.getByText(/sessions have presenters now/).waitFor()
  await picture(page, 'conferences-desk-shared')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'Share out Case conference' }).click()
  await page
    .getByText(/sessions have presenters now/)
    .last()
    .waitFor()

  const first = page.locator('button.conference-item').filter({ hasText: 'Fellowship didactics' })
  await first.first().click()
  await dialog.getByText(/^Who can reach it: \d of \d/).waitFor()
  await isSound(page)
  await picture(page, 'conferences-desk-session')
  await dialog.getByRole('combobox', { name: 'This session' }).click()
  await page.getByRole('option', { name: 'is cancelled' }).click()
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Why it is cancelled').fill('The room is flooded')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Cancelled: The room is flooded').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => page.getByText('Cancelled: The room is flooded').count()).toBe(0)
})

test('a fellow says the topic on a phone and offers it; a colleague takes it; both see it', async () => {
  // Who presents at the next conference of the fellows is said by the record.
  const planner = await enter('rosalind-achterberg', DESKTOP)
  const view = async () =>
    (await (await planner.request.get(`/api/programmes/${PROGRAMME}/conferences`)).json()) as {
      choices: { people: { id: string; name: string }[] }
      sessions: {
        name: string
        begins: string
        hasBegun: boolean
        presenter: { id: string; name: string } | null
        id: string
      }[]
    }
  const next = (await view()).sessions.find(
    ({ name, hasBegun, presenter }) =>
      name === 'Conference of the fellows' && !hasBegun && presenter,
  )!
  const phone = await enter(next.presenter!.id, { ...PHONE, scheme: 'dark' })
  await phone.goto('/')
  await phone.getByRole('link', { name: 'My conferences' }).click()
  await phone.getByRole('heading', { name: /^I present/ }).waitFor()
  const card = phone
    .getByRole('listitem')
    .filter({ hasText: 'Conference of the fellows' })
    .filter({ has: phone.getByRole('button', { name: 'Set the topic' }) })
    .first()
  await card.getByRole('textbox').first().fill('A tumour that was none')
  await card.getByRole('button', { name: 'Set the topic' }).click()
  await phone.getByText('The topic is set.').waitFor()
  await isSound(phone)
  await picture(phone, 'conferences-phone-dark')
  await card.getByRole('combobox').click()
  const option = phone.getByRole('option').first()
  const name = (await option.textContent())!
  await option.click()
  await card.getByRole('button', { name: `Ask ${name}` }).click()
  await phone.getByText(`${name} is asked.`).waitFor()
  await card.getByText(`Offered to ${name}; yours until they agree.`).waitFor()
  await picture(phone, 'conferences-phone-offered')

  const { choices } = await view()
  const taker = choices.people.find((one) => one.name === name)!.id
  const other = await enter(taker, PHONE)
  await other.goto('/')
  await other.getByText(/would like you to present/).click()
  await other.getByRole('heading', { name: 'Offered to you 1' }).waitFor()
  await isSound(other)
  await picture(other, 'conferences-phone-offer')
  await other.getByRole('button', { name: 'I present' }).click()
  await other.getByText('You present.').waitFor()
  const after = (await view()).sessions.find(({ id }) => id === next.id)!
  expect(after.presenter!.id).toBe(taker)
  await phone.reload()
  await phone.getByRole('heading', { name: /^Next four weeks/ }).waitFor()
  expect(await phone.getByText(`Offered to ${name}`).count()).toBe(0)
})

test('the calendar is a list on the phone, for those who only look as well', async () => {
  const phone = await enter('rosalind-achterberg', { ...PHONE, scheme: 'dark' })
  await phone.goto(`/programmes/${PROGRAMME}/conferences`)
  await phone.getByRole('heading', { name: /^Series/ }).waitFor()
  await isSound(phone)
  await picture(phone, 'conferences-phone-list-dark')
  await phone.getByRole('button', { name: 'Change Fellowship didactics' }).click()
  await phone.getByRole('dialog').getByLabel('Name').waitFor()
  await isSound(phone)
  await picture(phone, 'conferences-phone-dialog-dark')
  const fellow = await enter('esi-mensah-boateng', PHONE)
  await fellow.goto(`/programmes/${PROGRAMME}/conferences`)
  await fellow.getByRole('heading', { name: /^Series/ }).waitFor()
  expect(await fellow.getByRole('button', { name: /^Change/ }).count()).toBe(0)
  await isSound(fellow)
  const today = day(new Date().toISOString().slice(0, 10))
  const monday = addDays(today, -((weekday(today) + 6) % 7))
  await fellow.getByRole('button', { name: 'The weeks after' }).click()
  await fellow
    .getByRole('heading', { name: new RegExp(`^${sayDay(addDays(monday, 35))}`) })
    .waitFor()
})

test('leave that is approved takes the sessions of its days out of the calendar of the telephone, by itself', async () => {
  const fellow = await enter('esi-mensah-boateng', PHONE)
  const planner = await enter('rosalind-achterberg', DESKTOP)
  const { url } = (await (
    await fellow.request.post('/api/feeds', { data: { label: 'Mine' } })
  ).json()) as { url: string }
  const events = async () => {
    const text = await (await fellow.request.get(new URL(url).pathname)).text()
    return text.split('SUMMARY:Fellowship didactics').length - 1
  }
  const before = await events()
  expect(before).toBeGreaterThan(10)
  const { sessions } = (await (
    await planner.request.get(`/api/programmes/${PROGRAMME}/conferences`)
  ).json()) as { sessions: { name: string; on: string; hasBegun: boolean }[] }
  const coming = sessions.filter((one) => one.name === 'Fellowship didactics' && !one.hasBegun)
  const { on } = coming.at(-1)!
  const parts = [{ from: on, to: on }]
  const path = `/api/programmes/${PROGRAMME}/leave`
  const asked = (await (
    await fellow.request.post(path, { data: { type: 'sick', parts, reason: '', asks: true } })
  ).json()) as { request: string; version: number }
  const agreed = await planner.request.put(`${path}/${asked.request}/decision`, {
    data: { version: asked.version, approves: true },
  })
  expect(await agreed.json()).toMatchObject({ state: 'approved' })
  await expect.poll(events).toBe(before - 1)
})

test('a programme without conferences says what can be done', async () => {
  const page = await enter('rosalind-achterberg', { ...DESKTOP, scheme: 'dark' })
  await page.goto('/programmes/jh-msk-research/conferences')
  await page.getByText('No conference is held yet.').waitFor()
  await isSound(page)
  await picture(page, 'conferences-desk-empty')
  await page.getByRole('button', { name: 'Add a series' }).click()
  expect(await page.getByRole('dialog').getByLabel('Name').inputValue()).toBe('')
})

test('where only the page names conferences, one step makes series of them, and undo ends them', async () => {
  const page = await enter('rosalind-achterberg', DESKTOP)
  const path = `/api/programmes/${PROGRAMME}/conferences`
  type Held = { id: string; version: number; facts: { record: string | null }; isEnded: boolean }
  const { series } = (await (await page.request.get(path)).json()) as {
    series: (Held & { name: string; code: string; color: number })[]
  }
  for (const { id, name, code, color, facts, version } of series) {
    const words = { name, code, color, facts: { ...facts, record: null }, version }
    const ended = { version: version + 1, isEnded: true }
    for (const [to, data] of [
      [`${path}/${id}`, words],
      [`${path}/${id}/end`, ended],
    ] as const)
      expect(await (await page.request.put(to, { data })).json()).toEqual({
        version: expect.any(Number),
      })
  }
  await page.goto(`/programmes/${PROGRAMME}/conferences`)
  await page
    .getByText('The page of the programme names 7 conferences; none has days yet.')
    .waitFor()
  await page.getByRole('button', { name: 'Make series of the conferences in the record' }).click()
  await page.getByText('7 series are made.').waitFor()
  await page.getByText('The first and third Friday of every month, 12:00 to 13:00').waitFor()
  await isSound(page)
  await picture(page, 'conferences-desk-record')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('heading', { name: 'Series 0' }).waitFor()
  expect(await page.getByText('ended', { exact: true }).count()).toBe(series.length + 7)
})
