// The list and the roster: what may be certified, what goes out, what comes back, and what is held.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRoster, reconcile } from './roster.ts'
import { byScore, exportList, judgeEntries, judgeList, move, setTier, upsideDown } from './rules.ts'
import { readPasted } from './pasting.ts'
import type { Candidate, Entry } from './schema.ts'

const someone = (nth: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{
    application: `a${nth}`,
    name: `Ada Q${'x'.repeat(nth)}`,
    given: 'Ada',
    family: `Q${'x'.repeat(nth)}`,
  },
  ...{
    aamcId: String(11_000_000 + nth),
    nrmpId: `N${String(1_000_000 + nth)}`,
    state: 'submitted',
  },
  scores: [{ by: 'R', score: 90 - nth, source: 'interview' }],
  ...{ mean: 90 - nth, adjusted: null },
  ...more,
})
const people = (count: number) => Array.from({ length: count }, (_, nth) => someone(nth + 1))
const entriesOf = (those: readonly Candidate[]): Entry[] =>
  those.map(({ application }) => ({ application, tier: 1, note: '' }))
const cycle = { quota: 2, disclosedAt: '2027-04-01T00:00:00Z', form: 'nrmp' as const }
const said = (entries: readonly Entry[], those: readonly Candidate[], more = {}) =>
  judgeList(entries, those, { ...cycle, ...more }).map(
    ({ level, finding }) => `${level}: ${finding.says}`,
  )

describe('before it is certified', () => {
  test('a long enough list of people with numbers is ready', () => {
    const all = people(6)
    expect(said(entriesOf(all), all)).toEqual([])
  })

  test.each([
    ['nobody on it', [], people(3), {}, 'must: Nobody is ranked.'],
    [
      'a withdrawn one',
      entriesOf(people(1)),
      [someone(1, { state: 'withdrawn' })],
      {},
      'must: Ada Qx on rank 1 has withdrawn.',
    ],
    [
      'one without a number',
      entriesOf(people(1)),
      [someone(1, { aamcId: null, nrmpId: null })],
      {},
      'must: Ada Qx has no number of the match.',
    ],
    [
      'a number twice',
      entriesOf(people(2)),
      [someone(1), someone(2, { aamcId: '11000001' })],
      {},
      'must: 11000001 is the number of two people on the list.',
    ],
    [
      'nothing told',
      entriesOf(people(6)),
      people(6),
      { disclosedAt: null },
      'must: It is not noted that every applicant has been told what is required of those who come.',
    ],
    [
      'no places',
      entriesOf(people(6)),
      people(6),
      { quota: null },
      'must: The cycle has no number of places.',
    ],
    [
      'five for two places',
      entriesOf(people(5)),
      people(5),
      {},
      'hint: 5 are ranked for 2 places; in the first match of this subspecialty there were 5.8 interviews for each place.',
    ],
    [
      'one interviewed and left out',
      entriesOf(people(6)),
      people(7),
      {},
      'hint: Ada Qxxxxxxx was interviewed and is not ranked.',
    ],
  ] as const)('%s is said', (_, entries, those, more, says) => {
    expect(said(entries, those, more)).toContain(says)
  })

  test('six for two places is enough, and the other form asks for the other number', () => {
    const all = people(6)
    expect(said(entriesOf(all), all)).toEqual([])
    // A number of NRMP is none of NatMatch; five digits are.
    expect(said(entriesOf(all), all, { form: 'natmatch' })[0]).toContain(
      'have no number of NatMatch (five digits).',
    )
    const five = all.map((one, nth) => ({ ...one, nrmpId: String(10_001 + nth) }))
    expect(said(entriesOf(five), five, { form: 'natmatch' })).toEqual([])
  })

  test('a stranger, somebody twice, and a tier that goes up again are faults of any list', () => {
    const all = new Map(people(2).map((one) => [one.application, one]))
    const entry = (application: string, tier: number) => ({ application, tier, note: '' })
    const found = judgeEntries(
      [entry('a1', 2), entry('a1', 2), entry('a2', 1), entry('zz', 2)],
      all,
    )
    expect(found.map(({ says }) => says)).toEqual([
      'Ada Qx is on the list twice.',
      'Rank 3 is of tier 1 and stands below tier 2.',
      'Rank 4 is nobody who applied here.',
    ])
  })
})

