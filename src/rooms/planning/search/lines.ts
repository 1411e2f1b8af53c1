// What does each variable change? All counts as plain sums, so that a board need not know their kinds.
import type { Compiled, Flat, Form } from '../flat.ts'
import { markOptions, measure } from '../options.ts'

/**
 * A line is a constant and a weighted sum of variables. The line of an `excess` has the number of its
 * count, its amount is max(0, line); the literals of `when` are weighed so that one that fails brings
 * the line to 0 or below. The lines of the `spread`s follow behind.
 */
export type Lines = {
  constants: Float64Array
  /** First and last (excluded) line of a spread, by its count; both 0 for an excess. */
  firstForm: Int32Array
  lastForm: Int32Array
  /** Count of each line behind those of the excesses. */
  spreadOf: Int32Array
  /** What a variable adds to: `line` and `weight` from `starts[v]` to `starts[v + 1]`. */
  starts: Int32Array
  line: Int32Array
  weight: Float64Array
}

type Visit = (variable: number, line: number, weight: number) => void

/** Every round of annealing asks for them; of a large problem they take seconds to write. */
const written = new WeakMap<Compiled['flats'], Lines>()

/** Counts that nothing possible can bring above 0 have no entries. */
export function linesOf(compiled: Compiled): Lines {
  const lines = written.get(compiled.flats) ?? writeLines(compiled)
  written.set(compiled.flats, lines)
  return lines
}

function writeLines(compiled: Compiled): Lines {
  const { flats, touching } = compiled
  const size = touching.starts.length
  const formCount = flats.reduce(
    (sum, { kind, forms }) => sum + (kind === 'spread' ? forms.length : 0),
    0,
  )
  const lines = {
    constants: new Float64Array(flats.length + formCount),
    firstForm: new Int32Array(flats.length),
    lastForm: new Int32Array(flats.length),
    spreadOf: new Int32Array(formCount),
  }
  let next = flats.length
  for (const flat of flats) {
    if (flat.kind !== 'spread') continue
    lines.firstForm[flat.index] = next
    for (const _ of flat.forms) lines.spreadOf[next++ - flats.length] = flat.index
    lines.lastForm[flat.index] = next
  }
  const isOpen = markOptions(compiled)
  // The highest value of the form of an excess; it is out of reach when not above 0.
  const rooms = Float64Array.from(flats, ({ kind, forms }) =>
    kind === 'spread' ? 0 : measure(compiled, forms[0]!, isOpen).highest,
  )
  const each = (tell: Visit) => {
    // A work that a cell cannot hold never changes anything.
    const visit: Visit = (variable, line, weight) => {
      if (isOpen[variable]) tell(variable, line, weight)
    }
    for (const flat of flats)
      if (flat.kind === 'spread')
        flat.forms.forEach((form, nth) => eachTerm(form, lines.firstForm[flat.index]! + nth, visit))
      else if (rooms[flat.index]! > 0) eachEntry(flat, rooms[flat.index]!, visit)
  }
  for (const flat of flats) {
    flat.forms.forEach((form, nth) => {
      lines.constants[flat.kind === 'spread' ? lines.firstForm[flat.index]! + nth : flat.index] =
        form.constant
    })
    const room = rooms[flat.index]!
    if (flat.kind === 'excess')
      for (const lit of flat.when) if (lit >= 0) lines.constants[flat.index]! -= room
    if (flat.kind === 'excess' && room <= 0) lines.constants[flat.index] = -1
  }
  return { ...lines, ...gather(size, each) }
}

function eachTerm({ vars, weights }: Form, line: number, visit: Visit): void {
  for (let i = 0; i < vars.length; i++) visit(vars[i]!, line, weights[i]!)
}

function eachEntry({ when, forms, index }: Flat, room: number, visit: Visit): void {
  for (const lit of when) visit(lit < 0 ? ~lit : lit, index, lit < 0 ? -room : room)
  eachTerm(forms[0]!, index, visit)
}

function gather(size: number, each: (visit: Visit) => void) {
  const starts = new Int32Array(size)
  each((variable) => starts[variable + 1]!++)
  for (let v = 1; v < size; v++) starts[v]! += starts[v - 1]!
  const line = new Int32Array(starts[size - 1]!)
  const weight = new Float64Array(line.length)
  const next = starts.slice()
  each((variable, index, value) => {
    const at = next[variable]!++
    line[at] = index
    weight[at] = value
  })
  return { starts, line, weight }
}
