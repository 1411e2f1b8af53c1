// Which pages are open to those who are not signed in?
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { Missing } from '../../rooms/people/pages/frame.tsx'
import { meQuery } from '../../rooms/people/pages/session.ts'

export const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <main>
      <Missing />
    </main>
  ),
})

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: lazyRouteComponent(() => import('../../rooms/accounts/pages/sign-in.tsx'), 'SignIn'),
})

export const opening = createRoute({
  getParentRoute: () => root,
  path: '/begin',
  component: lazyRouteComponent(
    () => import('../../rooms/founding/pages/opening.tsx'),
    'OpeningPage',
  ),
})

export const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/by-letter.tsx'),
    'InvitationPage',
  ),
})

export const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/accounts/pages/by-letter.tsx'),
    'NewPasswordPage',
  ),
})

export const outside = createRoute({
  getParentRoute: () => root,
  path: '/stay/$token',
  component: lazyRouteComponent(
    () => import('../../rooms/offsite/pages/outside.tsx'),
    'OutsidePage',
  ),
})

export const publicCatalogue = createRoute({
  getParentRoute: () => root,
  path: '/catalogue/$institution/$programme',
  component: lazyRouteComponent(
    () => import('../../rooms/catalogue/pages/public-catalogue.tsx'),
    'PublicCataloguePage',
  ),
})
