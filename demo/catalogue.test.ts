// Does the program do with the catalogue of the Brigham what the catalogue says? One test a fact, by its row.
import { describe, expect, test } from 'vitest'
import { catalogueRecords } from '../src/app/demo-records.ts'
import { day, addDays } from '../src/kernel/day.ts'
import { allocate } from '../src/rooms/allocation/allocate.ts'
import { compareElectives } from '../src/rooms/catalogue/difference.ts'
import { catalogueOf } from '../src/rooms/catalogue/reading.ts'
import { judgeCatalogue } from '../src/rooms/catalogue/rules.ts'
import type { Elective } from '../src/rooms/catalogue/schema.ts'
import { checkLength, checkSections, leftOf, lockedFor } from '../src/rooms/catalogue/taking.ts'
import { chainsOf, variantsOf } from '../src/rooms/catalogue/variants.ts'
import { offersOf } from '../src/rooms/electives/offers.ts'
import { type Chooser, marketOf, numbersOf, periodsOf } from '../src/rooms/electives/rules.ts'
import { brigham } from './brigham.ts'

const catalogue = catalogueOf(catalogueRecords(brigham, 'bwh-dr'))
const sites = new Set(brigham.sites.map(({ id }) => id))
const around = {
  sites,
  resources: new Set([...brigham.equipment.map(({ id }) => id), ...sites]),
}
const of = (id: string): Elective => catalogue.electives.find((one) => one.id === id)!
const part = (id: string, of_: string) => of(id).components.find((one) => one.id === of_)!
const judge = (changed: Elective) =>
  judgeCatalogue(
    {
      ...catalogue,
      electives: catalogue.electives.map((one) => (one.id === changed.id ? changed : one)),
    },
    around,
  ).map(({ says }) => says)
const wished = (id: string) => variantsOf(of(id)).map((variant) => variant.id)
const short = (id: string, weeks: number, components?: Record<string, number>) =>
  checkLength(of(id), components ? { weeks, components } : { weeks }).map(({ says }) => says)

/** Periods of four weeks, from July; six of them. */
const blocks = Array.from({ length: 6 }, (_, nth) => {
  const from = addDays(day('2026-07-01'), nth * 28)
  return { id: `b${nth}`, label: `${nth}`, from, to: addDays(from, 27) }
})
const round = (count: number) => ({
  ...{ title: 'A round', places: 2 },
  periods: periodsOf(blocks.slice(0, count), { from: 'b0', to: `b${count - 1}`, size: 1 }),
})

/** What each gets, in their order, when everybody has this list of wishes in a round of so many periods. */
function allot(periods: number, ...lists: string[][]): string[][] {
  const base = round(periods)
  const numbers = numbersOf(lists.length)
  const choosers: Chooser[] = lists.map((wishes, nth) => ({
    ...{ person: `x${nth}`, number: numbers[nth]!, wishes, barred: [] },
  }))
  const offers = offersOf(catalogue, base.periods)
  const made = allocate(marketOf({ ...base, offers }, choosers), 'rank-maximal', 'seed')
  if (!made.ok) throw new Error(made.findings.map(({ says }) => says).join(' '))
  return numbers.map((number) =>
    made.value.places.filter(({ person }) => person === number).map(({ offer }) => offer),
  )
}
const granted = (periods: number, ...lists: string[][]) =>
  allot(periods, ...lists).filter((places) => places.length > 0).length

test('the catalogue of the demo holds together', () => {
  expect(judgeCatalogue(catalogue, around)).toEqual([])
})

