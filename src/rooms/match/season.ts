// One invented season of a subspecialty: who interviews where, how all rank each other, who gets what.
import type { MarketFile } from './schema.ts'
import type { SeasonModel } from './seasons.ts'

const NONE = -1

/** Numbers from 0 to 1 that follow from a whole number (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Draws seasons one after the other into the same arrays: 100,000 of them are to be had in a minute.
 * Programme 0 is ours. An interview is an entry: the applicant, the programme, what each thinks of
 * the other. Everybody ranks everybody with whom they had an interview.
 */
export class Season {
  private readonly model: SeasonModel
  private readonly random: () => number
  private spare = Number.NaN
  readonly quotas: Int32Array
  private readonly merit: Float64Array
  private readonly appeal: Float64Array
  private readonly entryAt: Int32Array
  private readonly applicantOf: Int32Array
  /** What the programme of an entry thinks of its applicant, and the other way round. */
  private readonly regard: Float64Array
  private readonly wish: Float64Array
  private readonly programmeOf: Int32Array
  private readonly listAt: Int32Array
  private readonly lists: Int32Array
  private readonly held: Int32Array
  private readonly filled: Int32Array
  private readonly placeAt: Int32Array
  private readonly isAsked: Int32Array
  private readonly nextOf: Int32Array
  private readonly ours: Int32Array

  constructor(model: SeasonModel, random: () => number) {
    const { applicants, programmes, positions } = model
    const most = (programmes - 1) * applicants + model.ours.ranked
    const entries = Math.min(most, Math.ceil(positions * model.interviewsAPosition * 3) + 400)
    this.model = model
    this.random = random
    this.quotas = new Int32Array(programmes)
    this.merit = new Float64Array(applicants)
    this.appeal = new Float64Array(programmes)
    this.entryAt = new Int32Array(programmes + 1)
    this.applicantOf = new Int32Array(entries)
    this.regard = new Float64Array(entries)
    this.wish = new Float64Array(entries)
    this.programmeOf = new Int32Array(entries)
    this.listAt = new Int32Array(applicants + 1)
    this.lists = new Int32Array(entries)
    this.held = new Int32Array(positions + model.ours.quota)
    this.filled = new Int32Array(programmes)
    this.placeAt = new Int32Array(programmes + 1)
    this.isAsked = new Int32Array(applicants).fill(NONE)
    this.nextOf = new Int32Array(applicants)
    this.ours = new Int32Array(model.ours.ranked)
  }

  /** `appeal`: of ours, in standard deviations above the mean of all programmes. */
  draw(appeal: number): void {
    this.drawQuotas()
    const { applicants, programmes } = this.model
    for (let a = 0; a < applicants; a++) this.merit[a] = this.normal()
    for (let p = 0; p < programmes; p++) this.appeal[p] = p === 0 ? appeal : this.normal()
    this.drawInterviews()
    this.rankAll()
  }

  /** Each programme has one place; the others fall where chance puts them. */
  private drawQuotas(): void {
    const { programmes, positions, ours } = this.model
    this.quotas.fill(1)
    this.quotas[0] = ours.quota
    const others = programmes - 1
    for (let left = positions - ours.quota - others; left > 0 && others > 0; left--)
      this.quotas[1 + Math.floor(this.random() * others)]!++
    for (let p = 0; p < programmes; p++) this.placeAt[p + 1] = this.placeAt[p]! + this.quotas[p]!
  }

  /** Good applicants are more often asked by sought-after programmes; nobody twice by one. */
  private drawInterviews(): void {
    const { applicants, programmes, interviewsAPosition, ours } = this.model
    let entry = 0
    for (let p = 0; p < programmes; p++) {
      this.entryAt[p] = entry
      const meant = this.quotas[p]! * interviewsAPosition * Math.exp(0.3 * this.normal())
      const count = p === 0 ? ours.ranked : Math.max(2, Math.round(meant))
      const to = Math.min(entry + Math.min(count, applicants), this.applicantOf.length)
      // After so many draws whoever has not been asked is taken, so that it always ends.
      for (let tries = 0; entry < to; tries++) {
        const a = Math.floor(this.random() * applicants)
        if (this.isAsked[a] === p) continue
        const fit = 1 / (1 + Math.exp(-1.5 * this.merit[a]! * this.appeal[p]!))
        if (tries < 40 * count && this.random() > fit) continue
        this.isAsked[a] = p
        this.applicantOf[entry] = a
        this.programmeOf[entry++] = p
      }
    }
    this.entryAt[programmes] = entry
    this.isAsked.fill(NONE)
  }

