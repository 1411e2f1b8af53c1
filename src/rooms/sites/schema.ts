// The words of sites: places, machines in them, and the counts that a page gives.
import type { Day } from '../../kernel/day.ts'

export type Site = {
  id: string
  parent: string | null
  name: string
  kind: string
  facts: Record<string, unknown>
}

/** A group of like machines. `count` null = some, the number is not known. */
export type Equipment = {
  id: string
  site: string | null
  class: string
  name: string
  count: number | null
  status: string
  /** In service; open ends are null. */
  from: Day | null
  to: Day | null
  facts: Record<string, unknown>
}

/** A number that somebody stated for a whole group, and the items that should make it up. */
export type Headline = { id: string; about: string; count: number; itemised: string[] }
