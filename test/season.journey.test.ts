// A whole season, walked by one applicant: from the public page to the list of what is to be done before July.
import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inventedPdf, inventedPhoto, inventedScan } from '../demo/invented-files.ts'
import { addDays } from '../src/kernel/day.ts'
import { dayAt } from '../src/kernel/moment.ts'
import { DESKTOP, isSound, type Look, look, PHONE, picture, signInAs, visit } from './browser.ts'
import { PASSWORD } from './door.ts'
import { setScene } from './scene.ts'

const scene = setScene()
const HOUSE = 'johns-hopkins'
const SEASON = '/programmes/jh-msk/cycles/jh-msk-season'
const API = `/api${SEASON}`
const ZONE = 'America/New_York'
const LONDON: Look = { ...PHONE, zone: 'Europe/London' }
/** The number is of a range that is given to nobody. */
const ISOLDE = { email: 'isolde@example.org', aamcId: '90009871', name: 'Isolde Marchbanks' }

const outsider = (as: Look = PHONE) => visit(scene.browser, scene.server.url, as)
async function office(person: string, as: Look = { ...DESKTOP, zone: ZONE }) {
  const visitor = await outsider(as)
  await signInAs(visitor, HOUSE, person)
  return visitor
}
const file = (name: string, bytes: Uint8Array, mimeType = 'application/pdf') => ({
  ...{ name, mimeType, buffer: Buffer.from(bytes) },
})
const choose = (page: Page, label: string, what: ReturnType<typeof file>) =>
  page.locator(`input[data-choice="${label}"]`).setInputFiles(what)

/** Looked at as it is just now, with whatever dialog is open. */
async function see(page: Page, name: string) {
  // What is scrolled under a bar is covered by it.
  await page.evaluate(() => (document.documentElement.scrollTop = 0))
  await picture(page, name)
  await isSound(page, [name])
}

type Visitor = Awaited<ReturnType<typeof outsider>>
/** The newest letter to an address, as the office finds it where nothing leaves the machine. */
async function letterTo(desk: Visitor, email: string, subject: RegExp) {
  const answer = await desk.context.request.get('/api/mail')
  const { mail } = (await answer.json()) as {
    mail: { to: string; subject: string; text: string }[]
  }
  const letter = mail.find((one) => one.to === email && subject.test(one.subject))
  expect(
    letter,
    `${email}: ${subject}; there is ${mail
      .map((one) => one.subject)
      .slice(0, 9)
      .join(' | ')}`,
  ).toBeDefined()
  const link = /https?:\/\/\S+/.exec(letter!.text)?.[0]
  return { ...letter!, path: link ? new URL(link).pathname : '' }
}
const timeIn = (moment: string, zone: string) =>
  new Date(moment).toLocaleTimeString('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit' },
  })
const today = () => dayAt(new Date().toISOString(), ZONE)

/** The days of the season pass: the office moves its dates, which is all that time does to them. */
async function setDates(desk: Visitor, dates: Record<string, string>) {
  const { page } = desk
  await page.goto('/programmes/jh-msk/recruitment/jh-msk-season')
  await page.getByRole('link', { name: 'Dates and what is asked' }).click()
  for (const [label, value] of Object.entries(dates)) await page.getByLabel(label).fill(value)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('is changed.').waitFor()
}

let applicant: Visitor
let desk: Visitor
let application = ''
let nrmp = ''

