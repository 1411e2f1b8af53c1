// Which address shows which page of recruitment: to the office, and to those outside?
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root } from './open-pages.tsx'
import { page } from './shell-route.ts'

const recruitment = page(
  '/programmes/$id/recruitment',
  () => import('../../rooms/recruitment/pages/recruitment.tsx'),
  'RecruitmentPage',
)
const newCycle = page(
  '/programmes/$id/recruitment/new',
  () => import('../../rooms/recruitment/pages/cycle-editor.tsx'),
  'NewCyclePage',
)
const season = page(
  '/programmes/$id/recruitment/$cycle',
  () => import('../../rooms/recruitment/pages/season.tsx'),
  'SeasonPage',
)
const cycle = page(
  '/programmes/$id/recruitment/$cycle/edit',
  () => import('../../rooms/recruitment/pages/cycle-editor.tsx'),
  'CyclePage',
)
const file = page(
  '/programmes/$id/recruitment/$cycle/files/$application',
  () => import('../../rooms/recruitment/pages/file.tsx'),
  'FilePage',
)
export const recruitmentPages = [recruitment, newCycle, season, cycle, file] as const

const programme = createRoute({
  getParentRoute: () => root,
  path: '/at/$institution/$programme',
  component: lazyRouteComponent(
    () => import('../../rooms/recruitment/pages/public-page.tsx'),
    'ProgrammePublicPage',
  ),
})
const apply = createRoute({
  getParentRoute: () => root,
  path: '/apply/$institution/$cycle',
  component: lazyRouteComponent(
    () => import('../../rooms/recruitment/pages/apply.tsx'),
    'ApplyPage',
  ),
})
const enter = createRoute({
  getParentRoute: () => root,
  path: '/apply/$institution/enter/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/recruitment/pages/apply.tsx'),
    'EnterPage',
  ),
})
const recommend = createRoute({
  getParentRoute: () => root,
  path: '/recommend/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/recruitment/pages/recommend.tsx'),
    'RecommendPage',
  ),
})
export const openRecruitmentPages = [programme, apply, enter, recommend] as const
