// Nobody is faster than the pace over any stretch of time, and nobody who keeps to it ever waits.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makePace } from './pace.ts'

const limits = { usual: 12, edits: 600, strangers: 60 }

test('of any requests at any times no minute holds more than two minutes’ worth, and waiting helps', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 }), (gaps) => {
      const pace = makePace(limits)
      let now = 0
      const served: number[] = []
      for (const gap of gaps) {
        now += gap
        const wait = pace.take('a', 'usual', now)
        if (wait === 0) served.push(now)
        else {
          expect(wait).toBeLessThanOrEqual(5)
          now += wait * 1_000
          expect(pace.take('a', 'usual', now)).toBe(0)
          served.push(now)
        }
      }
      // A full bucket and what flows in while it is emptied.
      for (const [nth, at] of served.entries()) {
        const within = served.slice(nth).filter((other) => other - at < 60_000).length
        expect(within).toBeLessThanOrEqual(2 * limits.usual)
      }
    }),
  )
})
test('who keeps to it is never told to wait', () => {
  const pace = makePace(limits)
  for (let nth = 0; nth < 500; nth++) expect(pace.take('a', 'usual', nth * 5_000)).toBe(0)
})
test('one person and one kind of thing do not use up the pace of another', () => {
  const pace = makePace(limits)
  for (let nth = 0; nth < limits.usual; nth++) expect(pace.take('a', 'usual', 0)).toBe(0)
  expect(pace.take('a', 'usual', 0)).toBe(5)
  expect(pace.take('b', 'usual', 0)).toBe(0)
  expect(pace.take('a', 'edits', 0)).toBe(0)
})
test('ever new callers do not fill the memory', () => {
  const pace = makePace(limits)
  for (let nth = 0; nth < 50_000; nth++) pace.take(`caller ${nth}`, 'strangers', nth)
  expect(pace.take('caller 49999', 'strangers', 50_000)).toBe(0)
})
