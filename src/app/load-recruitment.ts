// A season of the demo: about half a year in, still open, with the files of everybody who applies.
import { inventedPdf, inventedPhoto, inventedScan } from '../../demo/invented-files.ts'
import { type DemoApplicant, season } from '../../demo/recruitment.ts'
import { addDays, type Day, day, weekday } from '../kernel/day.ts'
import { plainId } from '../kernel/id.ts'
import { dayAt, type Moment, momentAt } from '../kernel/moment.ts'
import type { Tx } from '../platform/database.ts'
import {
  ensureApplicant,
  ensureApplication,
  insertCycle,
  insertDocument,
  insertRecommendation,
  notePage,
  updateApplicationState,
  updateForm,
  updateRecommendation,
  upsertPage,
} from '../rooms/recruitment/index.ts'
import {
  usualMatchDays,
  usualSettings,
  wednesdayFrom,
} from '../rooms/recruitment/rules/defaults.ts'
import { emptyForm, type ApplicationForm, type CycleWords } from '../rooms/recruitment/schema.ts'
import { academicYear } from './demo-years.ts'

const OPENED_BEFORE = 26 * 7
const OPEN_FOR = 21
const MATCH_IN = 17 * 7

type Place = { now: Moment; zone: string; name: string }

export async function loadRecruitment(
  tx: Tx,
  tenant: string,
  programmes: ReadonlySet<string>,
  place: Place,
): Promise<void> {
  if (!programmes.has(season.programme)) return
  const today = dayAt(place.now, place.zone)
  const { programme, by } = season
  const cycle = await insertCycle(tx, tenant, {
    ...cycleOf(today, place),
    ...{ programme, by, id: `${programme}-season` },
  })
  await upsertPage(
    tx,
    tenant,
    { programme, isPublic: true, owner: by, staleDays: 180 },
    { person: by, today: addDays(today, -40) },
  )
  await notePage(tx, { id: tenant, name: place.name, timeZone: place.zone }, programme, place.now)
  for (const [nth, who] of season.applicants.entries())
    await loadApplicant(tx, tenant, { cycle, who, nth, today, zone: place.zone })
}

/** Interviews have begun while applications still come: that is how the programme works. */
function cycleOf(today: Day, { now, zone }: Place): CycleWords {
  const at = (on: Day, time: string) => momentAt(on, time, zone)
  const monday = (on: Day) => addDays(on, (8 - weekday(on)) % 7)
  const matchDay = wednesdayFrom(addDays(today, MATCH_IN))
  const counted = usualMatchDays(matchDay)
  const deadline = at(addDays(today, OPEN_FOR), '23:59')
  // The one that begins in the July after next: the year of the training, not of applying.
  const year = academicYear(now) + 2
  return {
    ...{ label: `Fellowship ${year}`, match: 'nrmp-sms', matchCode: season.matchCode },
    ...{ quota: season.quota, interviewMode: 'virtual', zone },
    ...{ opens: at(addDays(today, -OPENED_BEFORE), '08:00'), deadline },
    lettersUntil: at(addDays(today, OPEN_FOR + 14), '23:59'),
    interviews: { from: monday(addDays(today, -14)), to: addDays(monday(addDays(today, 42)), 4) },
    societyInterviews: { from: addDays(today, -35), to: addDays(today, 63) },
    rankOpens: at(counted.rankOpens, '12:00'),
    quotaDeadline: at(counted.quota, '23:59'),
    rankDeadline: at(counted.rank, '21:00'),
    ...{ matchDay, starts: day(`${year}-07-01`) },
    settings: {
      ...usualSettings,
      sponsor: {
        ...{ name: season.society, link: season.societyPage },
        signedUntil: addDays(today, -90),
      },
      eligibility: [
        ...usualSettings.eligibility,
        {
          ...{ id: 'licence', kind: 'licence', of: season.state },
          asks: `Can you be licensed to practise medicine in ${season.state}?`,
          note: 'The licence itself is applied for after the match.',
        },
      ],
    },
  }
}

type One = { cycle: string; who: DemoApplicant; nth: number; today: Day; zone: string }

async function loadApplicant(tx: Tx, tenant: string, one: One): Promise<void> {
  const { cycle, who, nth, today, zone } = one
  const word = plainId(`${who.given} ${who.family}`)
  const applicant = await ensureApplicant(tx, tenant, {
    ...{ id: `applicant-${word}`, given: who.given, family: who.family, zone: who.zone },
    ...{ email: `${word}@example.org`, phone: `+1 555 0${200 + nth}` },
    ...{ aamcId: who.aamcId, nrmpId: who.nrmpId },
  })
  const application = await ensureApplication(tx, tenant, {
    ...{ cycle, applicant, id: `application-${word}` },
  })
  await updateForm(tx, application, 1, formOf(who))
  const sent = momentAt(addDays(today, -(20 + ((nth * 31) % 130))), '19:30', zone)
  const missing = new Set<string>(who.file.missing ?? [])
  const source = 'applicant' as const
  const pdf = { application, mediaType: 'application/pdf' as const, source, at: sent, flags: {} }
  if (!missing.has('cv')) {
    const pages = cvOf(who)
    await insertDocument(tx, tenant, {
      ...{ ...pdf, kind: 'cv', fileName: `${word}-cv.pdf`, pages: pages.length },
      bytes: inventedPdf(pages),
    })
  }
  if (!missing.has('statement'))
    await insertDocument(tx, tenant, {
      ...{ ...pdf, kind: 'statement', fileName: 'personal statement.pdf', pages: 1 },
      bytes: inventedPdf([statementOf(who)]),
    })
  if (!missing.has('photo'))
    await insertDocument(tx, tenant, {
      ...{ application, kind: 'photo', fileName: 'photo.png', mediaType: 'image/png', pages: null },
      ...{ source, at: sent, flags: { pixels: { width: 300, height: 400 } } },
      bytes: inventedPhoto(nth % 12),
    })
  await loadLetters(tx, tenant, application, one, sent)
  if (who.file.state !== 'begun') await updateApplicationState(tx, application, 'submitted', sent)
  if (who.file.state === 'withdrawn')
    await updateApplicationState(tx, application, 'withdrawn', momentAt(today, '00:10', zone))
}

