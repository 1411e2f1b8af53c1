// A file from outside is read in a thread of its own, with limits on memory and time.
import { finding, type Outcome, refused } from '../../kernel/finding.ts'
import { inThread } from '../../platform/thread.ts'
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
  const limits = { seconds, megabytes: MEGABYTES }
  const read = await inThread<Outcome<WorkbookView>>(workerUrl, bytes, limits)
  if (read.ok) return read.value
  return refused(
    finding('sheets.file', `The file could not be read: ${read.why}.`, {
      can: 'Copy the sheet with the year into a new workbook and bring that one.',
    }),
  )
}
