// How even can loads be at best, by arithmetic? Whole shifts cannot always be shared out evenly.
import type { Compiled, Form } from '../flat.ts'
import { cellSpans } from '../options.ts'
import { amountOf } from '../score.ts'
import type { Hunt } from './hunt.ts'
import { type RangeOf, rangesOf } from './ranges.ts'

const FINE = 1e-6
/** Unequal shares make many values; so many are still quick to try. */
const MOST_VALUES = 400

/** The values a load can take: from `low` in equal steps to `high`. */
type Steps = { low: number; high: number; step: number }

/** A bound on what the spreads of a goal miss together, by the musts alone; 0 when it says nothing. */
export function boundSpreads(hunt: Hunt, level: number, isOver: () => boolean): number {
  const { compiled, roster } = hunt
  let rangeOf: RangeOf | undefined
  let bound = 0
  for (const flat of compiled.flats) {
    if (flat.level !== level || flat.kind !== 'spread' || isOver()) continue
    if (amountOf(compiled, roster, flat) <= FINE) continue
    const loads = flat.forms.map((form) => stepsOf(compiled, form))
    if (loads.some(({ step }) => step === 0)) continue
    rangeOf ??= rangesOf(hunt)
    const total = rangeOf(
      flat.forms.flatMap(({ vars }) => [...vars]),
      flat.forms.flatMap(({ weights }) => [...weights]),
    )
    if (!total) continue
    const past = sum(flat.forms.map((form) => form.constant))
    const least = leastSpread(loads, past + total.least, past + total.most)
    bound += flat.price * Math.max(0, least - flat.allowed)
  }
  return bound
}

/** The least distance between highest and lowest when the loads add up to something in the range. */
export function leastSpread(loads: readonly Steps[], least: number, most: number): number {
  const values = [...new Set(loads.flatMap(valuesOf))].sort((one, other) => one - other)
  if (values.length > MOST_VALUES) return 0
  let best = Infinity
  let to = 0
  for (const from of values) {
    const lowest = loads.map(({ low, step }) => low + step * Math.max(0, up((from - low) / step)))
    if (loads.some(({ high }, i) => lowest[i]! > high + FINE)) break
    if (sum(lowest) > most + FINE) break
    // From a higher value the highest one needed is never lower, so the search goes on from there.
    const reaches = (top: number) =>
      lowest.every((value) => value <= top + FINE) &&
      sum(
        loads.map(({ low, high, step }) => low + step * down((Math.min(high, top) - low) / step)),
      ) >=
        least - FINE
    while (to < values.length && !reaches(values[to]!)) to++
    if (to === values.length) break
    best = Math.min(best, values[to]! - from)
  }
  return Number.isFinite(best) ? best : 0
}

const up = (steps: number) => Math.ceil(steps - FINE)
const down = (steps: number) => Math.floor(steps + FINE)
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)

function valuesOf({ low, high, step }: Steps): number[] {
  const count = Math.min(MOST_VALUES + 1, down((high - low) / step) + 1)
  return Array.from({ length: count }, (_, nth) => Number((low + nth * step).toFixed(6)))
}

/** `step` is 0 where the weights have no common measure. */
function stepsOf(compiled: Compiled, form: Form): Steps {
  const spans = cellSpans(compiled, form)
  const low = form.constant + sum(spans.map((span) => span.low))
  const high = form.constant + sum(spans.map((span) => span.high))
  let step = 0
  for (const weight of form.weights) {
    let rest = Math.abs(weight)
    while (rest > FINE) [step, rest] = [rest, step === 0 ? 0 : step - rest * down(step / rest)]
  }
  const isMeasure = [...form.weights].every(
    (weight) => Math.abs(weight / step - Math.round(weight / step)) < FINE,
  )
  return { low, high, step: form.weights.length === 0 ? 1 : isMeasure ? step : 0 }
}
