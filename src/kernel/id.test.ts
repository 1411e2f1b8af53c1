// Are ids plain letters, whatever a name is written with, and never given twice?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeId, idSchema, plainId } from './id.ts'

test.each([
  ['Zoë Łuk-Šimić', 'zoe-luk-simic'],
  ['Bjørn Aasmundsen', 'bjorn-aasmundsen'],
  ['  Body/MRI (3 T) ', 'body-mri-3-t'],
  ['日本', ''],
])('%s becomes %s', (words, id) => {
  expect(plainId(words)).toBe(id)
})

test('an id is taken once, and a name without Latin letters has one too', () => {
  const taken = new Set<string>()
  const ids = ['Zoë Brightwater', 'Zoe Brightwater', '日本', '東京'].map((words) =>
    freeId(words, taken),
  )
  expect(ids).toEqual(['zoe-brightwater', 'zoe-brightwater-2', 'x', 'x-2'])
})

test('of any names, every id is valid and its own', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 90 })), (names) => {
      const taken = new Set<string>()
      const ids = names.map((name) => freeId(name, taken))
      expect(new Set(ids).size).toBe(names.length)
      for (const id of ids) expect(idSchema.safeParse(id).success).toBe(true)
    }),
  )
})