describe('sections and mini-fellowships', () => {
  test('BW-05: a mini-fellowship is had whole, part after part, from the places of its electives', () => {
    const [body] = chainsOf(catalogue).filter(({ id }) => id === 'mini-body')
    expect(body!.steps.map(({ elective, weeks }) => [elective, weeks])).toEqual([
      ['abdominal-mri', 8],
      ['abdominal-intervention', 4],
      ['ultrasound-advanced', 4],
    ])
    // In four periods it fits exactly; its second part then has the one place of the interventions.
    expect(allot(4, ['mini-body'])).toEqual([['mini-body']])
    expect(
      allot(
        3,
        ['mini-body'].filter(() => false),
      ),
    ).toEqual([[]])
    expect(granted(4, ['mini-body'], ['mini-body'])).toBe(1)
  })
  test('BW-05: a part that is shorter than its elective may be is refused', () => {
    const mini = catalogue.miniFellowships.map((one) => ({
      ...one,
      parts: one.parts.map((step) => ({ ...step, weeks: 2 })),
    }))
    const found = judgeCatalogue({ ...catalogue, miniFellowships: mini }, around)
    expect(found.map(({ says }) => says)).toContainEqual(
      expect.stringMatching(/gives Musculoskeletal MRI, long form 2 weeks; it takes at least 6/),
    )
  })
  test('BW-06: more weeks outside the clinic than a year may hold are refused, inside it is no limit', () => {
    const found = (taken: { elective: string; weeks: number }[]) =>
      checkSections(catalogue, taken).map(({ says, by }) => [says, by])
    expect(
      found([
        { elective: 'cebi', weeks: 40 },
        { elective: 'educator', weeks: 6 },
      ]),
    ).toEqual([['Outside the clinic: 46 weeks of a year, at most 42 are possible.', 4]])
    expect(found([{ elective: 'cebi', weeks: 42 }])).toEqual([])
    expect(found([{ elective: 'msk-advanced', weeks: 46 }])).toEqual([])
  })
  test('BW-07: every elective is in one of two sections, and in no other', () => {
    const offers = offersOf(catalogue, round(1).periods)
    expect([...new Set(offers.map(({ section }) => section))].sort()).toEqual([
      ...['clinical', 'extraclinical'],
    ])
    expect(judge({ ...of('cebi'), section: 'elsewhere' })).toEqual([
      expect.stringContaining('there is no section "elsewhere"'),
    ])
  })
})

describe('electives that are wished for as one', () => {
  test.each([
    ['BW-10', 'abdominal-mri', 2],
    ['BW-15', 'abdominal-intervention', 1],
    ['BW-20', 'breast-advanced', 2],
    ['BW-50', 'emergency-trauma', 2],
    ['BW-70', 'msk-advanced', 2],
    ['BW-100', 'nuclear-advanced', 2],
    ['BW-150', 'leadership', 2],
    ['BW-160', 'cebi', 2],
  ])('%s: %s has as many places at once as it says, and not one more', (_, id, places) => {
    expect(wished(id)).toEqual([id])
    const periods = Math.ceil(of(id).minWeeks / 4)
    expect(granted(periods, ...Array.from({ length: places + 1 }, () => [id]))).toBe(places)
  })
})

