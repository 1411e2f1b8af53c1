// One place for everybody from slots with limited room, best by one aim after another: exactly.
// A flow of least cost. After each aim the arcs that no best flow uses are removed (those with a
// reduced cost above zero), so that the next aim chooses among the best ones only.

/** A slot that a person may have, and the level of having it; higher levels are worse. */
export type Edge = { readonly slot: number; readonly level: number }

/** What an edge costs under one aim: 1 or 0. Aims are served in their order. */
export type Aim = (level: number) => number

type Way = { from: number; person: number; to: Edge | undefined }

export class Staged<E extends Edge> {
  /** For each person the edges that some best flow still uses. */
  readonly choices: E[][]
  readonly at: E[]
  private readonly capacity: Int32Array
  private readonly inside: Set<number>[]
  private readonly mayLose: boolean[]
  private readonly mayGain: boolean[]
  private readonly sink: number

  /** One edge at most of each person to each slot. `start`: one of each, no slot overfull. */
  constructor(choices: readonly (readonly E[])[], capacity: Int32Array, start: readonly E[]) {
    this.choices = choices.map((edges) => [...edges])
    this.capacity = capacity
    this.at = [...start]
    this.sink = capacity.length
    this.inside = Array.from(capacity, () => new Set())
    start.forEach(({ slot }, person) => this.inside[slot]!.add(person))
    this.mayLose = Array.from(capacity, () => true)
    this.mayGain = Array.from(capacity, () => true)
  }

  serve(aim: Aim): void {
    let distance: Int32Array
    for (;;) {
      const found = this.measure(aim)
      if ('distance' in found) {
        distance = found.distance
        break
      }
      for (const circle of found.circles) for (const way of circle) this.move(way)
    }
    const atSink = distance[this.sink]!
    for (let slot = 0; slot < this.sink; slot++) {
      if (distance[slot]! < atSink) this.mayLose[slot] = false
      if (distance[slot]! > atSink) this.mayGain[slot] = false
    }
    this.choices.forEach((edges, person) => {
      const here = this.at[person]!
      const base = distance[here.slot]! - aim(here.level)
      this.choices[person] = edges.filter(
        (edge) => edge === here || aim(edge.level) + base - distance[edge.slot]! === 0,
      )
    })
  }

  /**
   * Among all that is best by every aim: each in this order gets the lowest level that is left to
   * them, and keeps it. Says who gets which level whatever algorithm found the flow.
   */
  settle(order: readonly number[]): void {
    const circleOf = this.findCircles()
    for (const person of order) {
      const levels = [...new Set(this.choices[person]!.map(({ level }) => level))].sort(
        (one, other) => one - other,
      )
      const here = this.at[person]!
      for (const level of levels) {
        if (level >= here.level) break
        const wanted = this.choices[person]!.filter(
          (edge) => edge.level === level && circleOf[edge.slot] === circleOf[here.slot],
        )
        if (wanted.length > 0 && this.pushInto(person, wanted)) break
      }
      const { level } = this.at[person]!
      this.choices[person] = this.choices[person]!.filter((edge) => edge.level === level)
    }
  }

  private move({ person, to }: Way): void {
    if (!to) return
    this.inside[this.at[person]!.slot]!.delete(person)
    this.at[person] = to as E
    this.inside[to.slot]!.add(person)
  }

  private isSpare(slot: number): boolean {
    return this.mayGain[slot]! && this.inside[slot]!.size < this.capacity[slot]!
  }
  private isGiving(slot: number): boolean {
    return this.mayLose[slot]! && this.inside[slot]!.size > 0
  }

  /** Every arc that leaves a node of the residual graph. */
  private visit(node: number, each: (to: number, way: Way) => void): void {
    if (node === this.sink) {
      for (let slot = 0; slot < this.sink; slot++)
        if (this.isGiving(slot)) each(slot, { from: node, person: -1, to: undefined })
      return
    }
    if (this.isSpare(node)) each(this.sink, { from: node, person: -1, to: undefined })
    for (const person of this.inside[node]!)
      for (const edge of this.choices[person]!)
        if (edge.slot !== node) each(edge.slot, { from: node, person, to: edge })
  }

