// Threads may die or hang: the parent keeps the best roster and answers in time.
import { expect, test } from 'vitest'
import { startSolve } from '../index.ts'
import { planOf, problemOf, coverEach } from './year.fixture.ts'

const problem = problemOf({
  people: [
    { id: 'Amy', name: 'Amy' },
    { id: 'Ben', name: 'Ben' },
  ],
  periods: [{ id: 'b1', from: '2026-07-01', to: '2026-07-07' }],
  work: [{ id: 'CT' }, { id: 'MR' }],
})
const plan = planOf(problem, [
  coverEach('One on CT.', undefined, ['CT'], 1, 1),
  coverEach('Two on MR.', undefined, ['MR'], 2, 2, { prefer: 'coverage', price: 1 }),
])

/** A thread that reports one legal roster and then does as told. */
const thread = (after: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.postMessage({ kind: 'best', roster: Int16Array.of(0, 1), totals: Float64Array.of(0, 1, 0, 0, 0, 0) })
    ${after}`)}`,
  )

test('a thread that dies loses nothing', async () => {
  const workerUrl = thread(`setTimeout(() => { throw new Error('out of memory') }, 50)`)
  const result = await startSolve(plan, { seconds: 5, workerUrl }).done
  expect(result.status).toBe('good')
  expect(result.cells).toEqual({ Amy: ['CT'], Ben: ['MR'] })
})

test('threads that hang are ended soon after Cancel, and the best remains', async () => {
  const workerUrl = thread(`for (;;) {}`)
  let isFound = () => {}
  const found = new Promise<void>((resolve) => (isFound = resolve))
  const solve = startSolve(plan, { seconds: 60, workerUrl }, (progress) => {
    if (progress.cells) isFound()
  })
  await found
  solve.cancel()
  // The threads never end by themselves; how soon the answer comes is measured by the benchmark.
  const result = await solve.done
  expect(result).toMatchObject({ status: 'cancelled', cells: { Amy: ['CT'], Ben: ['MR'] } })
})

test('when the first thread dies before the others have begun, they search', async () => {
  const workerUrl = new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads'
    if (workerData.options.role === 'improve') throw new Error('out of memory')
    parentPort.postMessage({ kind: 'best', roster: Int16Array.of(0, 1), totals: Float64Array.of(0, 1, 0, 0, 0, 0) })`)}`,
  )
  const result = await startSolve(plan, { seconds: 60, workerUrl }).done
  expect(result).toMatchObject({ status: 'good', cells: { Amy: ['CT'], Ben: ['MR'] } })
  expect(result.says).toContain('out of memory')
})

test('all threads dead without a roster is said as it is', async () => {
  const workerUrl = new URL(`data:text/javascript,throw new Error('no memory')`)
  const result = await startSolve(plan, { seconds: 5, workerUrl }).done
  expect(result.status).toBe('none-found')
  expect(result.says).toContain('no memory')
})

test('in this thread the same door gives the proven best', async () => {
  const phases: string[] = []
  const { done } = startSolve(plan, { seconds: 5 }, ({ phase }) => phases.push(phase))
  const result = await done
  expect(result).toMatchObject({ status: 'proven-best', says: 'Proven best.' })
  expect(result.score?.levels[0]).toMatchObject({ goal: 'coverage', amount: 1, bound: 1 })
  expect(phases).toContain('Looking for a first roster that keeps every must')
})