describe('what an elective is made of', () => {
  test('BW-11, BW-12: what is learned about MR is said by the elective, and its loss is a change', () => {
    const was = of('abdominal-mri')
    for (const [nth, word] of [/acquired/, /protocol/].entries()) {
      expect(was.objectives[nth]).toMatch(word)
      const is = { ...was, objectives: was.objectives.filter((_, at) => at !== nth) }
      expect(compareElectives(was, is)).toEqual([`Objective removed: ${was.objectives[nth]}.`])
    }
  })
  test('BW-16: less time on the ablation service than its minimum is refused, and so is none', () => {
    expect(short('abdominal-intervention', 4, { ablation: 2, csir: 2 })).toEqual([])
    expect(short('abdominal-intervention', 4, { ablation: 1, csir: 3 })).toEqual([
      'Tumour ablation service takes at least 2 weeks; 1 week are too few.',
    ])
    expect(short('abdominal-intervention', 4, { ablation: 0, csir: 4 })).toContain(
      'Tumour ablation service belongs to Abdominal interventions, advanced and is left out.',
    )
  })
  test('BW-17: the parts together take no longer than the elective', () => {
    expect(short('abdominal-intervention', 4, { ablation: 2, csir: 3 })).toEqual([
      'The parts take 5 weeks together, the elective 4 weeks.',
    ])
  })
  test('BW-18: work in the suite needs the suite; without it the catalogue is not sound', () => {
    expect(part('abdominal-intervention', 'amigo').resource).toBe('bwh-amigo-suite')
    const found = judgeCatalogue(catalogue, {
      sites,
      resources: new Set([...around.resources].filter((id) => id !== 'bwh-amigo-suite')),
    })
    expect(found.map(({ says }) => says)).toEqual([
      expect.stringContaining('needs "bwh-amigo-suite", and there is no such machine or suite'),
    ])
  })
  test('BW-40, BW-41, BW-42: vessels, CT and MRI of the heart come in this order; a gap is refused', () => {
    const orders = of('cardiovascular-advanced').components.flatMap(({ id, order }) =>
      order === null ? [] : [[order, id]],
    )
    expect(orders).toEqual([
      [1, 'vascular'],
      [2, 'cardiac-ct'],
      [3, 'cardiac-mri'],
    ])
    const components = of('cardiovascular-advanced').components.filter(
      ({ id }) => id !== 'cardiac-ct',
    )
    expect(judge({ ...of('cardiovascular-advanced'), components })).toEqual([
      expect.stringContaining('goes from 1 to 3'),
    ])
  })
  test('BW-43: nuclear cardiology may be left out or added without a longer stay', () => {
    const weeks = { vascular: 2, 'cardiac-ct': 1, 'cardiac-mri': 1 }
    expect(short('cardiovascular-advanced', 4, { ...weeks, 'nuclear-cardiology': 0 })).toEqual([])
    expect(part('cardiovascular-advanced', 'nuclear-cardiology')).toMatchObject({
      ...{ optional: true, guaranteed: false },
    })
  })
  test('BW-71: radiographs, CT and MRI, biopsies and arthrograms are four parts of one place', () => {
    expect(of('msk-advanced').components.map(({ activity }) => activity)).toEqual([
      ...['interpretation', 'interpretation', 'operation', 'operation'],
    ])
    expect(wished('msk-advanced')).toEqual(['msk-advanced'])
  })
  test('BW-74: the long form takes six to eight weeks, and neither five nor nine', () => {
    expect(short('msk-mr-extended', 6)).toEqual([])
    expect(short('msk-mr-extended', 8)).toEqual([])
    expect(short('msk-mr-extended', 5)).toEqual([expect.stringContaining('at least 6 weeks')])
    expect(short('msk-mr-extended', 9)).toEqual([expect.stringContaining('at most 8 weeks')])
  })
  test('BW-76: the days beside a technologist are a part with a minimum and a supervisor of its own', () => {
    expect(part('msk-mr-extended', 'technologist')).toMatchObject({
      ...{ supervisor: 'technologist', activity: 'observation' },
    })
    expect(short('msk-mr-extended', 6, { reading: 6, technologist: 0 })).toEqual([
      'Days beside an MR technologist belongs to Musculoskeletal MRI, long form and is left out.',
    ])
  })
  test('BW-80: reading radiographs is always open and takes nobody’s place', () => {
    const side = 'msk-mr-extended:msk-radiographs'
    expect(wished('msk-mr-extended')).toEqual(['msk-mr-extended', side])
    // Ten ask for it in the same four weeks and all have it.
    expect(granted(1, ...Array.from({ length: 10 }, () => [side]))).toBe(10)
    // The two places of the elective itself are all there still.
    const ten = Array.from({ length: 10 }, () => [side])
    const all = allot(2, ['msk-mr-extended'], ['msk-mr-extended'], ...ten)
    expect(all.slice(0, 2)).toEqual([['msk-mr-extended'], ['msk-mr-extended']])
    expect(
      judge({
        ...of('msk-mr-extended'),
        components: of('msk-mr-extended').components.map((one) => ({ ...one, optional: false })),
      }),
    ).toContainEqual(expect.stringContaining('everybody must take it'))
  })
  test('BW-96: procedures are booked with their staff, for at least two weeks', () => {
    for (const id of ['cryo-ablation', 'biopsies', 'spine-injections'])
      expect(short('neuro-advanced', 4, { [id]: 1 })).toEqual([
        expect.stringMatching(/takes at least 2 weeks; 1 week/),
      ])
    expect(short('neuro-advanced', 4, { biopsies: 2 })).toEqual([])
    expect(short('neuro-advanced', 4, {})).toEqual([])
  })
  test('BW-142: ultrasound is made of single weeks, two at least', () => {
    expect(
      short('ultrasound-advanced', 3, { l1: 1, 'high-risk-ob': 1, 'vascular-lab': 1 }),
    ).toEqual([])
    expect(short('ultrasound-advanced', 1)).toEqual([expect.stringContaining('at least 2 weeks')])
  })
  test('BW-143, BW-144: obstetrics and the vascular laboratory are parts of other departments', () => {
    const owners = of('ultrasound-advanced').components.flatMap(({ owner }) => owner || [])
    expect(owners).toEqual(['Obstetrics', 'Vascular medicine'])
    for (const id of ['high-risk-ob', 'vascular-lab'])
      expect(sites.has(part('ultrasound-advanced', id).site!)).toBe(true)
  })
  test('BW-145: who wishes for it the most gets it: wishes decide, not the order of the list', () => {
    const three = [
      ['ultrasound-advanced'],
      ['ultrasound-advanced'],
      ['emergency-trauma', 'ultrasound-advanced'],
    ]
    expect(allot(1, ...three)).toEqual([
      ['ultrasound-advanced'],
      ['ultrasound-advanced'],
      ['emergency-trauma'],
    ])
  })
})

