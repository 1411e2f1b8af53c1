// What stands in a neutral problem file, and where are these files?
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootFolder } from '../src/platform/root.ts'

export type SourcePerson = {
  id: string
  group: string
  leavePreferences?: number[]
  fullLeave?: number[]
  halfLeave?: number[]
  costs?: Record<string, number>
  [field: string]: unknown
}

/** Every field that some rule type uses; which ones, is in the README beside the files. */
export type SourceRule = {
  id: string
  type: string
  hard: boolean
  text?: string
  people?: { groups?: string[]; ids?: string[] }
  activities?: string[]
  window?: [number, number]
  periods?: number[]
  span?: [number, number]
  min?: number
  max?: number
  minLen?: number
  maxLen?: number
  length?: number
  scope?: string
  exempt?: string | null
  activity?: string
  allowed?: Record<string, string[]>
  weight?: number
  weights?: number[]
  weightFull?: number
  weightHalfLeave?: number
  boundaries?: number[]
  target?: string[]
  source?: string[]
  next?: string[]
  from?: string[]
  to?: string[]
  left?: string[]
  right?: string[]
  direction?: string
  trigger?: string[]
  paired?: string[]
  field?: string
  period?: number
  maxMean?: number
  callHours?: number
  classes?: Record<string, number[]>
}

export type Source = {
  id: string
  title: string
  time: {
    unit: 'week' | 'block' | 'day'
    count: number
    start: string | null
    block?: number[]
    excluded?: number[]
  }
  people: SourcePerson[]
  activities: { id: string; hours?: number }[]
  rules: SourceRule[]
  objective: { sense: 'max' | 'min'; text: string }
}

/** Person to one activity a period. */
export type SourceRoster = Record<string, string[]>

/** The roster through the eyes of one rule. */
export type Look = {
  source: Source
  rule: SourceRule
  people: SourcePerson[]
  periods: number[]
  row: (person: SourcePerson) => string[]
  isIn: (activity: string | undefined) => boolean
}

const folder = join(rootFolder, '..', 'shared', 'bench')

export const benchFile = (...path: string[]): string => join(folder, ...path)

/** A file of the measuring data, or null when the folder is not beside the repository. */
export function readBench(...path: string[]): string | null {
  const file = benchFile(...path)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

export function readJson<T>(...path: string[]): T | null {
  const text = readBench(...path)
  return text === null ? null : (JSON.parse(text) as T)
}

/** Names without their ending of the files in a folder of the measuring data; none when it is absent. */
export function listBench(name: string, ending: string): string[] {
  const path = join(folder, name)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

export const isReal = (id: string): boolean => id !== 'known' && id !== 'radiology-residency-rules'