describe('moving', () => {
  test('law: whatever is moved, everybody stays on the list once and tiers never fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        fc.nat(11),
        fc.integer({ min: 1, max: 5 }),
        (tiers, from, to, tier) => {
          const list = tiers
            .sort((one, other) => one - other)
            .map((value, nth) => ({ application: `a${nth}`, tier: value, note: '' }))
          const at = from % list.length
          for (const next of [move(list, at, to), setTier(list, at, tier)]) {
            expect(next.map(({ application }) => application).sort()).toEqual(
              list.map(({ application }) => application).sort(),
            )
            for (const [nth, entry] of next.entries())
              expect(entry.tier).toBeGreaterThanOrEqual(next[nth - 1]?.tier ?? 1)
          }
          const put = move(list, at, to)
          expect(put[Math.min(to, list.length - 1)]!.application).toBe(`a${at}`)
        },
      ),
    )
  })

  test('from the scores: the highest first, the adjusted one before the plain one', () => {
    const all = [
      someone(1, { mean: 50, adjusted: 70 }),
      someone(2, { mean: 60 }),
      someone(3, { mean: null }),
    ]
    expect(byScore(all).map(({ application }) => application)).toEqual(['a1', 'a2'])
    expect(upsideDown(entriesOf([all[1]!, all[0]!]), all)).toEqual([1])
    expect(upsideDown(entriesOf([all[0]!, all[1]!]), all)).toEqual([])
  })
})

describe('what goes out', () => {
  test('rank, number, name, CRLF, no heading, no digit and no comma in a name', () => {
    const all = [someone(1, { family: 'Doe, 3rd', given: 'Łucja' }), someone(2)]
    expect(exportList(entriesOf(all), all, 'nrmp')).toBe(
      '1,11000001,Doe rd Łucja\r\n2,11000002,Qxx Ada\r\n',
    )
    const five = all.map((one, nth) => ({ ...one, nrmpId: String(10_001 + nth) }))
    expect(exportList(entriesOf(five), five, 'natmatch')).toContain('1,10001,')
  })

  test('law: what goes out comes back in, rank for rank, also by numbers of NRMP with their letter', () => {
    const mixed = people(20).map((one, nth) => (nth % 3 === 0 ? { ...one, aamcId: null } : one))
    fc.assert(
      fc.property(fc.shuffledSubarray(mixed, { minLength: 1 }), (those) => {
        const entries = entriesOf(those)
        const { entries: read, findings } = readPasted(exportList(entries, mixed, 'nrmp'), mixed)
        expect(findings).toEqual([])
        expect(read).toEqual(entries)
      }),
    )
  })
})

describe('what is pasted', () => {
  const all = people(400)
  const paste = (text: string) => readPasted(text, all)
  const lines = (count: number) =>
    Array.from({ length: count }, (_, nth) => `${nth + 1},${11_000_001 + nth},"Doe, A"`).join('\n')

  test.each([300, 301, 400])(
    '%s ranks are read; a programme may rank as many as it likes',
    (count) => {
      expect(paste(lines(count)).entries).toHaveLength(count)
    },
  )

  test('lines out of order are put in order, a heading is passed over, more columns are ignored', () => {
    const { entries } = paste('Rank,AAMC ID,Name\n2;11000002;B;99\n\n1\t11000001\tA\r\n')
    expect(entries.map(({ application }) => application)).toEqual(['a1', 'a2'])
  })

  test.each([
    [
      '92,11000001\n88,11000002',
      'Rank 1 is lacking: the first column goes from 88 to 92 for 2 people.',
    ],
    ['5,11000001\n5,11000002\n4,11000003', '5 is there twice in the first column.'],
    [
      '0,11000001\n1,11000002',
      'Rank 1 is lacking: the first column goes from 0 to 1 for 2 people.',
    ],
    ['92.5,11000001', 'Line 1 begins with 92.5, which is no rank.'],
    ['11000001,1', 'Line 1 begins with 11000001, which is no rank.'],
    ['1,99999999', 'Line 1: nobody here has the number 99999999.'],
    ['1,11000001\n2,11000001', 'Ada Qx is on line 1 and on line 2.'],
    ['1,11000001\nnonsense', 'Line 2 has no rank and number: “nonsense”.'],
    ['', 'There is no rank in it.'],
    ['Name, first name', 'There is no rank in it.'],
  ])('%j is refused whole: %s', (text, says) => {
    const { entries, findings } = paste(text)
    expect(entries).toEqual([])
    expect(findings.map((one) => one.says)).toContain(says)
  })

  test('a number that two applicants have is asked about', () => {
    const two = [someone(1), someone(2, { aamcId: '11000001' })]
    expect(readPasted('1,11000001', two).findings[0]!.says).toBe(
      'Line 1: 2 applicants have the number 11000001.',
    )
  })

  test('notes are kept, and tiers as far as they do not fall', () => {
    const before = [
      { application: 'a1', tier: 1, note: 'ours' },
      { application: 'a2', tier: 3, note: '' },
    ]
    const { entries } = readPasted('1,11000002\n2,11000001', people(2), before)
    expect(entries).toEqual([
      { application: 'a2', tier: 3, note: '' },
      { application: 'a1', tier: 3, note: 'ours' },
    ])
  })
})