async function loadLetters(
  tx: Tx,
  tenant: string,
  application: string,
  { who, nth }: One,
  sent: Moment,
): Promise<void> {
  for (const [at, state] of who.file.letters.entries()) {
    const [writerName, writerRole] = season.writers[(nth + at * 2) % season.writers.length]!
    const waived = state !== 'open'
    const recommendation = await insertRecommendation(tx, tenant, {
      ...{ id: `${application}-letter-${at + 1}`, application, writerName, writerRole, waived },
      writerEmail: `${plainId(writerName)}@example.org`,
    })
    await updateRecommendation(tx, recommendation, 'asked', sent)
    if (state === 'asked') continue
    const isByMail = state === 'by-mail'
    const isScan = state === 'scanned' || isByMail
    await insertDocument(tx, tenant, {
      ...{
        id: `${recommendation}-file`,
        application,
        kind: 'letter',
        recommendation,
        waived,
        pages: 1,
        at: sent,
      },
      ...{ mediaType: 'application/pdf', fileName: `letter ${plainId(writerName)}.pdf` },
      ...{ source: isByMail ? 'office' : 'writer', byPerson: isByMail ? season.by : null },
      flags: { ...(isScan ? { noText: true } : {}), ...(isByMail ? { byMail: true } : {}) },
      bytes: isScan ? inventedScan(26) : inventedPdf([letterOf(who, writerName, writerRole)]),
    })
    await updateRecommendation(tx, recommendation, 'received', sent)
  }
}

function formOf(who: DemoApplicant): ApplicationForm {
  return {
    ...emptyForm,
    ...{ aamcId: who.aamcId ?? '', nrmpId: who.nrmpId ?? '', citizenship: who.citizenship },
    visa: who.citizenship === 'visa' ? 'J-1' : '',
    address: '12 Invented Street, Exampleton',
    schooling: [
      {
        ...{ kind: 'medical-school', place: `${who.school} School of Medicine`, degree: 'MD' },
        ...{ from: '2017-08', to: '2021-05' },
      },
      {
        ...{ kind: 'residency', place: `${who.residency} Hospital`, degree: '' },
        ...{ from: '2022-07', to: '' },
      },
    ],
    board: who.board,
    answers: { licence: { says: who.licence, note: '' } },
    scores: { 'step-1': who.step1, 'step-2': who.step2 },
    honours: who.step2 > '250' ? 'Resident teaching award.' : '',
    discipline: who.file.state === 'begun' ? '' : 'no',
    signed: who.file.state === 'begun' ? '' : `${who.given} ${who.family}`,
  }
}

/** WinAnsi text: what a simple PDF can show. */
const plain = (text: string) => text.normalize('NFKD').replace(/[^\x20-\x7e]/g, '')

function cvOf(who: DemoApplicant): string[][] {
  const name = plain(`${who.given} ${who.family}`)
  return [
    [
      ...[name, '', 'Education'],
      `  ${plain(who.school)} School of Medicine, MD, 2017 to 2021`,
      ...['', 'Training'],
      `  ${plain(who.residency)} Hospital, diagnostic radiology, since 2022`,
      ...['', 'Interests', `  ${plain(who.interest)}`],
    ],
    [
      ...[`${name}, page 2`, '', 'Papers and talks'],
      `  A series of forty cases: ${plain(who.interest)}. Invented journal, 2025.`,
      `  ${plain(who.interest)} for residents. Talk, 2026.`,
    ],
  ]
}

const statementOf = (who: DemoApplicant): string[] => [
  ...[plain(`${who.given} ${who.family}`), ''],
  `What drew me to musculoskeletal imaging was ${plain(who.interest)}.`,
  `At ${plain(who.residency)} I read with people who took the time to say why.`,
  'I would like to do the same for others, and to learn the needle as well as the screen.',
]

const letterOf = (who: DemoApplicant, writer: string, role: string): string[] => [
  ...['To the selection committee', ''],
  `I have known ${plain(who.given)} ${plain(who.family)} for three years at ${plain(who.residency)}.`,
  `The work on ${plain(who.interest)} was careful, and finished.`,
  'I would gladly have this person as a colleague.',
  ...['', plain(writer), plain(role)],
]
