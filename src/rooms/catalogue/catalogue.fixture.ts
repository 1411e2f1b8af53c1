// Which small catalogues do the tests of this room speak of, and which at random?
import fc from 'fast-check'
import {
  type Catalogue,
  catalogueSchema,
  type Elective,
  electiveSchema,
  type ElectiveInput,
} from './schema.ts'

export const elective = (id: string, more: Partial<ElectiveInput> = {}): Elective =>
  electiveSchema.parse({
    ...{ id, code: id.slice(0, 12), name: `Elective ${id}`, section: 's', minWeeks: 4, places: 2 },
    ...more,
  })

export const catalogue = (electives: Elective[], more: Partial<Catalogue> = {}): Catalogue =>
  catalogueSchema.parse({ sections: [{ id: 's', name: 'Section' }], electives, ...more })

const anyElective = (id: string): fc.Arbitrary<Elective> =>
  fc
    .record({
      places: fc.nat(3),
      minWeeks: fc.integer({ min: 1, max: 8 }),
      name: fc.constantFrom('Bones', 'Chest', 'Heart'),
      note: fc.constantFrom('', 'A word.'),
      tracks: fc.integer({ min: 0, max: 4 }),
      shares: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 4 }),
      parts: fc.nat(3),
    })
    .map(({ tracks, shares, parts, ...plain }) =>
      elective(id, {
        ...plain,
        tracks: Array.from({ length: tracks }, (_, nth) => ({
          ...{ id: `t${nth}`, name: `Track ${nth}` },
          sharesWith: shares
            .filter(([of, to]) => of === nth && to < tracks && to !== nth)
            .map(([, to]) => `t${to}`),
        })),
        components: Array.from({ length: parts }, (_, nth) => ({
          id: `c${nth}`,
          name: `Part ${nth}`,
        })),
      }),
    )

/** Of up to five electives with fixed ids, in any order. */
export const anyCatalogue: fc.Arbitrary<Catalogue> = fc
  .shuffledSubarray(['a', 'b', 'c', 'd', 'e'])
  .chain((ids) => fc.tuple(...ids.map(anyElective)))
  .map((electives) => catalogue(electives as Elective[]))
