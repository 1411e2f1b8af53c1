// Which address shows which page of choosing among those who apply?
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './open-pages.tsx'
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

const interviews = page(
  '/programmes/$id/cycles/$cycle/interviews',
  () => import('../../rooms/interviews/pages/interviews.tsx'),
  'InterviewsPage',
)
const myDay = page(
  '/programmes/$id/cycles/$cycle/interviews/mine',
  () => import('../../rooms/interviews/pages/my-day.tsx'),
  'MyDayPage',
)
const internalMatch = page(
  '/programmes/$id/internal-match',
  () => import('../../rooms/match/pages/internal-match.tsx'),
  'InternalMatchPage',
)
const beforeYouBegin = page(
  '/onboarding',
  () => import('../../rooms/ranking/pages/before-you-begin.tsx'),
  'BeforeYouBeginPage',
)
export const ownInterview = createRoute({
  getParentRoute: () => root,
  path: '/apply/$institution/interview/$application',
  component: lazyRouteComponent(
    () => import('../../rooms/interviews/pages/own-interview.tsx'),
    'OwnInterviewPage',
  ),
})

export const selectionPages = [
  pile,
  file,
  ranking,
  interviews,
  myDay,
  internalMatch,
  beforeYouBegin,
] as const
