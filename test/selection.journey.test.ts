// Choosing among those who apply: read and scored by keys, decided, told, ranked, certified.
import { expect, test } from 'vitest'
import { DESKTOP, isSound, PHONE, picture, signInAs, visit, type Look } from './browser.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const HOUSE = 'johns-hopkins'
const SEASON = '/programmes/jh-msk/cycles/jh-msk-season'

async function enter(person: string, look: Look = DESKTOP) {
  const visitor = await visit(scene.browser, scene.server.url, look)
  await signInAs(visitor, HOUSE, person)
  return visitor.page
}

test('a reviewer reads and scores by keys alone, and sees the others afterwards', async () => {
  const page = await enter('jamal-whitfieldson')
  await page.goto(`${SEASON}/review`)
  await page.getByRole('heading', { name: 'Review', exact: true }).waitFor()
  await isSound(page)
  await picture(page, 'review-pile')
  await page.getByRole('link', { name: 'Read the next one' }).click()
  await page.getByText('Shown once your own review is done').waitFor()
  await isSound(page)
  await page
    .getByRole('img', { name: /^Page 1 of/ })
    .first()
    .waitFor()
  await picture(page, 'review-file')
  const first = page.url()
  await page.getByRole('radio', { name: 'Training: 4 of 5' }).focus()
  for (const name of ['Training', 'Interest in the field', 'Letters', 'Scholarship and teaching']) {
    const row = page.getByRole('group', { name })
    await row.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    for (let nth = 0; nth < 3; nth++) await page.keyboard.press('ArrowRight')
  }
  await page.getByRole('group', { name: 'Letters' }).getByRole('radio').first().focus()
  await page.locator('body').click({ position: { x: 2, y: 2 } })
  await page.keyboard.press('s')
  await page.getByText('There is no recommendation yet.').waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('n')
  await page.keyboard.type('Would fit well; ask about ultrasound.')
  await page.keyboard.press('Escape')
  await page.keyboard.press('s')
  await page.getByText('Your review is in.').waitFor()
  await page.goto(first)
  await page.getByRole('heading', { name: 'Others' }).waitFor()
  expect(await page.getByText('Shown once your own review is done').count()).toBe(0)
  expect(await page.getByLabel(/^Note/).inputValue()).toContain('Would fit well')
  await picture(page, 'review-file-done')
})

test('blinded, in the dark and on a phone; a conflict is noted and taken back', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/review`)
  await director.getByRole('button', { name: 'What is scored' }).click()
  await isSound(director)
  await picture(director, 'review-setup')
  await director.getByRole('switch', { name: /^Blinded/ }).click({ force: true })
  await director.getByRole('button', { name: 'Save', exact: true }).click()
  await director.getByText('Changed.').waitFor()
  const phone = await enter('lucia-ferrandiz', { ...PHONE, scheme: 'dark' })
  await phone.goto(`${SEASON}/review`)
  await phone.getByRole('link', { name: 'Read the next one' }).click()
  await phone.getByRole('heading', { name: /^Applicant \d/ }).waitFor()
  await phone.getByText(/the documents and the name are shown/).waitFor()
  await isSound(phone)
  await picture(phone, 'review-phone-blinded-dark')
  await phone.getByRole('button', { name: 'I should not judge this one' }).click()
  await phone.getByLabel('Why not').fill('We trained together.')
  await phone.getByRole('button', { name: 'Note the conflict' }).click()
  await phone.getByText('You have said that you should not judge this applicant').waitFor()
  await phone.getByRole('button', { name: 'Take that back' }).click()
  await phone.getByRole('radio', { name: 'Letters: 3 of 5' }).waitFor()
  await director.getByRole('button', { name: 'Undo' }).click()
  await director.reload()
  await phone.reload()
  expect(await phone.getByText(/the documents and the name are shown/).count()).toBe(0)
})

test('many are decided at once, taken back, and told by somebody else', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/review`)
  await director.getByText('Undecided', { exact: true }).click()
  await director
    .getByRole('checkbox', { name: /^Choose / })
    .first()
    .check()
  await director
    .getByRole('checkbox', { name: /^Choose / })
    .nth(1)
    .check()
  const bar = director.getByRole('region', { name: 'With those that are chosen' })
  await isSound(director)
  await picture(director, 'review-bulk')
  await bar.getByRole('button', { name: 'Interview' }).click()
  await director.getByText('2 applications: Interview. Nobody has been told.').waitFor()
  const coordinator = await enter('rosalind-achterberg')
  await coordinator.goto(`${SEASON}/review`)
  await coordinator.getByRole('radiogroup').getByText('Decided', { exact: true }).click()
  await coordinator.getByLabel('All of these').check()
  await coordinator.getByRole('button', { name: 'More', exact: true }).click()
  await coordinator.getByRole('menuitem', { name: /^Send the letters/ }).click()
  await coordinator.getByText('The letters that could go are on their way.').waitFor()
  await coordinator.getByText('told', { exact: true }).first().waitFor()
  expect(await coordinator.getByText('told', { exact: true }).count()).toBeGreaterThan(5)
  await picture(coordinator, 'review-told')
})