  /** Shortest distances (Bellman and Ford), or circles along which the flow becomes cheaper. */
  private measure(aim: Aim): { distance: Int32Array } | { circles: Way[][] } {
    const count = this.sink + 1
    const distance = new Int32Array(count)
    const parents: (Way | undefined)[] = Array.from({ length: count })
    let active = Array.from({ length: count }, (_, node) => node)
    while (active.length > 0) {
      const next = new Set<number>()
      for (const node of active)
        this.visit(node, (to, way) => {
          const cost = way.to ? aim(way.to.level) - aim(this.at[way.person]!.level) : 0
          if (distance[node]! + cost >= distance[to]!) return
          distance[to] = distance[node]! + cost
          parents[to] = way
          next.add(to)
        })
      const circles = findLoops(parents)
      if (circles.length > 0) return { circles }
      active = [...next]
    }
    return { distance }
  }

  /** Moves this person into one of the edges and others on, along arcs that cost nothing. */
  private pushInto(person: number, wanted: readonly E[]): boolean {
    const home = this.at[person]!.slot
    const parents = new Map<number, Way>()
    const seen = new Set<number>()
    const queue: number[] = []
    for (const edge of wanted) {
      if (seen.has(edge.slot)) continue
      seen.add(edge.slot)
      parents.set(edge.slot, { from: -1, person, to: edge })
      queue.push(edge.slot)
    }
    for (let head = 0; head < queue.length && !seen.has(home); head++)
      this.visit(queue[head]!, (to, way) => {
        if (seen.has(to) || way.person === person) return
        seen.add(to)
        parents.set(to, way)
        queue.push(to)
      })
    if (!seen.has(home)) return false
    const ways: Way[] = []
    for (let node = home; node >= 0; node = ways.at(-1)!.from) ways.push(parents.get(node)!)
    for (const way of ways) this.move(way)
    return true
  }

  /** Strongly connected parts of the residual graph (Tarjan): only inside one can anything move. */
  private findCircles(): Int32Array {
    const count = this.sink + 1
    const part = new Int32Array(count).fill(-1)
    const index = new Int32Array(count).fill(-1)
    const low = new Int32Array(count)
    const open: number[] = []
    let [clock, parts] = [0, 0]
    for (let root = 0; root < count; root++) {
      if (index[root]! >= 0) continue
      const stack: { node: number; next: number[] }[] = []
      const enter = (node: number) => {
        index[node] = low[node] = clock++
        open.push(node)
        const next = new Set<number>()
        this.visit(node, (to) => next.add(to))
        stack.push({ node, next: [...next] })
      }
      enter(root)
      while (stack.length > 0) {
        const { node, next } = stack.at(-1)!
        const to = next.pop()
        if (to !== undefined) {
          if (index[to]! < 0) enter(to)
          else if (part[to]! < 0) low[node] = Math.min(low[node]!, index[to]!)
          continue
        }
        stack.pop()
        const above = stack.at(-1)
        if (above) low[above.node] = Math.min(low[above.node]!, low[node]!)
        if (low[node] !== index[node]) continue
        for (let one = -1; one !== node;) part[(one = open.pop()!)] = parts
        parts++
      }
    }
    return part
  }
}

function findLoops(parents: readonly (Way | undefined)[]): Way[][] {
  const mark = new Int32Array(parents.length)
  const loops: Way[][] = []
  for (let start = 0; start < parents.length; start++) {
    let node = start
    while (node >= 0 && mark[node] === 0) {
      mark[node] = start + 1
      node = parents[node]?.from ?? -1
    }
    if (node < 0 || mark[node] !== start + 1) continue
    const loop: Way[] = []
    const first = node
    do {
      const way: Way = parents[node]!
      loop.push(way)
      node = way.from
    } while (node !== first)
    loops.push(loop)
  }
  return loops
}
