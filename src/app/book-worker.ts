// The entry of the thread that reads somebody's spreadsheet; see `rooms/sheets/apart.ts`.
import { parentPort, workerData } from 'node:worker_threads'
import { readBook } from '../rooms/sheets/reading.ts'

parentPort!.postMessage(await readBook(workerData as Uint8Array))