/** Comes in as somebody who applies: by the digits of a letter, which the demo shows. */
async function enterAsApplicant(application: string, look: Look) {
  const coordinator = await enter('rosalind-achterberg')
  const season = await coordinator.request.get(
    '/api/programmes/jh-msk/cycles/jh-msk-season/interviews',
  )
  const { guests } = (await season.json()) as { guests: { application: string; name: string }[] }
  const visitor = await visit(scene.browser, scene.server.url, look)
  const [given, ...family] = guests
    .find((guest) => guest.application === application)!
    .name.split(' ')
  const email = `${application.replace('application-', '')}@example.org`
  const at = `/api/applying/${HOUSE}/entries`
  const asked = await visitor.context.request.post(at, {
    data: {
      ...{ cycle: 'jh-msk-season', email, given, family: family.join(' ') },
      zone: 'Europe/Berlin',
    },
  })
  const { shown } = (await asked.json()) as { shown: string }
  const entered = await visitor.context.request.put(at, {
    data: { cycle: 'jh-msk-season', email, code: shown },
  })
  expect(entered.ok()).toBe(true)
  return visitor.page
}

test('an applicant takes a seat on a phone in another time zone; the day is arranged, shown, held and scored', async () => {
  const coordinator = await enter('rosalind-achterberg')
  await coordinator.goto(`${SEASON}/interviews`)
  await coordinator.getByRole('heading', { name: /^Days/ }).waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'interviews-before')
  const view = await coordinator.request.get(
    '/api/programmes/jh-msk/cycles/jh-msk-season/interviews',
  )
  const { guests } = (await view.json()) as {
    guests: { application: string; state: string | null }[]
  }
  const free = guests.find(({ state }) => state === 'invited')!
  const phone = await enterAsApplicant(free.application, PHONE)
  await phone.goto(`/apply/${HOUSE}/interview/${free.application}`)
  await phone.getByText(/invites you. Choose a day./).waitFor()
  await phone.getByLabel('Times on the clock of').selectOption('America/New_York')
  await phone.getByText('10:00 to 12:25').first().waitFor()
  await isSound(phone)
  await picture(phone, 'interview-phone-choose')
  await phone
    .getByRole('button', { name: /^Take it: / })
    .first()
    .click()
  await phone.getByRole('button', { name: 'Give the seat back' }).waitFor()
  await picture(phone, 'interview-phone-seat')

  await coordinator.reload()
  const day = coordinator.locator('.interview-day').first()
  await day.getByRole('button', { name: 'Arrange' }).click()
  await coordinator.getByText('Arranged: nobody is in two rooms.').waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'interviews-arranged')
  await day.getByRole('button', { name: 'Show to all' }).click()
  await day.getByText('shown', { exact: true }).waitFor()
  await coordinator.getByRole('button', { name: 'What is asked' }).click()
  const questions = coordinator.getByLabel('Questions, one a line')
  await questions.fill('Tell me about a case.\nAre you married?')
  await coordinator.getByText('It asks about family: “married”.').waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'interviews-questions')
  await coordinator.keyboard.press('Escape')

  await phone.reload()
  await phone.getByRole('link', { name: 'Join' }).first().waitFor()
  expect(await phone.getByRole('region', { name: 'Your seat' }).getByRole('listitem').count()).toBe(
    3,
  )
  await isSound(phone)
  await picture(phone, 'interview-phone-itinerary')

  const interviewer = await enter('lucia-ferrandiz', { ...PHONE, scheme: 'dark' })
  await interviewer.goto(`${SEASON}/interviews/mine`)
  const next = interviewer.getByRole('region').first()
  for (const name of [
    'Clinical thinking',
    'Working with others',
    'What we can teach, what they want',
  ])
    await next.getByRole('group', { name }).getByText('4', { exact: true }).click()
  await next.getByLabel(/^Note about/).fill('Calm, precise.')
  await next.getByText('Kept.').waitFor()
  await next.getByRole('button', { name: 'Done' }).click()
  await interviewer.getByText('scored', { exact: true }).waitFor()
  await isSound(interviewer)
  await picture(interviewer, 'interview-day-phone-dark')
})