test('the public page leads to an application on a phone; what does not fit is refused with words', async () => {
  desk = await office('rosalind-achterberg')
  applicant = await outsider(LONDON)
  const { page } = applicant
  await page.goto('/at/johns-hopkins/jh-msk')
  await page.getByRole('heading', { name: 'Musculoskeletal Imaging Fellowship' }).waitFor()
  // JH-101, JH-116: the society behind it, and the match, with a way to each.
  await page.getByRole('link', { name: 'Society of Skeletal Radiology' }).waitFor()
  await page.getByRole('link', { name: 'NRMP, Specialties Matching Service' }).waitFor()
  await look(applicant, 'season-01-page')
  await page.setViewportSize({ width: 800, height: 1100 })
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'season-01-page-print')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: PHONE.width, height: PHONE.height })
  await page.getByRole('link', { name: /Apply for Fellowship/ }).click()
  await page.getByRole('heading', { name: 'What is asked for' }).waitFor()
  await look(applicant, 'season-02-before')
  await page.getByRole('button', { name: 'Begin, or go on' }).click()
  await page.getByLabel('Given name').fill('Isolde')
  await page.getByLabel('Family name').fill('Marchbanks')
  await page.getByLabel('E-mail address').fill(ISOLDE.email)
  await page.getByRole('button', { name: 'Send the letter' }).click()
  await page.getByText('Six digits went to').waitFor()
  await see(page, 'season-03-digits')
  // The link of the letter does the same as its digits.
  const opening = await letterTo(desk, ISOLDE.email, /application/i)
  await page.goto(opening.path)
  await see(page, 'season-03-link')
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByText('nobody reads it yet').waitFor()

  await choose(page, 'Personal statement', file('why.pdf', inventedPdf([['Why'], ['and more']])))
  await page.getByText('why.pdf has 2 pages; one page is asked for.').waitFor()
  await picture(page, 'season-04-refused')
  await choose(page, 'Personal statement', file('why.pdf', inventedPdf([['Why I come.']])))
  await page.getByRole('button', { name: 'Look at it: why.pdf' }).waitFor()
  await choose(page, 'Curriculum vitae', file('cv.pdf', inventedPdf([['Life'], ['Papers']])))
  await page.getByRole('button', { name: 'Look at it: cv.pdf' }).waitFor()
  await choose(page, 'Photo', file('me.png', inventedPhoto(7), 'image/png'))
  await page.getByRole('button', { name: 'Look at it: me.jpg' }).waitFor()

  const form = page.getByRole('region', { name: 'Form' })
  await form.getByLabel('Address').fill('3 Invented Crescent, Exampleton')
  await form.getByLabel('AAMC ID').fill(ISOLDE.aamcId)
  await form.getByLabel('Right to work').selectOption('visa')
  await form.getByLabel('Which visa').fill('J-1')
  await form.getByLabel('Where', { exact: true }).first().fill('Rivermouth School of Medicine')
  await form.getByLabel('Where', { exact: true }).last().fill('Harbor General')
  await form.getByLabel('Board', { exact: true }).selectOption('qualified')
  await form.getByLabel(/licensed to practise/).selectOption('yes')
  await form.getByLabel('USMLE Step 1').fill('pass')
  await form.getByLabel('USMLE Step 2 CK').fill('249')
  await form.getByLabel(/Any action/).selectOption('no')
  await form.getByLabel(/in place of a signature/).fill(ISOLDE.name)
  await form.getByText('Kept.').waitFor()
  await page.getByText('Complete.').waitFor()

  // Another day: left on this device, opened again by a new letter.
  await page.getByRole('button', { name: 'Leave on this device' }).click()
  await page.getByRole('button', { name: 'Begin, or go on' }).click()
  await page.getByLabel('Given name').fill('Isolde')
  await page.getByLabel('Family name').fill('Marchbanks')
  await page.getByLabel('E-mail address').fill(ISOLDE.email)
  await page.getByRole('button', { name: 'Send the letter' }).click()
  const digits = await page.locator('text=the digits are').locator('strong').textContent()
  await page.getByLabel('Six digits').fill(digits!)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('button', { name: 'Look at it: cv.pdf' }).waitFor()
  expect(await page.getByText('nobody reads it yet').count()).toBe(1)
})

