// Are edits safe while the plan around them is read anew and changes?
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DraftView } from '../schema.ts'
import { DraftStore } from './draft-store.ts'
import { draftOf, drawn, yearOf } from './year.fixture.ts'

const model = yearOf(['Amy', 'Ben'])

/** A server that answers when the test says so. */
const waiting: { path: string; body: unknown; answer: (draft: DraftView) => void }[] = []
beforeEach(() => {
  vi.stubGlobal('fetch', (path: string, init: { body?: string }) => {
    const body: unknown = JSON.parse(init.body ?? 'null')
    return new Promise<Response>((settle) =>
      waiting.push({ path, body, answer: (draft) => settle(Response.json(draft)) }),
    )
  })
})
afterEach(() => {
  waiting.length = 0
  vi.unstubAllGlobals()
})
const turn = () => new Promise((settle) => setTimeout(settle, 5))

const storeOf = (lines: string[]) => new DraftStore(model, draftOf(model, lines))
const seen = (store: DraftStore) => drawn(store.state.model, store.state.rows)

describe('an edit outlives what happens around it', () => {
  test('a publication changes the model and not one cell', async () => {
    const store = storeOf(['A...', '....'])
    store.change([{ p: 1, t: 0, after: 1 }], 'Set')
    const { rows } = store.state
    store.moveTo({ ...model })
    expect(store.state.rows).toBe(rows)
    expect(seen(store)).toEqual(['A...', 'B...'])
    await turn()
  })
  test('somebody new, somebody gone: everybody keeps their own row, unsent edits too', async () => {
    const store = storeOf(['A...', 'B...'])
    store.change([{ p: 1, t: 2, after: 3 }], 'Set')
    store.moveTo(yearOf(['Cleo', 'Ben']))
    expect(seen(store)).toEqual(['....', 'B.D.'])
    await turn()
    expect(waiting[0]!.body).toMatchObject({
      changes: [{ person: 'ben', period: 'b3', before: null, after: 'd' }],
    })
  })
  test('an edit on its way while the people change is not lost', async () => {
    const store = storeOf(['A...', 'B...'])
    store.change([{ p: 1, t: 2, after: 3 }], 'Set')
    store.change([{ p: 0, t: 1, after: 2 }], 'Set')
    await turn()
    const changed = yearOf(['Cleo', 'Ben'])
    store.moveTo(changed)
    waiting[0]!.answer(draftOf(changed, ['....', 'B.D.'], 2))
    await turn()
    // What was meant for Amy has nowhere to go.
    expect(waiting.length).toBe(1)
    expect(seen(store)).toEqual(['....', 'B.D.'])
    expect(store.state.saving).toBe('saved')
  })
  test('an answer older than the last edit is not believed', async () => {
    const store = storeOf(['A...', '....'])
    store.change([{ p: 1, t: 0, after: 1 }], 'Set')
    await turn()
    waiting[0]!.answer(draftOf(model, ['A...', 'B...'], 2))
    await turn()
    store.takeLater(draftOf(model, ['A...', '....'], 1))
    expect(seen(store)).toEqual(['A...', 'B...'])
    store.takeLater(draftOf(model, ['A...', 'BC..'], 3))
    expect(seen(store)).toEqual(['A...', 'BC..'])
  })
  test('a mark says what was seen before it', async () => {
    const store = storeOf(['A...', '....'])
    store.mark([{ p: 0, t: 0, pinned: true }])
    await turn()
    expect(waiting[0]!.body).toEqual({
      marks: [{ person: 'amy', period: 'b1', before: { pinned: false, note: '' }, pinned: true }],
    })
  })
})

describe('what others do', () => {
  test('is fetched as soon as it is heard of, once', async () => {
    const store = storeOf(['A...', '....'])
    store.hear(store.state.version)
    expect(waiting).toHaveLength(0)
    store.hear(store.state.version + 1)
    expect(waiting).toHaveLength(1)
    waiting[0]!.answer({ ...draftOf(model, ['AB..', '....']), version: store.state.version + 1 })
    await turn()
    expect(seen(store)).toEqual(['AB..', '....'])
  })
  test('waits while an edit of one’s own is on its way, and is not forgotten', async () => {
    const store = storeOf(['A...', '....'])
    const { version } = store.state
    store.change([{ p: 1, t: 0, after: 1 }], 'Set')
    await turn()
    store.hear(version + 2)
    expect(waiting).toHaveLength(1)
    waiting[0]!.answer({ ...draftOf(model, ['A...', 'B...']), version: version + 1 })
    await turn()
    expect(waiting).toHaveLength(2)
    waiting[1]!.answer({ ...draftOf(model, ['A..D', 'B...']), version: version + 2 })
    await turn()
    expect(seen(store)).toEqual(['A..D', 'B...'])
  })
})