  private rankAll(): void {
    const { applicants, programmes, agreement } = this.model
    const own = Math.sqrt(1 - agreement ** 2)
    const count = this.entryAt[programmes]!
    this.listAt.fill(0)
    for (let entry = 0; entry < count; entry++) {
      const a = this.applicantOf[entry]!
      this.regard[entry] = agreement * this.merit[a]! + own * this.normal()
      this.wish[entry] = agreement * this.appeal[this.programmeOf[entry]!]! + own * this.normal()
      this.listAt[a + 1]!++
    }
    for (let a = 0; a < applicants; a++) this.listAt[a + 1]! += this.listAt[a]!
    this.nextOf.set(this.listAt.subarray(0, applicants))
    // Each list stays in order while it grows: they are short.
    for (let entry = 0; entry < count; entry++) {
      const a = this.applicantOf[entry]!
      let at = this.nextOf[a]!++
      while (at > this.listAt[a]! && this.wish[this.lists[at - 1]!]! < this.wish[entry]!)
        this.lists[at] = this.lists[--at]!
      this.lists[at] = entry
    }
  }

  /** Applicants propose. Returns the ranks (from 1) on our list that have a place with us, in order. */
  match(): number[] {
    const { applicants } = this.model
    this.filled.fill(0)
    this.nextOf.set(this.listAt.subarray(0, applicants))
    for (let first = 0; first < applicants; first++) {
      let a = first
      while (a !== NONE && this.nextOf[a]! < this.listAt[a + 1]!) {
        const entry = this.lists[this.nextOf[a]!++]!
        const out = this.hold(entry)
        if (out === entry) continue
        a = out === NONE ? NONE : this.applicantOf[out]!
      }
    }
    return this.ourRanks()
  }

  /** The entry that goes without a place because of this one: another, itself, or none. */
  private hold(entry: number): number {
    const p = this.programmeOf[entry]!
    const from = this.placeAt[p]!
    if (this.filled[p]! < this.quotas[p]!) {
      this.held[from + this.filled[p]!++] = entry
      return NONE
    }
    let worst = from
    for (let at = from + 1; at < this.placeAt[p + 1]!; at++)
      if (this.regard[this.held[at]!]! < this.regard[this.held[worst]!]!) worst = at
    if (from === this.placeAt[p + 1] || this.regard[this.held[worst]!]! > this.regard[entry]!)
      return entry
    const out = this.held[worst]!
    this.held[worst] = entry
    return out
  }

  private ourRanks(): number[] {
    const ranked = this.entryAt[1]!
    const order = this.ours.subarray(0, ranked)
    for (let entry = 0; entry < ranked; entry++) order[entry] = entry
    order.sort((one, other) => this.regard[other]! - this.regard[one]!)
    const held = new Set(this.held.subarray(0, this.filled[0]))
    const ranks: number[] = []
    for (let rank = 0; rank < ranked; rank++) if (held.has(order[rank]!)) ranks.push(rank + 1)
    return ranks
  }

  /** The season that was drawn as a market file, so that the real engine can have a look at it. */
  asMarket(): MarketFile {
    const { applicants, programmes } = this.model
    const idOf = (p: number) => (p === 0 ? 'ours' : `p${p}`)
    const rankedBy = (p: number) =>
      Array.from(
        { length: this.entryAt[p + 1]! - this.entryAt[p]! },
        (_, nth) => nth + this.entryAt[p]!,
      ).sort((one, other) => this.regard[other]! - this.regard[one]!)
    return {
      ...{ format: 'isocenter.match', version: 1, purpose: 'simulation', title: '', couples: [] },
      applicants: Array.from({ length: applicants }, (_, a) => ({
        id: `a${a}`,
        list: Array.from(this.lists.subarray(this.listAt[a], this.listAt[a + 1]), (entry) =>
          idOf(this.programmeOf[entry]!),
        ),
        supplemental: [],
      })),
      programmes: Array.from({ length: programmes }, (_, p) => ({
        ...{ id: idOf(p), quota: this.quotas[p]!, fills: 'any', revertsTo: [] },
        list: rankedBy(p).map((entry) => `a${this.applicantOf[entry]}`),
      })),
    }
  }

  /** Two at a time (Box and Muller). */
  private normal(): number {
    if (!Number.isNaN(this.spare)) {
      const kept = this.spare
      this.spare = Number.NaN
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.random()))
    const angle = 2 * Math.PI * this.random()
    this.spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
