// Sheets that leave the house: formulas are made harmless, levels are those of the plan's beginning.
import { expect, test } from 'vitest'
import { problemSchema } from '../planning/schema.ts'
import type { Frame } from '../rota/index.ts'
import { writeCsv } from './grid-book.ts'

const problem = problemSchema.parse({
  format: 'isocenter.problem',
  version: 1,
  periods: [{ id: 'b01', label: '1', from: '2026-07-01', to: '2026-07-14' }],
  people: [
    {
      id: 'amy',
      name: 'Amy',
      levels: [
        { level: 'R1', from: '2025-07-01' },
        { level: 'R2', from: '2026-07-01' },
        { level: 'R3', from: '2027-07-01' },
      ],
    },
  ],
  work: [{ id: 'ct', code: 'CT' }],
})

test.each(['=1+1', '+1', '-1', '@x', '\tx'])(
  'a name that begins like a formula (%j) is text',
  (name) => {
    const frame = { problem, listNames: { amy: name } } as unknown as Frame
    const csv = writeCsv({ frame, cells: { amy: ['ct'] }, marks: [], title: '' })
    expect(csv.split('\n')[1]!.replace(/^"/, '').startsWith(`'${name}`)).toBe(true)
    expect(csv).toContain(',R2,CT')
  },
)
