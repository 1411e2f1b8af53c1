// Which address shows which page? Every page is a chunk of its own.
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Broken, Missing, Waiting } from '../../rooms/people/pages/frame.tsx'
import { meQuery } from '../../rooms/people/pages/session.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <Missing />
    </main>
  ),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: lazyRouteComponent(() => import('../../rooms/accounts/pages/sign-in.tsx'), 'SignIn'),
})

const opening = createRoute({
  getParentRoute: () => root,
  path: '/begin',
  component: lazyRouteComponent(
    () => import('../../rooms/founding/pages/opening.tsx'),
    'OpeningPage',
  ),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/by-letter.tsx'),
    'InvitationPage',
  ),
})

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/by-letter.tsx'),
    'NewPasswordPage',
  ),
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (!me.person && me.lockedFor === null)
      throw redirect({ to: '/sign-in', search: { next: location.href } as never })
  },
})

const today = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('../../rooms/days/pages/today.tsx'), 'TodayPage'),
})
const programmes = createRoute({
  getParentRoute: () => shell,
  path: '/programmes',
  component: lazyRouteComponent(
    () => import('../../rooms/programme/pages/programmes.tsx'),
    'ProgrammesPage',
  ),
})
const founding = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/new',
  component: lazyRouteComponent(
    () => import('../../rooms/founding/pages/founding.tsx'),
    'FoundingPage',
  ),
})
const programme = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/$id',
  component: lazyRouteComponent(
    () => import('../../rooms/programme/pages/programme.tsx'),
    'ProgrammePage',
  ),
})
const plans = createRoute({
  getParentRoute: () => shell,
  path: '/plans',
  component: lazyRouteComponent(() => import('../../rooms/rota/pages/plans.tsx'), 'PlansPage'),
})
const plan = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id',
  component: lazyRouteComponent(() => import('../../rooms/rota/pages/plan-page.tsx'), 'PlanPage'),
})
const rules = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/rules',
  component: lazyRouteComponent(() => import('../../rooms/rota/pages/rules-page.tsx'), 'RulesPage'),
})
const compare = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/compare',
  component: lazyRouteComponent(() => import('../../rooms/rota/pages/compare.tsx'), 'ComparePage'),
})
const versions = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/versions',
  component: lazyRouteComponent(
    () => import('../../rooms/rota/pages/versions.tsx'),
    'VersionsPage',
  ),
})
const workbook = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/workbook',
  component: lazyRouteComponent(
    () => import('../../rooms/sheets/pages/workbook.tsx'),
    'WorkbookPage',
  ),
})
const paper = createRoute({
  getParentRoute: () => shell,
  path: '/plans/$id/paper',
  component: lazyRouteComponent(() => import('../../rooms/sheets/pages/paper.tsx'), 'PaperPage'),
})
const hooks = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/$id/hooks',
  component: lazyRouteComponent(() => import('../../rooms/hooks/pages/hooks.tsx'), 'HooksPage'),
})
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(
    () => import('../../rooms/programme/pages/people.tsx'),
    'PeoplePage',
  ),
})
const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../../rooms/days/pages/person.tsx'), 'PersonPage'),
})
const checklist = createRoute({
  getParentRoute: () => shell,
  path: '/people/$id/checklist',
  component: lazyRouteComponent(
    () => import('../../rooms/progress/pages/checklist.tsx'),
    'ChecklistPage',
  ),
})
const theClass = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/$id/class',
  component: lazyRouteComponent(() => import('../../rooms/progress/pages/class.tsx'), 'ClassPage'),
})
const letter = createRoute({
  getParentRoute: () => shell,
  path: '/programmes/$id/letters/$member',
  component: lazyRouteComponent(
    () => import('../../rooms/progress/pages/letter.tsx'),
    'LetterPage',
  ),
})
const feeds = createRoute({
  getParentRoute: () => shell,
  path: '/feeds',
  component: lazyRouteComponent(() => import('../../rooms/days/pages/feeds.tsx'), 'FeedsPage'),
})
const access = createRoute({
  getParentRoute: () => shell,
  path: '/access',
  component: lazyRouteComponent(() => import('../../rooms/people/pages/access.tsx'), 'AccessPage'),
})
const system = createRoute({
  getParentRoute: () => shell,
  path: '/system',
  component: lazyRouteComponent(() => import('../../rooms/upkeep/pages/system.tsx'), 'SystemPage'),
})
const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/account.tsx'),
    'AccountPage',
  ),
})
const members = createRoute({
  getParentRoute: () => shell,
  path: '/members',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/members.tsx'),
    'MembersPage',
  ),
})
const signOn = createRoute({
  getParentRoute: () => shell,
  path: '/sign-on',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/providers.tsx'),
    'ProvidersPage',
  ),
})
const mail = createRoute({
  getParentRoute: () => shell,
  path: '/mail',
  component: lazyRouteComponent(() => import('../../rooms/mail/pages/mail.tsx'), 'MailPage'),
})
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(() => import('../../rooms/audit/pages/audit.tsx'), 'AuditPage'),
})
const rights = createRoute({
  getParentRoute: () => shell,
  path: '/rights',
  component: lazyRouteComponent(() => import('../../rooms/audit/pages/rights.tsx'), 'RightsPage'),
})
/** Within the shell, so that whoever has lost the way has all places beside it. */
const missing = createRoute({ getParentRoute: () => shell, path: '$', component: Missing })

const tree = root.addChildren([
  signIn,
  opening,
  invitation,
  newPassword,
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
