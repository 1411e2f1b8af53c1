// Who else has this draft open, and where are they? Told by the stream, stored nowhere.
import { call } from '../../../platform/client.ts'
import { rotaContract } from '../contract.ts'
import { type Presence, presenceSchema } from '../schema.ts'

/** One colour a seat; with white letters each reads at 4.5 to 1 and more. */
const COLOURS = ['#7a1fa2', '#0b6b57', '#a03a00', '#8a1250', '#1f5f8b', '#4d5b00']
/** Of somebody who has not been heard for so long it is assumed that the line is dead. */
const SILENCE_MS = 75_000
const PACE_MS = 300

export type Place = { person: string; period: string }
export type Other = {
  seat: string
  name: string
  initials: string
  colour: string
  at: Place | null
  heard: number
}
type Tell = (at: Place | null) => Promise<unknown>

export class Company {
  others: readonly Other[] = []
  readonly seat: string
  private at: Place | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly tell: Tell
  private readonly listeners = new Set<() => void>()

  constructor(seat: string, tell: Tell) {
    this.seat = seat
    this.tell = tell
  }

  hear(word: Presence, now: number): void {
    if (word.seat === this.seat) return
    const { seat, person, at, gone } = word
    const rest = this.others.filter((other) => other.seat !== seat)
    const known = this.others.find((other) => other.seat === seat)
    const { name } = person
    const fresh: Other = {
      ...{ seat, name, initials: initialsOf(name), colour: colourOf(seat), heard: now },
      at: at ?? null,
    }
    if (gone) this.set(rest)
    else
      this.set(known ? this.others.map((one) => (one === known ? fresh : one)) : [...rest, fresh])
    // Whoever comes knows nobody: those who are here say so.
    if (at === undefined && !gone) this.say()
  }
  /** One's own cursor; said at once when it rests, and only when somebody is there to hear it. */
  move(at: Place | null): void {
    this.at = at
    if (this.others.length === 0 || this.timer) return
    this.timer = setTimeout(() => this.say(), PACE_MS)
  }
  /** Says that one is still here, and forgets who has fallen silent. */
  beat(now: number): void {
    const heard = this.others.filter((other) => now - other.heard < SILENCE_MS)
    if (heard.length < this.others.length) this.set(heard)
    if (this.others.length > 0) this.say()
  }
  leave(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.others.length > 0) this.set([])
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  snapshot = (): readonly Other[] => this.others

  private say(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    // Nobody waits for it; the next word comes soon enough.
    void this.tell(this.at).catch(() => undefined)
  }
  private set(others: readonly Other[]): void {
    this.others = others
    for (const listener of this.listeners) listener()
  }
}

export function openCompany(draft: string): Company {
  const seat = crypto.randomUUID()
  return new Company(seat, (at) =>
    call(rotaContract.presence, { params: { id: draft }, body: { seat, at } }),
  )
}

/** What the stream says; nothing when it is no such word. */
export function readPresence(data: string): Presence | null {
  const read = presenceSchema.safeParse(JSON.parse(data))
  return read.success ? read.data : null
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0] ?? '').join('')
}

function colourOf(seat: string): string {
  const sum = [...seat].reduce((total, letter) => total + letter.charCodeAt(0), 0)
  return COLOURS[sum % COLOURS.length]!
}
