// The entry of the thread that allots electives; see `rooms/electives/apart.ts`.
import { parentPort, workerData } from 'node:worker_threads'
import { answerAsked, type Asked } from '../rooms/electives/apart.ts'

parentPort!.postMessage(answerAsked(workerData as Asked))
