// The entry of a thread that draws seasons; see `rooms/match/seasons.ts`.
import { parentPort, workerData } from 'node:worker_threads'
import { drawSeasons, type SeasonModel, type Weights } from '../rooms/match/seasons.ts'

export type SeasonShare = { model: SeasonModel; weights: Weights; seasons: number; seed: number }

const { model, weights, seasons, seed } = workerData as SeasonShare
parentPort!.postMessage(drawSeasons(model, weights, seasons, seed))
