// Do the facts of a programme read as words that a person would use?
import { describe, expect, test } from 'vitest'
import { joinFacts, namesWithin, sayEntry, sayKey, sayParts, sayText, sayThing } from './phrases.ts'

const names = new Map([['main', 'Main campus']])

describe('the facts of a record read as words', () => {
  test('keys become words, short names stay capital', () => {
    expect(sayKey('timesAMonth')).toBe('Times a month')
    expect(sayKey('msk-basics')).toBe('MSK basics')
  })
  test('an id that nobody has named becomes words; a name that has hyphens stays', () => {
    expect(sayText('main', names)).toBe('Main campus')
    expect(sayText('jh-diagnostic-residency', names)).toBe('JH diagnostic residency')
    expect(sayText('msk-biopsy-basics', names)).toBe('MSK biopsy basics')
    expect(sayText('cross-sectional', names)).toBe('cross-sectional')
    expect(sayText('Suite (intra-operative)', names)).toBe('Suite (intra-operative)')
  })
  test('known shapes are phrases', () => {
    expect(sayThing({ kind: 'home', timesAMonth: 3 }, names)).toBe(
      'Home call, about 3 times a month',
    )
    expect(sayThing({ kind: 'home', timesAMonth: 0 }, names)).toBe('No call')
    expect(sayThing({ every: 'week', times: 1 }, names)).toBe('Once a week')
    expect(sayThing({ faculty: 1, trainees: 3 }, names)).toBe('1 faculty, 3 trainees')
    expect(sayThing({ elective: 'night-float', weeks: 1 }, names)).toBe('Night float, 1 week')
    expect(
      sayThing({ site: 'main', arrangedSeparately: false, agreement: 'Standing.' }, names),
    ).toBe('Main campus. Standing.')
    expect(sayThing({ needed: true, note: 'Before a stay' }, names)).toBe('Before a stay')
  })
  test('amounts carry their unit, and what is asked is one phrase', () => {
    expect(sayEntry('minWeeks', 1)).toEqual({ head: 'At least', value: '1 week' })
    expect(sayEntry('travelMinutes', 35)).toEqual({ head: 'Travel', value: '35 minutes' })
    expect(joinFacts({ bound: 'exactly', amount: 2, unit: 'months' })).toEqual({
      asked: 'exactly 2 months',
    })
  })
  test('what is not so is not said', () => {
    expect(sayParts({ optional: true, gate: false, minWeeks: 4 }, names)).toBe(
      'optional · at least: 4 weeks',
    )
  })
  test('a word deep inside renames nothing, a compound id does', () => {
    const found = namesWithin({
      pathways: [{ id: 'esir', name: 'Early specialisation' }],
      records: [
        {
          parts: [
            { id: 'us', name: 'Ultrasound of joints' },
            { id: 'mr-hip', name: 'MR of hips' },
          ],
        },
      ],
    })
    expect(Object.fromEntries(found)).toEqual({
      esir: 'Early specialisation',
      'mr-hip': 'MR of hips',
    })
  })
})
