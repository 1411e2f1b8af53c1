// Do the roads of the Brigham bind and open as its page says? One test a fact, by its row.
import { describe, expect, test } from 'vitest'
import { catalogueRecords } from '../src/app/demo-records.ts'
import { judgeTraining } from '../src/rooms/progress/rules.ts'
import { checkApplication } from '../src/rooms/progress/pathways.ts'
import { entry, time, training } from '../src/rooms/progress/training.fixture.ts'
import { catalogueOf } from '../src/rooms/catalogue/reading.ts'
import { checkLength, leftOf } from '../src/rooms/catalogue/taking.ts'
import { brigham } from './brigham.ts'
import { progress } from './curricula.ts'

const { requirements, pathways } = progress.find(({ programme }) => programme === 'bwh-dr')!
  .curricula[0]!
const pathway = (id: string) => pathways.find((one) => one.id === id)!
const may = (id: string, level: string) =>
  checkApplication(pathway(id), { name: 'R', level, states: [] }).length === 0
const judge = (more: Parameters<typeof training>[0]) =>
  judgeTraining(requirements, pathways, training(more))
const on = (id: string) => ({ id, state: 'approved' as const })
const catalogue = catalogueOf(catalogueRecords(brigham, 'bwh-dr'))
const of = (id: string) => catalogue.electives.find((one) => one.id === id)!
const part = (elective: string, id: string) => of(elective).components.find((one) => one.id === id)!

describe('the fourth year', () => {
  test('BW-01: only time at R4 counts for what the fourth year asks', () => {
    const nuclear = (from: string) =>
      judge({ stretches: [time('nuclear-required', from, 28)] }).find(
        ({ id }) => id === 'r4-nuclear',
      )!.planned
    expect(nuclear('2026-08-01')).toBe(4)
    expect(nuclear('2025-08-01')).toBe(0)
  })
})

describe('the ways to interventional radiology', () => {
  test('BW-60: who matched for diagnosis has two main ways, one here and one elsewhere', () => {
    expect([may('esir', 'R2'), may('independent-ir', 'R3')]).toEqual([true, true])
    expect([pathway('esir').entry, pathway('independent-ir').entry]).toEqual(['here', 'elsewhere'])
  })

  test('BW-61: the independent residency comes after this one: it is applied for in the last two years, and asks for nothing here but days for interviews', () => {
    expect(['R1', 'R2', 'R3', 'R4'].filter((level) => may('independent-ir', level))).toEqual([
      ...['R3', 'R4'],
    ])
    const asked = judge({ pathways: [on('independent-ir')] }).filter(
      (item) => item.pathway?.id === 'independent-ir',
    )
    expect(asked.map(({ id }) => id)).toEqual(['interviews'])
  })

  test('BW-62: four days for interviews are kept, the fifth is too many', () => {
    const state = (days: number) =>
      judge({
        pathways: [on('independent-ir')],
        entries: [entry('interview-days', days)],
      }).find(({ id }) => id === 'interviews')!.state
    expect([state(4), state(5)]).toEqual(['on-the-way', 'behind'])
  })

  test('BW-68: the integrated residency is a programme of its own, for those at the beginning', () => {
    expect(['R1', 'R2', 'R3', 'R4'].filter((level) => may('integrated-ir', level))).toEqual(['R1'])
    expect(brigham.programmes.some(({ id }) => id === 'bwh-ir')).toBe(true)
  })
})

describe('what an elective is made of', () => {
  test('BW-75: the long form of bones and joints has its four topics, and cannot be shortened below them all', () => {
    expect(part('msk-mr-extended', 'reading').topics).toHaveLength(4)
    expect(checkLength(of('msk-mr-extended'), { weeks: 5 })).not.toEqual([])
    expect(checkLength(of('msk-mr-extended'), { weeks: 6 })).toEqual([])
  })

  test('BW-77: watching a scan is watching: under a technologist, for at least a week', () => {
    const { activity, supervisor, minWeeks } = part('msk-mr-extended', 'technologist')
    expect({ activity, supervisor, minWeeks }).toEqual({
      ...{ activity: 'observation', supervisor: 'technologist', minWeeks: 1 },
    })
    const short = checkLength(of('msk-mr-extended'), {
      weeks: 8,
      components: { technologist: 0.5 },
    })
    expect(short).not.toEqual([])
  })

  test.each([
    ['BW-78', 'msk-mr-extended', /why a protocol was chosen/],
    ['BW-163', 'cebi', /evidence for imaging/],
  ])('%s: %s says what one can do afterwards', (_, id, words) => {
    expect(of(id).objectives.some((says) => words.test(says))).toBe(true)
  })

  test('BW-141: with ultrasound one guides needles better, in each of its places', () => {
    const { components, objectives } = of('ultrasound-advanced')
    expect(objectives.length).toBeGreaterThan(0)
    expect(components.length).toBeGreaterThan(1)
  })

  test('BW-104: quality control is a duty of the nuclear elective', () => {
    expect(of('nuclear-advanced').duties.some((says) => /quality/.test(says))).toBe(true)
  })

  test.each([
    ['BW-93', 'cryo-ablation'],
    ['BW-94', 'biopsies'],
    ['BW-95', 'spine-injections'],
  ])(
    '%s: %s is booked with those who do it, for two weeks at least, and may be left out',
    (_, id) => {
      const { sessions, optional } = part('neuro-advanced', id)
      expect({ least: sessions?.minCommitmentWeeks, optional }).toEqual({
        least: 2,
        optional: true,
      })
      const short = checkLength(of('neuro-advanced'), { weeks: 8, components: { [id]: 1 } })
      expect(short).not.toEqual([])
      expect(checkLength(of('neuro-advanced'), { weeks: 8 })).toEqual([])
    },
  )

  test('BW-189: the educator is finished when the modules are, whatever the weeks', () => {
    const modules = of('educator').modules.map(({ id }) => id)
    expect(leftOf(of('educator'), { weeks: 12, handedIn: modules.slice(1) })).toHaveLength(1)
    expect(leftOf(of('educator'), { weeks: 8, handedIn: modules })).toEqual([])
  })
})