test('three outsiders write: one here, one with a file, one with a scan; then it is sent', async () => {
  const { page } = applicant
  const writers = ['Orsolya Fekete', 'Dorian Ashgrove', 'Hanne Vestergaard']
  for (const [nth, name] of writers.entries()) {
    await page.getByRole('button', { name: 'Name a writer' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await dialog.getByLabel('E-mail address').fill(`season-writer${nth + 1}@example.org`)
    await dialog.getByLabel('How they know you').fill('Mentor')
    if (nth === 0) await dialog.getByLabel(/I waive the right/).check()
    await dialog.getByRole('button', { name: 'Ask for the letter' }).click()
    await page.getByRole('button', { name: `Remind ${name}` }).waitFor()
  }
  const pathOf = async (nth: number) =>
    (await letterTo(desk, `season-writer${nth}@example.org`, /./)).path
  const [first, second, third] = [await outsider(), await outsider(DESKTOP), await outsider()]
  await first.page.goto(await pathOf(1))
  await first.page.getByText('Write it here').click()
  await first.page
    .getByLabel('Your letter')
    .fill('She finishes what she begins, and teaches while she does it. I would hire her at once.')
  await look(first, 'season-05-writer')
  await second.page.goto(await pathOf(2))
  const paper = inventedPdf([['To the committee', '', 'Careful, and kind to the first-years.']])
  await choose(second.page, 'Your letter', file('letter.pdf', paper))
  await second.page.getByRole('img', { name: 'Page 1 of 1' }).waitFor()
  await third.page.goto(await pathOf(3))
  await choose(third.page, 'Your letter', file('scan.pdf', inventedScan(22)))
  await third.page.getByRole('img', { name: 'Page 1 of 1' }).waitFor()
  await isSound(third.page)
  for (const writer of [first, second, third]) {
    await writer.page.getByRole('button', { name: 'Send the letter' }).click()
    await writer.page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await writer.context.close()
  }
  await page.reload()
  await page.getByText('3 of 3 received.').waitFor()
  await page.getByRole('button', { name: 'Send the application' }).click()
  await page.getByText(/^Sent on .* 3 of 3 letters are there/).waitFor()
  await look(applicant, 'season-06-sent')

  await desk.page.goto('/programmes/jh-msk/recruitment/jh-msk-season')
  await desk.page.getByRole('link', { name: /Isolde Marchbanks/ }).click()
  await desk.page.getByRole('heading', { name: 'Letters, 3 of 3' }).waitFor()
  application = new URL(desk.page.url()).pathname.split('/').at(-1)!
  expect(await desk.page.getByText('closed until the interview').count()).toBe(1)
  await look(desk, 'season-07-file')
})

test('it is read and scored; the director decides, and somebody else sends the letter', async () => {
  const director = await office('ingrid-halvorsdottir')
  const page = director.page
  await page.goto(`${SEASON}/review`)
  await page.getByRole('checkbox', { name: `Choose ${ISOLDE.name}` }).check()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Give to reviewers' }).click()
  await page.getByRole('dialog').getByLabel(/each/i).fill('3')
  await see(page, 'season-08-assign')
  await page.getByRole('dialog').getByRole('button', { name: /Give/ }).click()
  await page.getByText('The applications are with their reviewers.').waitFor()

  const reviewer = await office('jamal-whitfieldson')
  await reviewer.page.goto(`${SEASON}/review`)
  await reviewer.page.getByRole('link', { name: /Isolde Marchbanks/ }).click()
  await reviewer.page.getByText('Shown once your own review is done').waitFor()
  await reviewer.page
    .getByRole('img', { name: /^Page 1 of/ })
    .first()
    .waitFor()
  await look(reviewer, 'season-09-review')
  // By keys: into each row, a digit; what was chosen keeps the focus, and the other keys still work.
  const keys = reviewer.page.keyboard
  for (const name of ['Training', 'Interest in the field', 'Letters', 'Scholarship and teaching']) {
    const row = reviewer.page.getByRole('group', { name }).getByRole('radio')
    await row.first().focus()
    await keys.press('5')
    await expect.poll(() => row.nth(4).isChecked()).toBe(true)
  }
  await keys.press('n')
  await keys.type('Specific letters; ask about teaching.')
  await keys.press('Escape')
  await keys.press('1')
  await keys.press('s')
  await reviewer.page.getByText('Your review is in.').waitFor()

  await page.getByRole('checkbox', { name: `Choose ${ISOLDE.name}` }).check()
  const bar = page.getByRole('region', { name: 'With those that are chosen' })
  await bar.getByRole('button', { name: 'Interview' }).click()
  await page.getByText('1 application: Interview. Nobody has been told.').waitFor()

  await desk.page.goto(`${SEASON}/review`)
  await desk.page.getByRole('checkbox', { name: `Choose ${ISOLDE.name}` }).check()
  await desk.page.getByRole('button', { name: 'More', exact: true }).click()
  await desk.page.getByRole('menuitem', { name: /^Send the letters/ }).click()
  await desk.page.getByText('The letters that could go are on their way.').waitFor()
  expect((await letterTo(desk, ISOLDE.email, /invitation to an interview/)).text).toContain(
    'Dear Isolde Marchbanks',
  )
  await desk.page.goto(`${SEASON}/interviews`)
  await desk.page.getByRole('button', { name: 'Invite 1 applicant' }).click()
  await desk.page.getByText('1 invitation is on its way.').waitFor()
  await look(desk, 'season-10-invited')
  await director.context.close()
  await reviewer.context.close()
})

type Days = { days: { id: string; startsAt: string }[] }

test('a seat is taken in London: its time is that of London, and says so', async () => {
  const { page } = applicant
  const letter = await letterTo(desk, ISOLDE.email, /choose a time/)
  // Whoever looks at their application finds the way as well.
  await page.goto('/apply/johns-hopkins/jh-msk-season')
  await page.getByRole('link', { name: 'Your interview' }).click()
  await page.getByText('invites you. Choose a day.').waitFor()
  expect(new URL(page.url()).pathname).toBe(letter.path)
  const { days } = (await (await desk.context.request.get(`${API}/interviews`)).json()) as Days
  const { startsAt } = days[1]!
  const [there, here] = [timeIn(startsAt, ZONE), timeIn(startsAt, 'Europe/London')]
  expect(there).not.toBe(here)
  expect(await page.getByLabel('Times on the clock of').inputValue()).toBe('Europe/London')
  const row = page.getByRole('listitem').nth(1)
  await row.getByText(new RegExp(`^${here} to .* (GMT|BST)`)).waitFor()
  await look(applicant, 'season-11-choose')
  await page.getByLabel('Times on the clock of').selectOption(ZONE)
  await row.getByText(new RegExp(`^${there} to .* (EST|EDT)`)).waitFor()
  await page.getByLabel('Times on the clock of').selectOption('Europe/London')
  await page
    .getByRole('button', { name: /^Take it: / })
    .nth(1)
    .click()
  await page.getByRole('button', { name: 'Give the seat back' }).waitFor()
  await look(applicant, 'season-12-seat')
  const calendar = await page.getByRole('link', { name: 'Add to calendar' }).getAttribute('href')
  expect(decodeURIComponent(calendar!)).toContain(
    `DTSTART:${startsAt.replaceAll(/[-:]|\.\d+/g, '')}`,
  )
  const told = await letterTo(desk, ISOLDE.email, /your interview on/)
  expect(told.text).toMatch(new RegExp(`${here}.*(GMT|BST)`))
})

test('the day is arranged and shown; moved, everybody is told; held and scored on a phone', async () => {
  const { page } = desk
  await page.goto(`${SEASON}/interviews`)
  const day = page.locator('.interview-day').nth(1)
  await day.getByRole('button', { name: 'Arrange' }).click()
  await page.getByText('Arranged: nobody is in two rooms.').waitFor()
  // By hand: the first conversation is with Lucía Ferrándiz.
  const { days } = (await (await desk.context.request.get(`${API}/interviews`)).json()) as Days
  const first = `Lucía Ferrándiz, ${timeIn(days[1]!.startsAt, ZONE)}`
  await day.getByLabel(first).selectOption({ label: ISOLDE.name })
  await expect.poll(() => day.getByLabel(first).inputValue()).toBe(application)
  await day.getByRole('button', { name: 'Show to all' }).click()
  await day.getByText('shown', { exact: true }).waitFor()
  await look(desk, 'season-13-arranged')
  expect((await letterTo(desk, ISOLDE.email, /your interview day/)).text).toMatch(
    new RegExp(`${timeIn(days[1]!.startsAt, 'Europe/London')} (GMT|BST): Lucía Ferrándiz`),
  )

  // The day comes: the office moves it to now, and whoever has a seat hears of it.
  const begins = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 5 * 60_000).toISOString()
  await day.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Day', { exact: true }).fill(dayAt(begins, ZONE))
  await page.getByLabel(`Begins (${ZONE})`).fill(timeIn(begins, ZONE))
  await see(page, 'season-14-move')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Changed.').waitFor()
  const moved = await letterTo(desk, ISOLDE.email, /has been moved/)
  expect(moved.text).toMatch(new RegExp(`${timeIn(begins, 'Europe/London')}.*(GMT|BST)`))

  await applicant.page.reload()
  await applicant.page.getByRole('link', { name: /^Join/ }).first().waitFor()
  await applicant.page.getByText(timeIn(begins, 'Europe/London')).first().waitFor()
  await look(applicant, 'season-15-itinerary')

  const interviewer = await office('lucia-ferrandiz', { ...PHONE, zone: ZONE })
  const phone = interviewer.page
  await phone.goto(`${SEASON}/interviews/mine`)
  const next = phone.getByRole('region', { name: ISOLDE.name })
  await expect
    .poll(() => phone.getByRole('region').first().getAttribute('aria-label'))
    .toBe(ISOLDE.name)
  await next.locator('.interview-photo').waitFor()
  await look(interviewer, 'season-16-interviewer')
  for (const name of [
    'Clinical thinking',
    'Working with others',
    'What we can teach, what they want',
  ])
    await next.getByRole('group', { name }).getByText('5', { exact: true }).click()
  await next.getByLabel(/^Note about/).fill('Asks before she answers.')
  await next.getByText('Kept.').waitFor()
  await next.getByRole('button', { name: 'Done' }).click()
  await phone.getByText('scored', { exact: true }).waitFor()
  await see(phone, 'season-17-scored')
  await interviewer.context.close()
})

/** With the link of a letter somebody has a way in, and chooses a password. */
async function comeIn(name: string, email: string, as: Look) {
  const { path } = await letterTo(desk, email, /your schedule/)
  const visitor = await outsider(as)
  await visitor.page.goto(path)
  await visitor.page.getByLabel('Choose a password').fill(PASSWORD)
  await visitor.page.getByRole('button', { name: 'Come in' }).click()
  await visitor.page.getByRole('button', { name: `Menu of ${name}` }).waitFor()
  return visitor
}

let director: Visitor

test('the list is put in order, certified with a fresh proof, taken along by two, opened by two', async () => {
  const { page } = desk
  await page.goto(`${SEASON}/ranking`)
  await page.getByRole('button', { name: 'In the order of the scores' }).first().click()
  const rows = page.getByRole('list', { name: /^The rank list/ }).getByRole('listitem')
  await rows.nth(10).waitFor()
  const rank = page.getByLabel(`Rank of ${ISOLDE.name}`)
  await rank.fill('2')
  await rank.press('Enter')
  await expect.poll(() => rows.nth(1).locator('strong').innerText()).toBe(ISOLDE.name)
  await page.getByRole('textbox', { name: `Note about ${ISOLDE.name}` }).fill('All three agree.')
  await page.keyboard.press('Tab')
  await page.getByText('Kept.').waitFor()
  await page.getByRole('checkbox', { name: /^Every applicant has been told/ }).click()
  await page.getByText(/^Noted \d/).waitFor()
  await look(desk, 'season-18-list')

  await page.goto('/members')
  await page.getByLabel('Find').fill('Ingrid')
  await page.getByRole('button', { name: 'Invite Ingrid Halvorsdottir' }).click()
  await page.getByRole('dialog').getByLabel('E-mail address').fill('ingrid@hopkins.example')
  await page.getByRole('button', { name: 'Send the letter' }).click()
  await page.getByRole('button', { name: 'Take back the invitation of' }).waitFor()
  director = await comeIn('Ingrid Halvorsdottir', 'ingrid@hopkins.example', {
    ...{ ...DESKTOP, zone: ZONE },
  })
  // A quarter of an hour later, at a screen that was left open.
  const database = new pg.Client({ connectionString: scene.database() })
  await database.connect()
  await database.query(`update session set proven_at = now() - interval '11 minutes'`)
  await database.end()
  const lead = director.page
  await lead.goto(`${SEASON}/ranking`)
  await lead.getByRole('button', { name: 'Certify the list' }).click()
  await isSound(lead)
  await lead.getByRole('button', { name: 'I certify this list' }).click()
  const proof = lead.getByRole('dialog', { name: 'Is it you?' })
  await proof.getByLabel('Your password').fill(PASSWORD)
  await see(lead, 'season-19-proof')
  await lead.keyboard.press('Enter')
  await lead.getByText('Certified by Ingrid Halvorsdottir').first().waitFor()
  await look(director, 'season-20-certified')

  // Two people open the export, and have the same bytes; it is known who did.
  await page.goto(`${SEASON}/ranking`)
  const texts: string[] = []
  for (const one of [lead, page]) {
    const coming = one.waitForEvent('download')
    await one.getByRole('link', { name: 'List for NRMP (R3)' }).click()
    const stream = await (await coming).createReadStream()
    texts.push(Buffer.concat(await stream.toArray()).toString())
  }
  nrmp = texts[0]!
  expect(texts[1]).toBe(nrmp)
  expect(nrmp.split('\r\n')[1]).toBe(`2,${ISOLDE.aamcId},Marchbanks Isolde`)

  // Opened by two: one asks, another agrees; certified anew.
  await lead.getByRole('button', { name: 'Ask to open it again' }).click()
  await lead.getByLabel('Why', { exact: true }).fill('A note is missing.')
  await lead.getByRole('button', { name: 'Ask', exact: true }).click()
  await lead.getByRole('button', { name: 'Take that back' }).waitFor()
  expect(await lead.getByRole('button', { name: 'Agree, open it' }).count()).toBe(0)
  await page.reload()
  await page.getByRole('button', { name: 'Agree, open it' }).waitFor()
  await see(page, 'season-21-asked')
  await page.getByRole('button', { name: 'Agree, open it' }).click()
  await page.getByText('Opened. It has to be certified anew.').waitFor()
  await lead.reload()
  await lead.getByRole('button', { name: 'Certify the list' }).click()
  await lead.getByRole('button', { name: 'I certify this list' }).click()
  await lead.getByText('Certified by Ingrid Halvorsdottir').first().waitFor()
})

test('ranking ends and nothing goes out; seasons are simulated, and say that they are', async () => {
  const at = (days: number, time: string) => `${addDays(today(), days)}T${time}`
  await setDates(desk, {
    'Match day': addDays(today(), 1),
    'Applications open': at(-90, '08:00'),
    Deadline: at(-3, '23:59'),
    'Letters until': at(-3, '23:59'),
    'Ranking opens': at(-2, '12:00'),
    'Quota until': at(-2, '23:59'),
    'Rank lists until': at(-1, '21:00'),
  })
  const { page } = desk
  await page.goto(`${SEASON}/interviews`)
  await page.getByText('It is the quiet period').first().waitFor()
  await see(page, 'season-22-quiet')
  await page.goto(`${SEASON}/ranking`)
  await page.getByText(/Ranking ended/).waitFor()
  expect(await page.getByRole('button', { name: 'Ask to open it again' }).count()).toBe(0)
  await director.page.goto(`${SEASON}/ranking?part=depth`)
  await director.page
    .getByText('A simulation of 10,000 invented seasons')
    .waitFor({ timeout: 60_000 })
  await look(director, 'season-23-depth')
  await director.page.goto('/programmes/jh-msk/internal-match')
  await director.page.getByRole('button', { name: 'Begin with an example' }).click()
  await director.page.getByRole('button', { name: 'Match' }).click()
  await director.page.getByText('this is not the official match').waitFor()
  await look(director, 'season-24-internal')

  await applicant.page.goto('/apply/johns-hopkins/jh-msk-season')
  await applicant.page.getByText(/^Sent on/).waitFor()
  await look(applicant, 'season-25-closed')
})

/** As the match sends it: two of the certified list, and a number that nobody who applied has. */
const rosterFile = () => {
  const lines = nrmp.split('\r\n').slice(0, 2)
  const matched = lines.map((line) => line.split(',').slice(1).join(','))
  return ['AAMC ID,Applicant Name', ...matched, '12345678,Doe Ann'].join('\n')
}

test('the roster is read, one line held and settled; nobody hears of it before match day, or from one person', async () => {
  const { page } = desk
  await page.goto(`${SEASON}/ranking?part=after`)
  await look(desk, 'season-26-before-match')
  const read = async () => {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /^Read / }).click()
    await (await chooser).setFiles(file('roster.csv', Buffer.from(rosterFile()), 'text/csv'))
  }
  await read()
  await page.getByText('Nobody who applied here has the number 12345678.').waitFor()
  await look(desk, 'season-27-held')
  await page.getByRole('button', { name: 'Say what it means' }).click()
  await page.getByLabel('How you know').fill('Called the match: of the research track.')
  await see(page, 'season-28-settle')
  await page.getByRole('button', { name: 'That is what it means' }).click()
  await page.getByText(/of the research track/).waitFor()
  expect(await page.getByRole('button', { name: 'Release it' }).count()).toBe(0)
  const second = await office('jamal-whitfieldson', { ...PHONE, zone: ZONE, scheme: 'dark' })
  await second.page.goto(`${SEASON}/ranking?part=after`)
  await second.page.getByText(/Nobody is told before match day/).waitFor()
  await see(second.page, 'season-29-too-early')

  await setDates(desk, { 'Match day': today() })
  await second.page.reload()
  await second.page.getByRole('button', { name: 'Release it' }).click()
  await second.page.getByRole('heading', { name: 'Those who come 2' }).waitFor()
  await look(second, 'season-30-incoming')
  await second.context.close()
})

