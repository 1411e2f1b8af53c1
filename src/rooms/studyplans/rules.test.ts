// Does a plan of a year say what is wrong with it, all at once, and nothing else?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addItem,
  addMini,
  firstGap,
  moveItem,
  promisedItems,
  resizeItem,
  usualWeeks,
} from './moving.ts'
import { judgePlan, mustsOf } from './rules.ts'
import { creditedWeeks } from './whole-rules.ts'
import type { StudyItem, StudyWords, YearFacts } from './schema.ts'
import { budgetOf, electiveOf, poolOf, takesPlace, weeksOf, weeksUsed } from './weeks.ts'
import { catalogue, facts, fixedWeek, item, plan } from './year.fixture.ts'

const musts = (words: StudyWords, of = facts()) =>
  mustsOf(judgePlan(of, words)).map(({ rule }) => rule.replace('studyplans.', ''))
const notices = (words: StudyWords, of = facts()) =>
  judgePlan(of, words)
    .filter(({ must }) => !must)
    .map(({ rule }) => rule.replace('studyplans.', ''))
const says = (words: StudyWords, rule: string, of = facts()) =>
  judgePlan(of, words).find((note) => note.rule === `studyplans.${rule}`)?.says

/** Leaves 1-4 for nuclear medicine and two single weeks for call. */
const WHOLE = [
  item('msk', 5, 8),
  item('msk-mr', 13, 8),
  item('vacation', 21, 2),
  item('cardio', 23, 12),
  item('nuclear', 36, 8),
  item('vacation', 45, 2),
  item('neuro', 47, 6),
]

describe('the budget', () => {
  test('BW-02, BW-03, BW-04: 52 weeks without four of nuclear medicine and two of call are 46', () => {
    expect(budgetOf(facts())).toBe(46)
    expect(weeksUsed(facts(), WHOLE)).toBe(46)
    expect(musts(plan(...WHOLE))).toEqual([])
  })

  test('a plan of 47 weeks is refused with both numbers, one of 46 is not', () => {
    const longer = plan(...resizeItem(52, WHOLE, 'cardio-23', 13))
    expect(musts(longer)).toEqual(['budget'])
    expect(says(longer, 'budget')).toBe(
      'Your plan has 47 weeks; this year leaves 46: 52 without 4 of Nuclear medicine and 2 of Call.',
    )
  })

  test('vacation is taken out of elective time, approved leave too, and once', () => {
    const away = facts({ fixed: [10, 11].map((week) => fixedWeek(week, 'vacation', 'leave')) })
    expect(weeksUsed(away, [item('nuclear', 1, 4)])).toBe(6)
    expect(weeksUsed(away, [item('nuclear', 1, 4), item('vacation', 10, 2)])).toBe(6)
  })

  test('the four required weeks need their gap in one piece', () => {
    const words = plan(item('cardio', 1, 12), item('nuclear', 16, 12), item('neuro', 30, 22))
    expect(weeksUsed(facts(), words.items)).toBe(46)
    expect(musts(words)).toEqual(['room'])
    expect(
      musts(plan(item('cardio', 1, 12), item('nuclear', 17, 12), item('neuro', 30, 22))),
    ).toEqual([])
  })
})

describe('weeks', () => {
  test('two items in one week, and one beyond the year', () => {
    expect(musts(plan(item('nuclear', 1, 4), item('cardio', 4, 4)))).toEqual(['overlap'])
    const late = plan(item('nuclear', 50, 4))
    expect(musts(late)).toEqual(['beyond'])
    expect(judgePlan(facts(), late)[0]!.weeks).toEqual([53])
  })

  test('BW-100: a required week of nuclear medicine is no week of the elective', () => {
    const year = facts({
      fixed: [1, 2, 3, 4].map((week) => fixedWeek(week, 'nuclear-required', 'required')),
    })
    const words = plan(item('nuclear', 1, 4))
    expect(musts(words, year)).toEqual(['fixed'])
    expect(says(words, 'fixed', year)).toContain('A required week counts for no elective.')
    expect(musts(plan(item('nuclear', 5, 4)), year)).toEqual([])
    expect(budgetOf(year)).toBe(46)
  })

  test('leave and call that stand there already, and what is promised', () => {
    const year = facts({
      fixed: [
        fixedWeek(3, 'vacation', 'leave'),
        fixedWeek(9, 'call', 'required'),
        ...[20, 21, 22, 23].map((week) => fixedWeek(week, 'cardio', 'elective')),
      ],
    })
    expect(musts(plan(item('nuclear', 1, 9)), year)).toEqual(['fixed', 'fixed'])
    expect(notices(plan(item('nuclear', 10, 4)), year)).toContain('promised')
    const kept = plan(...promisedItems(year))
    expect(kept.items.map(({ work, from, weeks }) => [work, from, weeks])).toEqual([
      ['vacation', 3, 1],
      ['cardio', 20, 4],
    ])
    expect(musts(kept, year)).toEqual([])
    expect(notices(kept, year)).not.toContain('promised')
  })

  test('open weeks are told and go along', () => {
    expect(notices(plan(item('nuclear', 1, 4)))).toContain('open')
    expect(notices(plan(...WHOLE))).not.toContain('open')
  })
})