test('the list is filled, moved by keys and numbers, certified by the director, and opened by two', async () => {
  const coordinator = await enter('rosalind-achterberg')
  await coordinator.goto(`${SEASON}/ranking`)
  await coordinator.getByText('Nobody is ranked yet.').waitFor()
  await isSound(coordinator)
  await coordinator.getByRole('button', { name: 'In the order of the scores' }).first().click()
  const rows = coordinator.getByRole('list', { name: /^The rank list/ }).getByRole('listitem')
  await rows.nth(10).waitFor()
  const nameOf = (nth: number) => rows.nth(nth).locator('strong').innerText()
  const [first, second, third] = [await nameOf(0), await nameOf(1), await nameOf(2)]
  await coordinator.getByRole('button', { name: `${second}: up` }).press('Enter')
  await expect.poll(() => nameOf(0)).toBe(second)
  await coordinator.getByLabel(`Rank of ${third}`).fill('1')
  await coordinator.keyboard.press('Enter')
  await expect.poll(() => nameOf(0)).toBe(third)
  await coordinator.getByRole('combobox', { name: `Tier of ${first}` }).selectOption('2')
  await coordinator
    .getByRole('textbox', { name: `Note about ${third}` })
    .fill('First choice of all.')
  await coordinator.keyboard.press('Tab')
  await coordinator.getByText('Kept.').waitFor()
  await coordinator.getByRole('checkbox', { name: /^Every applicant has been told/ }).click()
  await coordinator.getByText(/^Noted \d/).waitFor()
  await coordinator.getByText('The director certifies.').waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'ranking-list')

  const director = await enter('ingrid-halvorsdottir', { ...DESKTOP, scheme: 'dark' })
  await director.goto(`${SEASON}/ranking`)
  await director.getByRole('button', { name: 'Certify the list' }).click()
  await isSound(director)
  await director.getByRole('button', { name: 'I certify this list' }).click()
  await director.getByText('Certified by Ingrid Halvorsdottir').first().waitFor()
  await isSound(director)
  await picture(director, 'ranking-certified-dark')
  const file = await director.request.get(
    '/api/programmes/jh-msk/cycles/jh-msk-season/ranking.csv?form=nrmp',
  )
  expect((await file.text()).split('\r\n')[0]).toMatch(/^1,\d{8},/)
  await director.getByRole('button', { name: 'Ask to open it again' }).click()
  await director.getByLabel('Why', { exact: true }).fill('One has withdrawn.')
  await director.getByRole('button', { name: 'Ask', exact: true }).click()
  await director.getByRole('button', { name: 'Take that back' }).waitFor()
  await coordinator.reload()
  await coordinator.getByRole('button', { name: 'Agree, open it' }).click()
  await coordinator.getByText('Opened. It has to be certified anew.').waitFor()
  await director.reload()
  await director.getByRole('button', { name: 'Certify the list' }).click()
  await director.getByRole('button', { name: 'I certify this list' }).click()
  await director.getByText('Certified by Ingrid Halvorsdottir').first().waitFor()
})

