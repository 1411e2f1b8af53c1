// Does a plan open where its planner left it, and never in a repair that nobody asked to see?
import { expect, test } from 'vitest'
import type { PlanView } from '../schema.ts'
import { openingDraft, waitingRepairs } from './opening.ts'

type Summary = PlanView['drafts'][0]
const draft = (id: string, day: number, more: Partial<Summary> = {}): Summary => ({
  ...{ id, name: id, kind: 'draft', version: 1, changedBy: 'Ada Quill' },
  ...{ changedAt: `2026-11-0${day}T09:00:00.000Z`, ...more },
})
const repair = draft('repair', 9, { kind: 'repair' })
const drafts = [draft('first', 1), draft('second', 3, { changedBy: 'Bo Lark' }), repair]

test('the draft that was open last comes first, unless it is gone or a repair', () => {
  expect(openingDraft(drafts, 'second', 'Ada Quill')?.id).toBe('second')
  expect(openingDraft(drafts, 'gone', 'Ada Quill')?.id).toBe('first')
  expect(openingDraft(drafts, 'repair', undefined)?.id).toBe('second')
})
test('a repair opens by itself only when there is nothing else', () => {
  expect(openingDraft([repair], null, undefined)?.id).toBe('repair')
  const scenario = draft('what-if', 2, { kind: 'scenario' })
  expect(openingDraft([repair, scenario], null, undefined)?.id).toBe('what-if')
  expect(openingDraft([], null, undefined)).toBeUndefined()
})
test('a repair waits until the year is published anew', () => {
  const published = (at: string) =>
    ({ drafts, publication: { at } }) as Partial<PlanView> as PlanView
  expect(waitingRepairs(published('2026-11-08T00:00:00.000Z'))).toEqual([repair])
  expect(waitingRepairs(published('2026-11-10T00:00:00.000Z'))).toEqual([])
})