describe('one elective', () => {
  test('BW-189: twelve weeks may be eight with a reason, and never five', () => {
    expect(musts(plan(item('educator', 1, 12)))).toEqual([])
    expect(musts(plan(item('educator', 1, 8)))).toEqual(['shortened'])
    const because = { shortened: 'A course stands for two modules' }
    expect(musts(plan(item('educator', 1, 8, because)))).toEqual([])
    expect(notices(plan(item('educator', 1, 8, because)))).toContain('shortened-why')
    expect(musts(plan(item('educator', 1, 5, because)))).toEqual(['short'])
    expect(musts(plan(item('educator', 1, 13)))).toEqual(['long'])
  })

  test('BW-188: it is complete with its modules, whatever the weeks', () => {
    expect(says(plan(item('educator', 1, 12)), 'modules')).toContain('7 modules')
  })

  test('an extended length is the longest', () => {
    expect(musts(plan(item('msk-mr', 1, 8)))).toEqual([])
    expect(musts(plan(item('msk-mr', 1, 9)))).toEqual(['long'])
    expect(musts(plan(item('msk-mr', 1, 5)))).toEqual(['short'])
  })

  test('BW-96: sessions are for who commits the time', () => {
    const parts = (spine: number) => [
      { component: 'puncture', weeks: 4 - spine },
      { component: 'spine', weeks: spine },
    ]
    expect(musts(plan(item('neuro', 1, 4, { parts: parts(1) })))).toEqual(['sessions'])
    expect(musts(plan(item('neuro', 1, 4, { parts: parts(2) })))).toEqual([])
  })

  test('parts add up, have their least, and their order', () => {
    const parts = (...list: [string, number][]) => ({
      parts: list.map(([component, weeks]) => ({ component, weeks })),
    })
    const of = (...list: [string, number][]) => musts(plan(item('cardio', 1, 4, parts(...list))))
    expect(of(['vascular', 3], ['ct', 1])).toEqual([])
    expect(of(['ct', 1], ['vascular', 3])).toEqual(['part-order'])
    expect(of(['vascular', 1], ['ct', 3])).toEqual(['part-short'])
    expect(of(['vascular', 4])).toEqual(['part-missing'])
    expect(of(['vascular', 2], ['ct', 1])).toEqual(['parts-sum'])
  })

  test('BW-92, BW-151: what one designs oneself says what one will do', () => {
    expect(musts(plan(item('leader', 1, 4)))).toEqual(['why'])
    expect(musts(plan(item('leader', 1, 4, { why: 'Lead the move of the reading room' })))).toEqual(
      [],
    )
  })

  test('BW-155: it is complete with its final project', () => {
    expect(notices(plan(item('leader', 1, 4, { why: 'Lead' })))).toContain('project')
  })

  test('BW-91: elsewhere and not confirmed is told; being on call meanwhile is refused', () => {
    const words = plan(item('neuro', 1, 4, { option: 'eye' }))
    expect(notices(words)).toContain('offsite')
    expect(notices(plan(item('neuro', 1, 4)))).not.toContain('offsite')
    expect(musts(words, facts({ callWeeks: [2] }))).toEqual(['call'])
    const promised = facts({
      fixed: [1, 2, 3, 4].map((week) => fixedWeek(week, 'neuro', 'elective')),
    })
    expect(notices(words, promised)).not.toContain('offsite')
    const confirmed = facts({ confirmed: { neuro: [1, 2, 3, 4] } })
    expect(notices(words, confirmed)).not.toContain('offsite')
    expect(notices(words, facts({ confirmed: { neuro: [1, 2, 3] } }))).toContain('offsite')
  })

  test('what it asks before: a level, and a competency where there is a record', () => {
    const words = plan(item('biopsy', 1, 4))
    expect(musts(words)).toEqual([])
    expect(notices(words)).toContain('needs')
    expect(musts(words, facts({ held: [] }))).toEqual(['needs'])
    expect(musts(words, facts({ held: ['basics'] }))).toEqual([])
    expect(musts(words, facts({ level: 'R3' }))).toEqual(['level'])
  })

  test('BW-85: those who agree learn where the trainee wants to go', () => {
    expect(notices({ ...plan(item('neuro', 1, 4)), careerIntent: ' ' })).toContain('intent')
  })
})

