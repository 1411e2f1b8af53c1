// What stands around every page of those who are signed in?
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { meQuery } from '../../rooms/people/pages/session.ts'
import { root } from './open-pages.tsx'

export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (!me.person && me.lockedFor === null)
      throw redirect({ to: '/sign-in', search: { next: location.href } as never })
  },
})

/** A page for those who are signed in, loaded when it is first asked for. */
export function page<Path extends string, Name extends string>(
  path: Path,
  load: () => Promise<Record<Name, () => ReactNode>>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => shell,
    path,
    component: lazyRouteComponent(load, name),
  })
}