describe('the roster that comes back', () => {
  const all = people(5)
  const certified = entriesOf(all.slice(0, 4))
  const read = (text: string, more = {}) =>
    reconcile(readRoster(text).lines, certified, all, { quota: 2, code: '1837420F0', ...more })
  const HEAD = 'AAMC ID,Last Name,First Name,Program Code,Status\n'

  test('whoever is on the list with the right name is matched, with the rank', () => {
    const [one, other] = read(`${HEAD}11000001,Qx,Ada,1837420F0,Matched\n11000003,QXXX,ada,,\n`)
    expect([one!.state, one!.rank, other!.state, other!.rank]).toEqual(['matched', 1, 'matched', 3])
  })

  test.each([
    ['11000009,Zed,Ann,,', 'held', 'Nobody who applied here has the number 11000009.'],
    ['11000005,Qxxxxx,Ada,,', 'held', 'Ada Qxxxxx is not on the list that was certified.'],
    ['11000001,Zed,Ann,,', 'held', 'The number is that of Ada Qx, and the line says “Ann Zed”.'],
    [',Qx,Ada,,', 'held', 'There is no number in this line.'],
    ['11000001,Qx,Ada,9999999F9,', 'not-ours', 'Of programme 9999999F9; this is 1837420F0.'],
    ['11000001,Qx,Ada,,Not matched', 'not-matched', '“Not matched” in the file.'],
    ['11000001,Qx,Ada,,unmatched', 'not-matched', '“unmatched” in the file.'],
  ])('%s is %s: %s', (line, state, says) => {
    const [verdict] = read(HEAD + line)
    expect([verdict!.state, verdict!.says]).toEqual([state, says])
  })

  test('a number of NRMP is known with its letter and without', () => {
    for (const id of ['N1000002', '1000002'])
      expect(read(`${HEAD}${id},Qxx,Ada,,`)[0]).toMatchObject({ state: 'matched', rank: 2 })
  })

  test('somebody twice, and more than there are places, are held', () => {
    const twice = read(`${HEAD}11000001,Qx,Ada,,\n11000001,Qx,Ada,,`)
    expect(twice.map(({ state }) => state)).toEqual(['matched', 'held'])
    const three = read(`${HEAD}11000001,Qx,Ada,,\n11000002,Qxx,Ada,,\n11000003,Qxxx,Ada,,`)
    expect(three[2]!.says).toBe('There are 2 places, and this would be number 3.')
  })

  test('a file without the columns that are needed is refused with what it has', () => {
    expect(readRoster('Name,Town\nAda,Bath').findings[0]).toMatchObject({
      says: 'There is no column with the number of the applicant (“AAMC ID”).',
      can: 'The first line has: Name, Town. Name the columns there.',
    })
    expect(readRoster('AAMC ID,Name').findings[0]!.says).toBe('There is nobody in it.')
    expect(readRoster('').findings).toHaveLength(1)
    expect(readRoster('"a\n').findings[0]!.says).toContain('This is no table')
  })
})
