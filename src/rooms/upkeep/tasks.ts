// What is done by itself, at night and once a week?
import type { Task } from '../../platform/jobs.ts'
import { type Keeping, makeBackup, testRestore } from './actions.ts'

/** At half past two of UTC; a night that was slept through is made up for when a worker is there again. */
const TIMES = [
  '30 2 * * * backup ?fill=1d&max=3&jobKey=backup-nightly {cause:"nightly"}',
  '30 3 * * 0 restore-test ?fill=1w&max=3&jobKey=restore-test-weekly {cause:"weekly"}',
]

/** Nothing where backups are turned off: such a process does not take this work. */
export function upkeepTasks(keeping: Keeping): { tasks: Record<string, Task>; times: string[] } {
  if (keeping.folder === undefined) return { tasks: {}, times: [] }
  const act =
    (work: typeof makeBackup, usual: 'nightly' | 'weekly') => async (payload: unknown) => {
      const { entry } = payload as { entry?: number }
      const ended = await work(keeping, entry === undefined ? usual : 'asked', entry)
      // What a person asked for says so on the page; what nobody watches is tried again.
      if (ended.state === 'failed' && entry === undefined) throw new Error(ended.says)
    }
  return {
    tasks: { backup: act(makeBackup, 'nightly'), 'restore-test': act(testRestore, 'weekly') },
    times: TIMES,
  }
}