test('how far down the list will go is drawn while one looks, also on a phone', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/ranking?part=depth`)
  await director.getByText('A simulation of 10,000 invented seasons').waitFor({ timeout: 60_000 })
  await isSound(director)
  expect(await director.locator('.ranking-comes').count()).toBe(20)
  await picture(director, 'ranking-depth')
  const phone = await enter('jamal-whitfieldson', { ...PHONE, scheme: 'dark' })
  await phone.goto(`${SEASON}/ranking?part=depth`)
  await phone.getByText('A simulation of').first().waitFor({ timeout: 60_000 })
  await isSound(phone)
  await picture(phone, 'ranking-depth-phone-dark')
  await phone.goto(`${SEASON}/ranking`)
  await phone.getByRole('list', { name: /^The rank list/ }).waitFor()
  await isSound(phone)
  await picture(phone, 'ranking-list-phone-dark')
})

test('the roster comes back, one line is held and settled, a second person releases it, those who come have a list', async () => {
  const coordinator = await enter('rosalind-achterberg')
  const at = '/api/programmes/jh-msk/cycles/jh-msk-season/ranking'
  type List = {
    entries: { application: string }[]
    candidates: { application: string; aamcId: string; given: string; family: string }[]
  }
  const list = (await (await coordinator.request.get(at)).json()) as List
  const lines = list.entries.slice(0, 3).map(({ application }) => {
    const one = list.candidates.find((each) => each.application === application)!
    return `${one.aamcId},${one.family},${one.given}`
  })
  const text = ['AAMC ID,Last Name,First Name', ...lines, '12345678,Doe,Ann'].join('\n')
  await coordinator.goto(`${SEASON}/ranking?part=after`)
  const chooser = coordinator.waitForEvent('filechooser')
  await coordinator.getByRole('button', { name: 'Read the roster' }).click()
  await (
    await chooser
  ).setFiles({
    ...{ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(text) },
  })
  await coordinator.getByText('Nobody who applied here has the number 12345678.').waitFor()
  await coordinator.getByText('Somebody else looks it over and releases it.').waitFor()
  await isSound(coordinator)
  await picture(coordinator, 'roster-held')
  await coordinator.getByRole('button', { name: 'Say what it means' }).click()
  await coordinator.getByLabel('How you know').fill('Matched to the research track.')
  await coordinator.getByRole('button', { name: 'That is what it means' }).click()
  await coordinator.getByText(/Matched to the research track/).waitFor()
  // Match day comes; before it nobody is told.
  const season = '/api/programmes/jh-msk/recruitment'
  type Seasons = { cycles: Record<string, unknown>[]; today: string }
  const { cycles, today } = (await (await coordinator.request.get(season)).json()) as Seasons
  const { id: _, programme: __, phase: ___, counts: ____, ...words } = cycles[0]!
  const opened = { opens: '2020-01-01T12:00:00Z', deadline: '2020-02-01T12:00:00Z' }
  const dates = { ...opened, rankOpens: null, quotaDeadline: null, rankDeadline: null }
  const moved = await coordinator.request.put('/api/programmes/jh-msk/cycles/jh-msk-season', {
    data: { ...words, ...dates, matchDay: today },
  })
  expect(moved.ok()).toBe(true)
  const director = await enter('ingrid-halvorsdottir')
  await director.goto(`${SEASON}/ranking?part=after`)
  await director.getByRole('button', { name: 'Release it' }).click()
  await director.getByRole('heading', { name: 'Those who come 3' }).waitFor()
  await director.getByRole('checkbox', { name: 'Letter of appointment sent' }).first().click()
  await director.getByText('1 of 8 done').waitFor()
  expect(await director.getByRole('checkbox').count()).toBe(24)
  await isSound(director)
  await picture(director, 'incoming')
})

test('chiefs are matched in the house, with what the verifier says, never as the official match', async () => {
  const director = await enter('ingrid-halvorsdottir')
  await director.goto('/programmes/jh-msk/internal-match')
  await director.getByLabel('People').fill('Ada: Chief\nBen: Chef')
  await director.getByLabel('Positions').fill('Chief: Ben, Ada')
  await director.getByRole('button', { name: 'Match' }).click()
  await director.getByText('Ben ranks “Chef”, which stands in no line. Is it “Chief”?').waitFor()
  await director.getByLabel('People').fill('Ada: Chief\nBen: Chief')
  await director.getByRole('button', { name: 'Match' }).click()
  await director.getByText(/Verified apart: there are no two/).waitFor()
  expect(await director.getByText('this is not the official match').count()).toBe(1)
  await isSound(director)
  await picture(director, 'internal-match')
})