describe('elsewhere', () => {
  test('BW-30: Dana-Farber is open without a request of one’s own, and must be one of our sites', () => {
    expect(of('cancer-imaging').offSite).toMatchObject([{ site: 'dfci', arranged: false }])
    const gone = new Set([...sites].filter((id) => id !== 'dfci'))
    const found = judgeCatalogue(catalogue, { ...around, sites: gone })
    expect(found.every(({ says }) => says.includes('"dfci"'))).toBe(true)
    expect(found.length).toBe(4)
  })
  test('BW-31, BW-32, BW-33: three options are wished for one by one and share two places', () => {
    const options = ['general', 'molecular', 'translational'].map((id) => `cancer-imaging:${id}`)
    expect(wished('cancer-imaging')).toEqual(options)
    expect(granted(1, ...options.map((id) => [id]))).toBe(2)
  })
  test('BW-85: neuroradiology leads to an accredited fellowship, and is one wish', () => {
    expect(of('neuro-advanced').careerIntent).toMatch(/fellowship in neuroradiology/)
    expect(wished('neuro-advanced')).toEqual(['neuro-advanced'])
  })
  test('BW-89, BW-90, BW-91: Eye and Ear and Children’s are arranged afterwards, so no round offers them', () => {
    const away = of('neuro-advanced').offSite
    expect(away.map(({ site, arranged }) => [site, arranged])).toEqual([
      ['mass-eye-ear', true],
      ['boston-childrens', true],
    ])
    const offers = offersOf(catalogue, round(1).periods)
    expect(offers.filter(({ id }) => id.startsWith('neuro-advanced')).map(({ id }) => id)).toEqual([
      'neuro-advanced',
    ])
    // Were no request needed, each would be a wish of its own.
    const open = { ...of('neuro-advanced'), offSite: [] }
    expect(variantsOf(open).map(({ part: id }) => id)).toEqual(['eye-and-ear', 'children'])
  })
  test('BW-92: what is not fixed by a minimum is cut to the person', () => {
    for (const biopsies of [0, 2, 3, 4])
      expect(short('neuro-advanced', 4, { biopsies })).toEqual([])
    expect(short('neuro-advanced', 12)).toEqual([])
  })
  test('BW-110: paediatric imaging is at Children’s by a standing agreement', () => {
    expect(of('paediatric-advanced').offSite).toMatchObject([
      { site: 'boston-childrens', arranged: false },
    ])
    expect(sites.has('boston-childrens')).toBe(true)
  })
  test('BW-111 to BW-119: its nine options share two places', () => {
    const nine = wished('paediatric-advanced')
    expect(nine).toHaveLength(9)
    expect(granted(1, ...nine.map((id) => [id]))).toBe(2)
    // In two periods twice as many have one of them.
    expect(granted(2, ...nine.map((id) => [id]))).toBe(4)
  })
  test('BW-170: the centre of two hospitals is a site, where nobody is a patient', () => {
    expect(part('data-science', 'centre').site).toBe('ccds')
    expect(sites.has('ccds')).toBe(true)
  })
  test('BW-195: radiology abroad needs a request for each person', () => {
    expect(of('global-health').offSite).toMatchObject([{ site: 'abroad', arranged: true }])
    expect(wished('global-health')).toEqual(['global-health'])
  })
})

