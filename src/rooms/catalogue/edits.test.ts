// Do edits, their undoing, differences and variants keep their laws?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCatalogue, catalogue, elective } from './catalogue.fixture.ts'
import { compareCatalogues, compareElectives, isSame } from './difference.ts'
import { applyEdit } from './edits.ts'
import { checkStart, withoutPeople } from './publishing.ts'
import type { Catalogue, Edit } from './schema.ts'
import { variantsOf } from './variants.ts'
import { day } from '../../kernel/day.ts'

/** An edit that fits the catalogue: something changed, removed, added or moved. */
const anyEdit = (of: Catalogue): fc.Arbitrary<Edit> => {
  const added = elective('new', { code: 'NEW' })
  const adding: fc.Arbitrary<Edit> = fc
    .nat(6)
    .map((at): Edit => ({ thing: 'elective', was: null, is: added, at }))
  const moving: fc.Arbitrary<Edit> = fc
    .shuffledSubarray(
      of.electives.map(({ id }) => id),
      { minLength: of.electives.length },
    )
    .map((ids): Edit => ({ thing: 'order', of: 'elective', ids }))
  if (of.electives.length === 0) return adding
  const one = fc.constantFrom(...of.electives)
  return fc.oneof(
    ...[adding, moving],
    one.map((was): Edit => ({ thing: 'elective', was, is: null })),
    fc
      .tuple(one, fc.nat(9), fc.string({ maxLength: 5, unit: 'grapheme-ascii' }))
      .map(([was, places, note]): Edit => ({
        thing: 'elective',
        was,
        is: { ...was, places, note },
      })),
  )
}
const edited = anyCatalogue.chain((of) => anyEdit(of).map((edit) => ({ of, edit })))

test('law: every edit is undone by what it gives back, order included', () => {
  fc.assert(
    fc.property(edited, ({ of, edit }) => {
      const made = applyEdit(of, edit)
      if (!made.ok) throw new Error(made.findings[0]!.says)
      const undone = applyEdit(made.value.catalogue, made.value.undo)
      expect(undone.ok && undone.value.catalogue).toEqual(of)
    }),
    { numRuns: 300 },
  )
})

test('law: two catalogues differ in sentences exactly when they differ', () => {
  fc.assert(
    fc.property(anyCatalogue, anyCatalogue, (from, to) => {
      expect(compareCatalogues(from, from)).toEqual([])
      expect(compareCatalogues(from, to).length === 0).toBe(isSame(from, to))
    }),
    { numRuns: 300 },
  )
})

test('law: what one edit adds, the other way round removes', () => {
  fc.assert(
    fc.property(anyCatalogue, anyCatalogue, (from, to) => {
      const of = (kind: string, changes: ReturnType<typeof compareCatalogues>) =>
        changes
          .filter((change) => change.kind === kind)
          .map(({ id }) => id)
          .sort()
      expect(of('added', compareCatalogues(from, to))).toEqual(
        of('removed', compareCatalogues(to, from)),
      )
    }),
    { numRuns: 200 },
  )
})

test('law: two tracks stand in one pool exactly when sharing leads from one to the other', () => {
  fc.assert(
    fc.property(anyCatalogue, ({ electives }) => {
      for (const one of electives) {
        const variants = variantsOf(one)
        expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length)
        // A second opinion: the closure by repeated squaring of who says so.
        const ids = one.tracks.map(({ id }) => id)
        const near = new Map(ids.map((id) => [id, new Set([id])]))
        for (const { id, sharesWith } of one.tracks)
          for (const other of sharesWith) {
            near.get(id)!.add(other)
            near.get(other)!.add(id)
          }
        for (const _ of ids)
          for (const set of near.values())
            for (const id of [...set]) for (const far of near.get(id)!) set.add(far)
        for (const a of variants)
          for (const b of variants)
            expect(a.pool === b.pool).toBe(
              one.tracks.length === 0 || near.get(a.part!)!.has(b.part!),
            )
      }
    }),
    { numRuns: 200 },
  )
})

