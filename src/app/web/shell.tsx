// What stands around every page: brand, programme, places to go, who is acting.
import { ActionIcon, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import {
  CalendarDays,
  CalendarRange,
  Check,
  ChevronsUpDown,
  GraduationCap,
  LayoutGrid,
  type LucideIcon,
  PanelLeft,
  Search,
  Sun,
  Users,
} from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { call } from '../../platform/client.ts'
import { accountsContract } from '../../rooms/accounts/contract.ts'
import { dropTyped, sayRole, useMe } from '../../rooms/people/pages/session.ts'
import { Waiting } from '../../rooms/people/pages/frame.tsx'
import { isAllowed } from '../../rooms/people/policy.ts'
import { programmesQuery } from '../../rooms/programme/pages/queries.ts'
import { useKeptHours } from './kept-hours.ts'
import './shell.css'

const CommandPalette = lazy(() => import('./command-palette.tsx'))
const LockScreen = lazy(async () => ({
  default: (await import('../../rooms/accounts/pages/lock-screen.tsx')).LockScreen,
}))
const IdleLock = lazy(async () => ({
  default: (await import('../../rooms/accounts/pages/lock-screen.tsx')).IdleLock,
}))

const deviceOfNews = () => import('../../rooms/mail/pages/device.ts')

type Place = {
  to: '/' | '/plans' | '/programmes' | '/people' | '/feeds'
  says: string
  icon: LucideIcon
}
const PLACES: Place[] = [
  { to: '/', says: 'Today', icon: Sun },
  { to: '/plans', says: 'Years', icon: LayoutGrid },
  { to: '/programmes', says: 'Programmes', icon: GraduationCap },
  { to: '/people', says: 'People', icon: Users },
  { to: '/feeds', says: 'Calendars', icon: CalendarDays },
]

/** The pages, or nothing of them while somebody else may be sitting there. */
export function Shell() {
  const { lockedFor } = useMe()
  if (lockedFor !== null)
    return (
      <Suspense fallback={<Waiting />}>
        <LockScreen name={lockedFor} />
      </Suspense>
    )
  return <Open />
}

function Open() {
  const me = useMe()
  const [palette, setPalette] = useState(0)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const onGrid = /^\/plans\/[^/]+$/.test(path)
  const [wide, setWide] = useLocalStorage({ key: 'isocenter.sidebar', defaultValue: 'auto' })
  const rail = wide === 'auto' ? onGrid : wide === 'rail'
  const person = me.person?.id
  const client = useQueryClient()
  useKeptHours({ tenant: me.institution?.id, person }, client)
  useEffect(() => {
    if (!person) return
    // The sign-in before this one took its notifications with it.
    deviceOfNews()
      .then(({ keepOnHere }) => keepOnHere(person))
      .then(async (isAnew) => {
        if (isAnew) await client.invalidateQueries({ queryKey: ['push-device'] })
      })
      .catch(() => {})
  }, [person, client])
  useHotkeys([['mod+K', () => setPalette((count) => count + 1)]], [], true)
  return (
    <div className="shell" data-rail={rail || undefined}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <TopBar
        rail={rail}
        turn={() => setWide(rail ? 'full' : 'rail')}
        search={() => setPalette((count) => count + 1)}
      />
      <nav className="side" aria-label="Places">
        {PLACES.map((place) => (
          <PlaceLink key={place.to} place={place} path={path} />
        ))}
      </nav>
      <main className="main" id="main" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      {me.idleMinutes !== null && (
        <Suspense>
          <IdleLock />
        </Suspense>
      )}
      {palette > 0 && (
        <Suspense>
          <CommandPalette asked={palette} />
        </Suspense>
      )}
    </div>
  )
}

function PlaceLink({ place, path }: { place: Place; path: string }) {
  const here = place.to === '/' ? path === '/' : path.startsWith(place.to)
  const Icon = place.icon
  return (
    <Link
      to={place.to}
      className="side-link"
      aria-current={here ? 'page' : undefined}
      title={place.says}
    >
      <Icon size={18} strokeWidth={1.9} aria-hidden />
      <span>{place.says}</span>
    </Link>
  )
}

function TopBar(props: { rail: boolean; turn: () => void; search: () => void }) {
  const mac = navigator.userAgent.includes('Mac')
  return (
    <header className="top">
      <ActionIcon
        className="top-turn"
        variant="subtle"
        color="gray"
        c="var(--subtle)"
        aria-label={props.rail ? 'Widen the menu' : 'Narrow the menu'}
        aria-pressed={!props.rail}
        onClick={props.turn}
      >
        <PanelLeft size={18} aria-hidden />
      </ActionIcon>
      <Link to="/" className="brand">
        <img src="/mark.svg" alt="" width="24" height="24" />
        <span>Isocenter</span>
      </Link>
      <ProgrammeMenu />
      <UnstyledButton className="top-search" onClick={props.search}>
        <Search size={15} aria-hidden />
        <span className="top-search-text">Search or do…</span>
        <kbd aria-hidden>{mac ? '⌘ K' : 'Ctrl K'}</kbd>
      </UnstyledButton>
      <PersonMenu />
    </header>
  )
}

function ProgrammeMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data } = useQuery(programmesQuery)
  const programmes = data?.programmes ?? []
  const here =
    programmes.find(
      (entry) =>
        path.startsWith(`/programmes/${entry.id}`) ||
        entry.plans.some((plan) => path.startsWith(`/plans/${plan.id}`)),
    ) ?? programmes[0]
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <UnstyledButton className="top-programme" title={here?.name}>
          <span className="top-programme-text">{here?.name ?? me.institution?.name}</span>
          <ChevronsUpDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.institution?.name}</Menu.Label>
        {programmes.map((entry) => (
          <Menu.Item
            key={entry.id}
            rightSection={entry.id === here?.id ? <Check size={14} aria-label="here" /> : null}
            onClick={() => navigate({ to: '/programmes/$id', params: { id: entry.id } })}
          >
            {entry.name}
          </Menu.Item>
        ))}
        {programmes.length > 1 && <Menu.Divider />}
        {programmes.flatMap((entry) =>
          entry.plans.map((plan) => (
            <Menu.Item
              key={plan.id}
              leftSection={<CalendarRange size={15} aria-hidden />}
              onClick={() => navigate({ to: '/plans/$id', params: { id: plan.id } })}
            >
              {plan.title}
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu() {
  const { person, demo, operates, today } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const client = useQueryClient()
  const navigate = useNavigate()
  if (!person) return null
  const leave = async () => {
    await call(accountsContract.signOut)
    await deviceOfNews()
      .then(({ forgetHere }) => forgetHere())
      .catch(() => {})
    dropTyped()
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className="top-person">
          <span aria-hidden>{`${person.given[0] ?? ''}${person.family[0] ?? ''}`}</span>
          <span className="vh">Menu of {person.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="top-person-card">
          <strong>{person.name}</strong>
          <span className="subtle small">{[...new Set(person.roles.map(sayRole))].join('; ')}</span>
        </div>
        <Menu.Item onClick={() => navigate({ to: '/people/$id', params: { id: person.id } })}>
          My year
        </Menu.Item>
        <Menu.Item onClick={() => navigate({ to: '/feeds' })}>My calendars</Menu.Item>
        <Menu.Item onClick={() => navigate({ to: '/account' })}>My account</Menu.Item>
        <Menu.Item onClick={() => navigate({ to: '/access' })}>Access for programs</Menu.Item>
        {isAllowed(person, 'founder', today) && (
          <Menu.Item onClick={() => navigate({ to: '/members' })}>Who can come in</Menu.Item>
        )}
        {isAllowed(person, 'administrator', today) && (
          <Menu.Item onClick={() => navigate({ to: '/holidays' })}>Holidays</Menu.Item>
        )}
        {isAllowed(person, 'auditor', today) && (
          <Menu.Item onClick={() => navigate({ to: '/audit' })}>Audit</Menu.Item>
        )}
        {operates && isAllowed(person, 'operator', today) && (
          <Menu.Item onClick={() => navigate({ to: '/system' })}>System</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            closeMenuOnClick={false}
            rightSection={colorScheme === scheme ? <Check size={14} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {{ light: 'Light', dark: 'Dark', auto: 'As the system' }[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={leave}>{demo ? 'Change person' : 'Sign out'}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