test('whoever comes has a list: on the page of the office, and signed in on their own', async () => {
  const welcome = await letterTo(desk, ISOLDE.email, /^Welcome to/)
  expect(welcome.path).toBe('/onboarding')
  await desk.page.goto(`${SEASON}/ranking?part=after`)
  await desk.page.getByRole('button', { name: `Invite to sign in: ${ISOLDE.name}` }).click()
  await desk.page.getByText(`Invited to sign in with ${ISOLDE.email}.`).waitFor()
  const fellow = await comeIn(ISOLDE.name, ISOLDE.email, LONDON)
  const { page } = fellow
  await look(fellow, 'season-31-first-page')
  await page.getByRole('link', { name: /Before you begin/ }).click()
  await page.getByRole('heading', { name: 'Before you begin' }).waitFor()
  await look(fellow, 'season-32-before-you-begin')
  await page.getByRole('checkbox', { name: 'Letter of appointment signed' }).click()
  await page.getByText('Letter of appointment signed: done.').waitFor()
  // What was waived stays closed, and so does where she was ranked.
  expect((await fellow.context.request.get(`${API}/ranking`)).status()).toBe(404)

  await desk.page.goto(`${SEASON}/ranking?part=after`)
  const hers = desk.page.getByRole('region', { name: ISOLDE.name })
  await hers.getByText('1 of 8 done').waitFor()
  expect(await hers.getByLabel('Letter of appointment signed').isChecked()).toBe(true)
  await look(desk, 'season-33-office')
  await desk.page.goto('/people')
  await desk.page.getByRole('link', { name: 'Marchbanks, Isolde' }).first().waitFor()
  expect(
    [...applicant.complaints, ...desk.complaints, ...fellow.complaints].filter(
      (one) => !/40[139]/.test(one),
    ),
  ).toEqual([])
})
