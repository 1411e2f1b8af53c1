// Which address shows which page of choosing among those who apply?
import { page } from './shell-route.ts'

const pile = page(
  '/programmes/$id/cycles/$cycle/review',
  () => import('../../rooms/review/pages/pile.tsx'),
  'PilePage',
)
const file = page(
  '/programmes/$id/cycles/$cycle/review/$application',
  () => import('../../rooms/review/pages/file.tsx'),
  'FilePage',
)

const ranking = page(
  '/programmes/$id/cycles/$cycle/ranking',
  () => import('../../rooms/ranking/pages/ranking.tsx'),
  'RankingPage',
)

export const selectionPages = [pile, file, ranking] as const
