// A file from outside is read in a thread of its own, with limits on memory and time.
import { Worker } from 'node:worker_threads'
import { finding, type Outcome, refused } from '../../kernel/finding.ts'
import { readBook } from './reading.ts'
import type { WorkbookView } from './schema.ts'

const SECONDS = 20
const MEGABYTES = 512

/** Never throws: a file that cannot be read is a refusal. Without `workerUrl` it is read right here. */
export async function readApart(
  bytes: Uint8Array,
  workerUrl: URL | undefined,
  seconds = SECONDS,
): Promise<Outcome<WorkbookView>> {
  if (!workerUrl) return readBook(bytes)
  const worker = new Worker(workerUrl, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  })
  const refuse = (why: string) =>
    refused<WorkbookView>(
      finding('sheets.file', `The file could not be read: ${why}.`, {
        can: 'Copy the sheet with the year into a new workbook and bring that one.',
      }),
    )
  let clock: NodeJS.Timeout | undefined
  const answer = await new Promise<Outcome<WorkbookView>>((settle) => {
    clock = setTimeout(
      () => settle(refuse(`it took longer than ${seconds} seconds`)),
      seconds * 1000,
    )
    worker.once('message', settle)
    worker.once('error', () => settle(refuse('it needs more memory than there is for it')))
    worker.once('exit', () => settle(refuse('the reader ended')))
  })
  clearTimeout(clock)
  void worker.terminate()
  return answer
}
