// Which ways to come so far are the same for all that follows, and which are the cheapest?

/** States of one cell as they are found; of those that agree only the cheapest is kept. */
export class RowStates {
  count = 0
  costs = new Float64Array(0)
  hashes = new Int32Array(0)
  checks = new Int32Array(0)
  /** Where each one comes from, as the finder numbers it. */
  origins = new Int32Array(0)
  private table = new Int32Array(64)
  private ranked = new Float64Array(0)

  /** Makes room for so many. */
  clear(most: number): void {
    this.count = 0
    let size = this.table.length
    while (size < 2 * most) size *= 2
    if (size > this.table.length) this.table = new Int32Array(size)
    this.table.fill(-1)
    if (this.costs.length >= most) return
    this.costs = new Float64Array(most)
    this.hashes = new Int32Array(most)
    this.checks = new Int32Array(most)
    this.origins = new Int32Array(most)
    this.ranked = new Float64Array(most)
  }

  /** Two numbers stand for what a state is: that both agree by chance does not happen. */
  add(cost: number, hash: number, check: number, origin: number): void {
    const { table, hashes, checks, costs } = this
    const mask = table.length - 1
    let place = (hash ^ (hash >>> 15)) & mask
    for (; table[place]! >= 0; place = (place + 1) & mask) {
      const other = table[place]!
      if (hashes[other] !== hash || checks[other] !== check) continue
      if (costs[other]! <= cost) return
      costs[other] = cost
      this.origins[other] = origin
      return
    }
    const nth = this.count++
    table[place] = nth
    costs[nth] = cost
    hashes[nth] = hash
    checks[nth] = check
    this.origins[nth] = origin
  }

  /** The cheapest so many come first and are all that remain; false when that left some out. */
  keepCheapest(most: number): boolean {
    if (this.count <= most) return true
    const ranked = this.ranked.subarray(0, this.count)
    ranked.set(this.costs.subarray(0, this.count))
    const dearest = rankOf(ranked, most - 1)
    let kept = 0
    let [equal, below] = [0, 0]
    for (let i = 0; i < this.count; i++) if (this.costs[i]! < dearest) below++
    for (let i = 0; i < this.count; i++) {
      if (this.costs[i]! > dearest) continue
      if (this.costs[i] === dearest && ++equal > most - below) continue
      this.costs[kept] = this.costs[i]!
      this.hashes[kept] = this.hashes[i]!
      this.checks[kept] = this.checks[i]!
      this.origins[kept++] = this.origins[i]!
    }
    this.count = kept
    return false
  }
}

/** The value at a place if the values were sorted; they are moved about. */
function rankOf(values: Float64Array, place: number): number {
  let [from, to] = [0, values.length - 1]
  while (from < to) {
    const middle = values[(from + to) >> 1]!
    let [i, j] = [from, to]
    while (i <= j) {
      while (values[i]! < middle) i++
      while (values[j]! > middle) j--
      if (i > j) break
      const value = values[i]!
      values[i++] = values[j]!
      values[j--] = value
    }
    if (place <= j) to = j
    else if (place >= i) from = i
    else return values[place]!
  }
  return values[place]!
}
