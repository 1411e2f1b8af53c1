// Which address shows which page? Every page is a chunk of its own.
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter } from '@tanstack/react-router'
import { Broken, Missing, Waiting } from '../../rooms/people/pages/frame.tsx'
import {
  invitation,
  newPassword,
  opening,
  outside,
  publicCatalogue,
  root,
  signIn,
} from './open-pages.tsx'
import { dutyPages } from './duty-pages.ts'
import { ownInterview, selectionPages } from './selection-pages.ts'
import { openRecruitmentPages, recruitmentPages } from './recruitment-pages.ts'
import { page, shell } from './shell-route.ts'

const today = page('/', () => import('./first-page.tsx'), 'FirstPage')
const programmes = page(
  '/programmes',
  () => import('../../rooms/programme/pages/programmes.tsx'),
  'ProgrammesPage',
)
const founding = page(
  '/programmes/new',
  () => import('../../rooms/founding/pages/founding.tsx'),
  'FoundingPage',
)
const programme = page(
  '/programmes/$id',
  () => import('../../rooms/programme/pages/programme.tsx'),
  'ProgrammePage',
)
const plans = page('/plans', () => import('../../rooms/rota/pages/plans.tsx'), 'PlansPage')
const plan = page('/plans/$id', () => import('../../rooms/rota/pages/plan-page.tsx'), 'PlanPage')
const rules = page(
  '/plans/$id/rules',
  () => import('../../rooms/rota/pages/rules-page.tsx'),
  'RulesPage',
)
const compare = page(
  '/plans/$id/compare',
  () => import('../../rooms/rota/pages/compare.tsx'),
  'ComparePage',
)
const versions = page(
  '/plans/$id/versions',
  () => import('../../rooms/rota/pages/versions.tsx'),
  'VersionsPage',
)
const workbook = page(
  '/plans/$id/workbook',
  () => import('../../rooms/sheets/pages/workbook.tsx'),
  'WorkbookPage',
)
const paper = page(
  '/plans/$id/paper',
  () => import('../../rooms/sheets/pages/paper.tsx'),
  'PaperPage',
)
const hooks = page(
  '/programmes/$id/hooks',
  () => import('../../rooms/hooks/pages/hooks.tsx'),
  'HooksPage',
)
const catalogue = page(
  '/programmes/$id/catalogue',
  () => import('../../rooms/catalogue/pages/catalogue.tsx'),
  'CataloguePage',
)
const elective = page(
  '/programmes/$id/catalogue/$elective',
  () => import('../../rooms/catalogue/pages/elective-page.tsx'),
  'ElectivePage',
)
const competencies = page(
  '/programmes/$id/competencies',
  () => import('../../rooms/catalogue/pages/competencies.tsx'),
  'CompetenciesPage',
)
const choices = page(
  '/programmes/$id/choices',
  () => import('../../rooms/electives/pages/choices.tsx'),
  'ChoicesPage',
)
const portfolio = page(
  '/people/$id/portfolio',
  () => import('../../rooms/progress/pages/portfolio.tsx'),
  'PortfolioPage',
)
const curriculum = page(
  '/programmes/$id/curriculum',
  () => import('../../rooms/progress/pages/curriculum.tsx'),
  'CurriculumPage',
)
const stays = page(
  '/programmes/$id/stays',
  () => import('../../rooms/offsite/pages/stays.tsx'),
  'StaysPage',
)
const stay = page(
  '/programmes/$id/stays/$stay',
  () => import('../../rooms/offsite/pages/stay.tsx'),
  'StayPage',
)
const round = page(
  '/programmes/$id/choices/$round',
  () => import('../../rooms/electives/pages/round-page.tsx'),
  'RoundPage',
)
const myWishes = page(
  '/programmes/$id/choices/$round/mine',
  () => import('../../rooms/electives/pages/my-wishes.tsx'),
  'MyWishesPage',
)
const studyClass = page(
  '/programmes/$id/study-plans',
  () => import('../../rooms/studyplans/pages/class-plans.tsx'),
  'StudyClassPage',
)
const studyPlan = page(
  '/programmes/$id/study-plans/$person',
  () => import('../../rooms/studyplans/pages/builder.tsx'),
  'StudyPlanPage',
)
const people = page('/people', () => import('../../rooms/programme/pages/people.tsx'), 'PeoplePage')
const person = page('/people/$id', () => import('../../rooms/days/pages/person.tsx'), 'PersonPage')
const checklist = page(
  '/people/$id/checklist',
  () => import('../../rooms/progress/pages/checklist.tsx'),
  'ChecklistPage',
)
const theClass = page(
  '/programmes/$id/class',
  () => import('../../rooms/progress/pages/class.tsx'),
  'ClassPage',
)
const letter = page(
  '/programmes/$id/letters/$member',
  () => import('../../rooms/progress/pages/letter.tsx'),
  'LetterPage',
)
const feeds = page('/feeds', () => import('../../rooms/days/pages/feeds.tsx'), 'FeedsPage')
const access = page('/access', () => import('../../rooms/people/pages/access.tsx'), 'AccessPage')
const system = page('/system', () => import('../../rooms/upkeep/pages/system.tsx'), 'SystemPage')
const account = page(
  '/account',
  () => import('../../rooms/accounts/pages/account.tsx'),
  'AccountPage',
)
const members = page(
  '/members',
  () => import('../../rooms/accounts/pages/members.tsx'),
  'MembersPage',
)
const signOn = page(
  '/sign-on',
  () => import('../../rooms/accounts/pages/providers.tsx'),
  'ProvidersPage',
)
const mail = page('/mail', () => import('../../rooms/mail/pages/mail.tsx'), 'MailPage')
const audit = page('/audit', () => import('../../rooms/audit/pages/audit.tsx'), 'AuditPage')
const rights = page('/rights', () => import('../../rooms/audit/pages/rights.tsx'), 'RightsPage')
/** Within the shell, so that whoever has lost the way has all places beside it. */
const missing = createRoute({ getParentRoute: () => shell, path: '$', component: Missing })

const tree = root.addChildren([
  signIn,
  opening,
  invitation,
  newPassword,
  publicCatalogue,
  outside,
  ownInterview,
  ...openRecruitmentPages,
  shell.addChildren([
    today,
    programmes,
    founding,
    programme,
    plans,
    plan,
    rules,
    compare,
    versions,
    workbook,
    paper,
    hooks,
    catalogue,
    elective,
    competencies,
    choices,
    curriculum,
    portfolio,
    ...dutyPages,
    ...selectionPages,
    ...recruitmentPages,
    stays,
    stay,
    round,
    myWishes,
    studyClass,
    studyPlan,
    people,
    person,
    checklist,
    theClass,
    letter,
    feeds,
    access,
    system,
    account,
    members,
    signOn,
    mail,
    audit,
    rights,
    missing,
  ]),
])

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 300,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Missing,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
