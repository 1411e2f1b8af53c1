// What may a statement ask of the source, and what does it answer with?
import type { Source, SourcePerson, SourceRule } from './real-source.ts'

export const periodId = (k: number): string => `t${k}`

/** One rule of ours for a rule of the source; `constant` = what the source pays when nothing is missed. */
export type Said = {
  rule: string
  params: Record<string, unknown>
  price?: number
  constant?: number
}

/** What a statement may ask of the source, and the facts that it may leave beside the rules. */
export type Context = {
  source: Source
  people: (rule: SourceRule) => SourcePerson[]
  /** Names for `levels`; undefined = everybody. People named one by one become a group of the rule. */
  levels: (rule: SourceRule) => string[] | undefined
  /** Who, as `levels` or as `people`. */
  whom: (rule: SourceRule) => { levels?: string[]; people?: string[] }
  /** The periods of a rule, as numbers. */
  range: (rule: SourceRule) => number[]
  /** Their ids; undefined = all of the time line. */
  periods: (rule: SourceRule) => string[] | undefined
  wish: (person: string, work: string, period: number, rank: number) => void
}