describe('places', () => {
  test('a week in which the others have all places is full, the week after is not', () => {
    const year = facts({ taken: { msk: [1, 1, 1, 1, 1, 0] } })
    expect(musts(plan(item('msk', 5, 4)), year)).toEqual(['full'])
    expect(judgePlan(year, plan(item('msk', 5, 4)))[0]!.weeks).toEqual([5])
    expect(musts(plan(item('msk', 6, 4)), year)).toEqual([])
    expect(firstGap(year, [], item('msk', 1, 4))).toBe(6)
  })

  test('tracks that share draw from one number, one that does not has its own', () => {
    const full = facts({ taken: { thoracic: Array.from({ length: 52 }, () => 1) } })
    expect(musts(plan(item('thoracic', 1, 4, { track: 'two' })), full)).toEqual(['full'])
    expect(musts(plan(item('thoracic', 1, 4, { track: 'own' })), full)).toEqual([])
  })

  test('what is always open takes nobody’s place', () => {
    const full = facts({ taken: { open: [1, 1, 1, 1] } })
    const parts = [{ component: 'room', weeks: 4 }]
    expect(musts(plan(item('open', 1, 4)), full)).toEqual(['full'])
    expect(musts(plan(item('open', 1, 4, { parts })), full)).toEqual([])
  })
})

describe('the whole', () => {
  test('BW-05: a mini-fellowship is whole and in its order', () => {
    const mini = { mini: 'mini' }
    const [first, second] = [item('msk', 1, 8, mini), item('msk-mr', 9, 8, mini)]
    expect(musts(plan(first, second))).toEqual([])
    expect(musts(plan(first))).toEqual(['mini-whole'])
    expect(says(plan(first, { ...second, weeks: 6 }), 'mini-whole')).toContain('2 of msk-mr')
    expect(musts(plan({ ...first, from: 20 }, second))).toEqual(['mini-order'])
    const added = addMini(facts(), [], catalogue.miniFellowships[0]!, (nth) => `m${nth}`)
    expect(added.map(({ work, from }) => [work, from])).toEqual([
      ['msk', 1],
      ['msk-mr', 9],
    ])
    expect(musts(plan(...added))).toEqual([])
  })

  test('BW-06, BW-07: outside the clinic at most 42 weeks', () => {
    const because = { shortened: 'The year is cut by call' }
    const cebi = item('cebi', 1, 30, because)
    expect(musts(plan(cebi, item('educator', 31, 12)))).toEqual([])
    expect(musts(plan({ ...cebi, weeks: 31 }, item('educator', 32, 12)))).toEqual(['section'])
  })

  test('BW-160, BW-164: the informatics year is credited once, and only when all have agreed', () => {
    const credited = { creditedTo: 'Informatics', shortened: 'The year is cut by call' }
    const words = plan(item('cebi', 1, 42, credited))
    expect(musts(words)).toEqual([])
    expect(notices(words)).toContain('credit-after')
    expect([creditedWeeks(words, false), creditedWeeks(words, true)]).toEqual([0, 42])
  })

  test('BW-161, BW-162: no second credit, in this year or another, and none for what is no year', () => {
    const credited = { creditedTo: 'Informatics', shortened: 'The year is cut by call' }
    const cebi = item('cebi', 1, 20, credited)
    expect(musts(plan(cebi), facts({ credited: [{ work: 'cebi', year: 'Last year' }] }))).toEqual([
      'credit-twice',
    ])
    expect(musts(plan(cebi, item('cebi', 21, 20, { ...credited, creditedTo: 'Another' })))).toEqual(
      ['credit-twice'],
    )
    expect(musts(plan(item('nuclear', 1, 4, { creditedTo: 'Informatics' })))).toEqual(['credit'])
  })

  test('BW-145: other rules of the year are told before they refuse', () => {
    const asks = [
      {
        reason: 'Readers first.',
        works: ['nuclear', 'msk'],
        says: 'clinical electives',
        least: 26,
        most: null,
      },
    ]
    expect(says(plan(item('nuclear', 1, 4)), 'asks', facts({ asks }))).toBe(
      'The year asks for at least 26 weeks of clinical electives; your plan has 4. Readers first.',
    )
  })

  test('an empty plan without an adviser is not handed in', () => {
    expect(musts({ careerIntent: '', adviser: null, items: [] })).toEqual(['empty', 'adviser'])
  })
})

