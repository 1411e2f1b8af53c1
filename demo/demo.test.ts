// The records of the demo fit together: every name that one uses, another one has.
import { expect, test } from 'vitest'
import { plainId } from '../src/kernel/id.ts'
import { demo } from './index.ts'

const ids = (list: readonly { id: string }[]) => new Set(list.map((entry) => entry.id))
const sites = ids(demo.sites)
const people = ids(demo.cast)
const programmes = ids(demo.programmes)
const works = new Set([...ids(demo.rotations), ...ids(demo.electives)])
const equipment = ids(demo.equipment)
const missing = (names: readonly (string | undefined)[], known: Set<string>) =>
  names.filter((name) => name !== undefined && !known.has(name))

test('ids are unique in each list', () => {
  const { rotations, electives, cast, sites, equipment, programmes, services, ...rest } = demo
  for (const list of [cast, sites, equipment, programmes, services, [...rotations, ...electives]])
    expect(ids(list).size).toBe(list.length)
  expect(ids(rest.headlines).size).toBe(rest.headlines.length)
})

test('codes are two to four letters and unique in a programme', () => {
  const coded = [...demo.rotations, ...demo.electives]
  for (const programme of programmes) {
    const codes = coded.filter((work) => work.programme === programme).map((work) => work.code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => !/^[A-Z]{2,4}$/.test(code))).toEqual([])
  }
})

test('places are known', () => {
  const parts = demo.electives.flatMap((each) => each.components)
  expect(
    missing(
      demo.sites.map((site) => site.parent),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.equipment.map((entry) => entry.site),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.rotations.flatMap((each) => each.sites ?? []),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.services.flatMap((each) => each.sites),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      parts.map((part) => part.site),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      parts.map((part) => part.resource),
      equipment,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.rotations.map((each) => each.resource),
      equipment,
    ),
  ).toEqual([])
  const away = demo.electives.flatMap((each) => each.offSite ?? [])
  expect(
    missing(
      away.map((place) => place.site),
      sites,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.headlines.flatMap((each) => each.itemised),
      equipment,
    ),
  ).toEqual([])
})

test('people, programmes and services are known', () => {
  const committees = demo.programmes.flatMap((each) => each.committees)
  expect(
    missing(
      committees.flatMap((each) => each.members),
      people,
    ),
  ).toEqual([])
  const contacts = demo.programmes.flatMap((each) => each.contacts)
  expect(
    missing(
      contacts.map((each) => each.person),
      people,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.signIns.map((each) => each.person),
      people,
    ),
  ).toEqual([])
  const roles = demo.cast.flatMap((person) => person.roles.map((role) => role.programme))
  expect(missing([...roles, ...demo.signIns.map((each) => each.programme)], programmes)).toEqual([])
  expect(
    missing(
      demo.services.flatMap((each) => each.sharedBy),
      programmes,
    ),
  ).toEqual([])
  expect(
    missing(
      demo.services.flatMap((each) => each.rotations),
      works,
    ),
  ).toEqual([])
  const refer = demo.services.flatMap((each) => each.referring)
  expect(missing(refer, ids(demo.referringServices))).toEqual([])
  const parts = demo.miniFellowships.flatMap((each) => each.parts)
  expect(
    missing(
      parts.map((part) => part.elective),
      works,
    ),
  ).toEqual([])
})

test('ids of people come from their names', () => {
  for (const { id, given, family } of demo.cast) expect(id).toBe(plainId(`${given} ${family}`))
})

test('prerequisites name competencies of the programme', () => {
  for (const elective of demo.electives) {
    const programme = demo.programmes.find((each) => each.id === elective.programme)!
    const asked = elective.prerequisites.flatMap((each) => each.competencies)
    expect(missing(asked, ids(programme.competencies))).toEqual([])
  }
})

test('a record without a source says that it is invented', () => {
  const lists = [demo.sites, demo.equipment, demo.rotations, demo.electives, demo.cast]
  for (const list of lists)
    for (const entry of list) expect(entry.cites.length > 0 || entry.invented).toBe(true)
})

test('headlines and items disagree exactly where the page does', () => {
  const counted = demo.headlines.map((headline) => {
    const items = demo.equipment.filter((entry) => headline.itemised.includes(entry.id))
    return [headline.id, headline.count, items.reduce((sum, item) => sum + (item.count ?? 0), 0)]
  })
  expect(counted).toEqual([
    ['jh-ct-flash-five', 5, 4],
    ['jh-us-thirteen-rooms', 13, 13],
    ['jh-mr-twenty-two', 22, 13],
    ['jh-mr-eight-3t', 8, 8],
  ])
})

test('each programme has enough people to sign in as', () => {
  for (const programme of ['jh-msk', 'mayo-msk', 'bwh-dr'])
    expect(demo.signIns.filter((each) => each.programme === programme).length).toBeGreaterThan(4)
})

test('tracks and levels of people are those of their programme', () => {
  for (const person of demo.cast)
    for (const { programme, level, track } of person.roles) {
      const found = demo.programmes.find((each) => each.id === programme)!
      const tracks = new Set([...ids(found.tracks), ...ids(found.pathways)])
      expect(missing([track], tracks)).toEqual([])
      expect(missing([level], ids(found.levels))).toEqual([])
    }
})

test('interventions of Hopkins belong to exactly one rotation', () => {
  const doing = demo.rotations.filter(
    (each) => each.programme === 'jh-msk' && each.scope.acts?.includes('intervention'),
  )
  expect(doing.map((each) => each.id)).toEqual(['imri', 'procedure'])
  const guidance = doing.flatMap((each) => each.scope.guidance ?? [])
  expect(new Set(guidance).size).toBe(guidance.length)
  expect(doing[1]!.scope.except).toEqual(['imri'])
})

test('a rotation may have no length, and nothing under construction is given a start', () => {
  const hopkins = demo.rotations.filter((each) => each.programme === 'jh-msk')
  expect(hopkins.every((each) => each.length === null)).toBe(true)
  const coming = demo.equipment.filter((each) => each.status === 'under construction')
  expect(coming.every((each) => each.from === undefined && each.expectedFrom)).toBe(true)
})

test('Mayo: the six parts are twelve months', () => {
  const parts = demo.rotations.filter((each) => each.programme === 'mayo-msk')
  expect(parts.reduce((sum, each) => sum + each.length!.amount, 0)).toBe(12)
})
