// Is the year made as large as the page allows, and no larger?
import { expect, test } from 'vitest'
import { largestZoom, pointsAt, stripsOf } from './print-fit.ts'

test('a year is cut into strips that hold every block once', () => {
  expect(stripsOf(52, 2)).toEqual([
    { from: 0, to: 25 },
    { from: 26, to: 51 },
  ])
  expect(stripsOf(13, 2)).toEqual([
    { from: 0, to: 6 },
    { from: 7, to: 12 },
  ])
  expect(stripsOf(1, 2)).toEqual([{ from: 0, to: 0 }])
})

test('the largest zoom fits in both directions, whatever the legend needs', () => {
  const page = { width: 1000, height: 700 }
  // A legend of 4000 px that wraps, below a grid of 900 x 800.
  const measure = (width: number) => ({
    width: 900,
    height: 800 + Math.ceil(4000 / width) * 15,
  })
  const zoom = largestZoom(page, measure)
  const size = measure(page.width / zoom)
  expect(size.height * zoom).toBeLessThanOrEqual(700)
  expect(zoom).toBeGreaterThan(0.8)
  expect(pointsAt(zoom)).toBeGreaterThan(7)
})