describe('laws', () => {
  const anyItem = fc
    .tuple(
      fc.constantFrom(...catalogue.electives.map(({ id }) => id), 'vacation'),
      fc.integer({ min: 1, max: 48 }),
      fc.integer({ min: 1, max: 14 }),
    )
    .map(([work, from, weeks]) => ({ work, from, weeks }))
  const anyPlan = fc.array(anyItem, { maxLength: 9 }).map((list) =>
    plan(
      ...list.map(({ work, from, weeks }, nth) => ({
        ...item(work, from, weeks),
        id: `i${nth}`,
      })),
    ),
  )
  const anyTaken = fc.dictionary(
    fc.constantFrom(...catalogue.electives.map(({ id }) => id)),
    fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 52, maxLength: 52 }),
  )

  test('moving an item there and back leaves every finding as it was', () => {
    fc.assert(
      fc.property(anyPlan, fc.nat(), fc.integer({ min: 1, max: 3 }), (words, nth, by) => {
        const moved = words.items[nth % Math.max(1, words.items.length)]
        if (!moved || moved.from + moved.weeks - 1 + by > 52) return
        const there = moveItem(52, words.items, moved.id, by)
        const back = moveItem(52, there, moved.id, -by)
        const inOrder = moveItem(52, words.items, moved.id, 0)
        expect(judgePlan(facts(), plan(...back))).toEqual(judgePlan(facts(), plan(...inOrder)))
      }),
    )
  })

  test('a plan without findings never exceeds the places of a week, nor the budget, nor a week', () => {
    let clean = 0
    const check = (words: StudyWords, year: YearFacts) => {
      if (mustsOf(judgePlan(year, words)).length > 0) return
      clean++
      expect(weeksUsed(year, words.items)).toBeLessThanOrEqual(46)
      const weeks = words.items.flatMap(weeksOf)
      expect(new Set(weeks).size).toBe(weeks.length)
      for (const one of words.items) {
        const elective = electiveOf(year.catalogue, one)
        if (!elective || !takesPlace(elective, one)) continue
        const { id, places } = poolOf(elective, one)
        for (const week of weeksOf(one))
          expect((year.taken[id]?.[week - 1] ?? 0) + 1).toBeLessThanOrEqual(places)
      }
    }
    fc.assert(
      fc.property(anyPlan, anyTaken, (words, taken) => check(words, facts({ taken }))),
      { numRuns: 400 },
    )
    expect(clean).toBeGreaterThan(3)
  })

  test('what is added into a year with room neither overlaps nor takes a place that is not there', () => {
    fc.assert(
      fc.property(
        anyTaken,
        fc.shuffledSubarray(['nuclear', 'cardio', 'neuro', 'msk-mr', 'open']),
        (taken, works) => {
          const year = facts({ taken })
          const items = works.reduce<StudyItem[]>(
            (all, work) =>
              addItem(
                year,
                all,
                item(
                  work,
                  1,
                  usualWeeks(
                    catalogue.electives.find(({ id }) => id === work)!,
                    46,
                  ),
                ),
              ),
            [],
          )
          const found = musts(plan(...items), year)
          expect(found.filter((rule) => rule === 'overlap' || rule === 'beyond')).toEqual([])
        },
      ),
    )
  })
})
