// The entry of the thread that reads documents of applicants; see `rooms/recruitment/reading.ts`.
import { parentPort } from 'node:worker_threads'
import { readPdf } from '../rooms/recruitment/pdf-reading.ts'

parentPort!.on(
  'message',
  async ({ nth, data }: { nth: number; data: Parameters<typeof readPdf> }) => {
    parentPort!.postMessage({ nth, value: await readPdf(...data) })
  },
)