describe('an edit', () => {
  const was = elective('a', { places: 2 })
  const other = elective('b')
  const of = catalogue([was, other])

  test('of something that was changed meanwhile is refused with what changed', () => {
    const now = catalogue([{ ...was, places: 1 }, other])
    const made = applyEdit(now, { thing: 'elective', was, is: { ...was, places: 5 } })
    expect(made.ok ? [] : made.findings.map(({ rule, says }) => [rule, says])).toEqual([
      [
        'catalogue.stale',
        'Somebody has changed Elective a since you looked at it. Places: 2 to 1.',
      ],
    ])
  })
  test('is not disturbed by what others change elsewhere', () => {
    const now = catalogue([was, { ...other, places: 9 }])
    const made = applyEdit(now, { thing: 'elective', was, is: { ...was, places: 5 } })
    expect(made.ok && made.value.catalogue.electives.map(({ places }) => places)).toEqual([5, 9])
  })
  test('neither changes an id, nor takes one that is there, nor empties a section', () => {
    const refused = (edit: Edit) => {
      const made = applyEdit(of, edit)
      return made.ok ? undefined : made.findings[0]!.rule
    }
    expect(refused({ thing: 'elective', was, is: { ...was, id: 'z' } })).toBe('catalogue.id')
    expect(refused({ thing: 'elective', was: null, is: was })).toBe('catalogue.stale')
    expect(refused({ thing: 'elective', was: elective('x'), is: null })).toBe('catalogue.stale')
    expect(refused({ thing: 'section', was: of.sections[0]!, is: null })).toBe('catalogue.section')
    expect(refused({ thing: 'order', of: 'elective', ids: ['a'] })).toBe('catalogue.stale')
  })
})

test('a difference names what became of places, parts and lengths', () => {
  const was = elective('a', {
    ...{ places: 2, minWeeks: 4 },
    components: [{ id: 'x', name: 'Biopsies', minWeeks: 1 }],
  })
  const is = elective('a', {
    ...{ places: 1, minWeeks: 6 },
    components: [
      { id: 'x', name: 'Biopsies', minWeeks: 2, optional: true },
      { id: 'y', name: 'Clinic' },
    ],
  })
  expect(compareElectives(was, is)).toEqual([
    'Places: 2 to 1.',
    'Shortest stay in weeks: 4 to 6.',
    'Part Biopsies: least weeks 1 to 2 and optional no to yes.',
    'Part added: Clinic.',
  ])
})

describe('a version begins', () => {
  const today = day('2026-11-21')
  test('neither on a day that is past nor on one that is taken', () => {
    const rules = (from: string) =>
      checkStart(day(from), today, [day('2027-07-01')]).map(({ rule }) => rule)
    expect(rules('2026-11-20')).toEqual(['catalogue.past'])
    expect(rules('2026-11-21')).toEqual([])
    expect(rules('2027-07-01')).toEqual(['catalogue.taken'])
  })
})

test('the public catalogue has no name of anybody in it, wherever it was written', () => {
  const people = [{ given: 'Orla', family: 'Fitzsimonsen' }]
  const open = withoutPeople(
    catalogue([
      elective('a', {
        note: 'Ask orla fitzsimonsen, or Fitzsimonsen, Orla.',
        components: [
          {
            ...{ id: 'x', name: 'X', supervisor: 'Orla Fitzsimonsen' },
            sessions: { minCommitmentWeeks: 1, withStaff: 'Team of Orla Fitzsimonsen' },
          },
        ],
        offSite: [{ site: 's', arranged: true, agreement: 'Signed in 2024' }],
        links: [{ label: 'Page', url: 'https://example.org/Orla%20Fitzsimonsen' }],
      }),
    ]),
    people,
  )
  expect(JSON.stringify(open)).not.toMatch(/orla|fitzsimonsen|2024/i)
  expect(open.electives[0]!.note).toBe('Ask …, or ….')
})