describe('tracks', () => {
  const three = ['diagnostic', 'intervention', 'both'].map(
    (id) => `thoracic-advanced:thoracic-${id}`,
  )
  test('BW-132, BW-133, BW-134: three thoracic tracks are three wishes and one pool of two places', () => {
    expect(wished('thoracic-advanced')).toEqual(three)
    const base = round(1)
    const market = marketOf({ ...base, offers: offersOf(catalogue, base.periods) }, [])
    const mine = market.offers.filter(({ id }) => three.includes(id))
    expect(mine.map(({ pool }) => pool)).toEqual(Array(3).fill('thoracic-advanced'))
    expect(market.pools.filter(({ id }) => id.startsWith('thoracic'))).toMatchObject([
      { id: 'thoracic-advanced', capacity: 2 },
    ])
    expect(granted(1, ...three.map((id) => [id]))).toBe(2)
    // The mini-fellowship draws from the same two places.
    expect(granted(3, ['mini-thoracic'], ['mini-thoracic'], ['mini-thoracic'])).toBe(2)
  })
  test('BW-134: a track that shares with one that is gone is refused', () => {
    const tracks = of('thoracic-advanced').tracks.slice(0, 2)
    expect(judge({ ...of('thoracic-advanced'), tracks })).toContainEqual(
      expect.stringContaining('"thoracic-both", and there is no such track'),
    )
  })
})

describe('outside the clinic', () => {
  const done = (weeks: number, ...handedIn: string[]) => ({ weeks, handedIn })
  test('BW-151: leadership is planned by the trainee; somebody who can agree must supervise', () => {
    expect(of('leadership').selfDesigned).toBe(true)
    expect(judge({ ...of('leadership'), supervisors: ['technologist'] })).toHaveLength(1)
  })
  test('BW-152, BW-153, BW-154: courses of others are parts that one may leave out', () => {
    const courses = of('leadership').components
    expect(courses.map(({ owner }) => owner)).toEqual([
      'American College of Radiology',
      'Harvard Medical School',
      'Harvard Macy Institute',
    ])
    expect(short('leadership', 4, Object.fromEntries(courses.map(({ id }) => [id, 0])))).toEqual([])
  })
  test('BW-155: without the final project leadership is not complete, however long it was', () => {
    expect(leftOf(of('leadership'), done(40))).toEqual([
      'Final project: Project on leading a change',
    ])
    expect(leftOf(of('leadership'), done(4, 'leadership-project'))).toEqual([])
  })
  test('BW-160: informatics takes up to a year, and not less than eight weeks', () => {
    expect(short('cebi', 52)).toEqual([])
    expect(short('cebi', 7)).toHaveLength(1)
    expect(short('cebi', 53)).toHaveLength(1)
  })
  test('BW-171: scientists and engineers supervise data science, and may judge its project', () => {
    expect(of('data-science').supervisors).toEqual(['scientist', 'engineer'])
    expect(
      judge({ ...of('data-science'), finalProject: { says: 'A report', gate: true } }),
    ).toEqual([])
  })
  test('BW-180 to BW-187: seven modules complete the educator track, one by one', () => {
    const { modules } = of('educator')
    expect(modules).toHaveLength(7)
    const ids = modules.map(({ id }) => id)
    for (const count of [0, 3, 7])
      expect(leftOf(of('educator'), done(0, ...ids.slice(0, count)))).toHaveLength(7 - count)
  })
  test('BW-188: a module without an objective or an assignment is refused', () => {
    const [first, ...rest] = of('educator').modules
    for (const less of [{ objectives: [] }, { assignments: [] }])
      expect(judge({ ...of('educator'), modules: [{ ...first!, ...less }, ...rest] })).toHaveLength(
        1,
      )
  })
  test('BW-189: twelve weeks may be shortened to six and no further; weeks alone complete nothing', () => {
    expect(short('educator', 12)).toEqual([])
    expect(short('educator', 6)).toEqual([])
    expect(short('educator', 5)).toEqual([
      'Clinician and educator takes at least 6 weeks; 5 weeks are too few.',
    ])
    expect(short('educator', 13)).toHaveLength(1)
    expect(leftOf(of('educator'), done(12))).toHaveLength(7)
  })
})

test('BW-26, BW-72: what is not recorded locks, with the sentence and what is missing', () => {
  const lock = (id: string, ...words: string[]) => lockedFor(of(id), new Set(words), 'R4')?.says
  expect(lock('breast-advanced', 'radiation-safety')).toBe(undefined)
  expect(lock('breast-advanced')).toMatch(
    /Radiation-safety training.*Not recorded yet: radiation safety/,
  )
  expect(lock('msk-advanced', 'msk-biopsy-basics')).toMatch(/Not recorded yet: arthrogram basics/)
  expect(lock('emergency-trauma')).toBe(undefined)
})
