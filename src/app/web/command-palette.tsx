// Where to, or what to do? Pages, people, rotations, programmes and actions behind Ctrl+K.
import '@mantine/spotlight/styles.layer.css'
import { useMantineColorScheme } from '@mantine/core'
import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  spotlight,
} from '@mantine/spotlight'
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useEffect } from 'react'
import { call } from '../../platform/client.ts'
import { accountsContract } from '../../rooms/accounts/contract.ts'
import { sayRole, useMe } from '../../rooms/people/pages/session.ts'
import { waitingQuery as leaveQuery } from '../../rooms/leave/pages/queries.ts'
import { programmeQuery, programmesQuery } from '../../rooms/programme/pages/queries.ts'
import { waitingQuery } from '../../rooms/studyplans/pages/queries.ts'

export default function CommandPalette({ asked }: { asked: number }) {
  useEffect(() => spotlight.open(), [asked])
  const groups: SpotlightActionGroupData[] = [
    { group: 'Pages', actions: usePages() },
    { group: 'Years and programmes', actions: useProgrammes() },
    ...useRecords(),
    { group: 'Do', actions: useActions() },
  ]
  return (
    <Spotlight
      actions={groups}
      centered={false}
      yOffset={80}
      shortcut={null}
      limit={9}
      nothingFound="Nothing is called that."
      scrollable
      maxHeight={420}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 100, transition: 'fade' }}
      searchProps={{
        leftSection: <Search size={17} aria-hidden />,
        placeholder: 'Search people, years, rotations, actions',
        'aria-label': 'Search people, years, rotations, actions',
      }}
    />
  )
}

function usePages(): SpotlightActionData[] {
  const navigate = useNavigate()
  const { person } = useMe()
  const { data: plans } = useQuery(waitingQuery)
  const { data: leave } = useQuery(leaveQuery)
  const years = [
    ...(plans?.own ?? []).map((one) => ({
      ...{ ...one, person: person?.id ?? '', label: 'My plan of the year' },
    })),
    ...(plans?.waiting ?? []).map((one) => ({ ...one, label: `Plan of ${one.name}` })),
  ]
  return [
    { id: 'p-today', label: 'Today', onClick: () => navigate({ to: '/' }) },
    ...years.map(({ label, programme, plan, person: of, title }) => ({
      ...{ id: `p-study-${plan}-${of}`, label, description: title },
      onClick: () =>
        navigate({
          to: '/programmes/$id/study-plans/$person',
          params: { id: programme, person: of },
          search: { plan } as never,
        }),
    })),
    ...(leave?.programmes ?? []).map((id) => ({
      ...{ id: `p-leave-${id}`, label: 'My leave', description: 'Ask for days off' },
      onClick: () => navigate({ to: '/programmes/$id/leave/mine', params: { id } }),
    })),
    ...(leave?.items ?? []).map(({ programme: id, name }) => ({
      ...{ id: `p-leave-of-${id}`, label: 'Leave to decide', description: name },
      onClick: () => navigate({ to: '/programmes/$id/leave', params: { id } }),
    })),
    {
      id: 'p-conferences',
      label: 'My conferences',
      description: 'What I attend and present',
      onClick: () => navigate({ to: '/my/conferences' }),
    },
    { id: 'p-plans', label: 'Years', onClick: () => navigate({ to: '/plans' }) },
    { id: 'p-programmes', label: 'Programmes', onClick: () => navigate({ to: '/programmes' }) },
    { id: 'p-people', label: 'People', onClick: () => navigate({ to: '/people' }) },
    { id: 'p-feeds', label: 'Calendars', onClick: () => navigate({ to: '/feeds' }) },
    { id: 'p-access', label: 'Access for programs', onClick: () => navigate({ to: '/access' }) },
    {
      id: 'p-begin',
      label: 'Begin a programme',
      onClick: () => navigate({ to: '/programmes/new' }),
    },
  ]
}

function useProgrammes(): SpotlightActionData[] {
  const navigate = useNavigate()
  const { data } = useQuery(programmesQuery)
  return (data?.programmes ?? []).flatMap((programme) => [
    ...programme.plans.flatMap((plan) => [
      {
        id: `y-${plan.id}`,
        label: plan.title,
        description: `Year of ${programme.name}`,
        onClick: () => navigate({ to: '/plans/$id', params: { id: plan.id } }),
      },
      {
        id: `r-${plan.id}`,
        label: `Rules of ${plan.title}`,
        description: programme.name,
        onClick: () => navigate({ to: '/plans/$id/rules', params: { id: plan.id } }),
      },
      {
        id: `v-${plan.id}`,
        label: `Published versions of ${plan.title}`,
        description: programme.name,
        onClick: () => navigate({ to: '/plans/$id/versions', params: { id: plan.id } }),
      },
    ]),
    {
      id: `g-${programme.id}`,
      label: programme.name,
      description: programme.specialty,
      onClick: () => navigate({ to: '/programmes/$id', params: { id: programme.id } }),
    },
    {
      id: `c-${programme.id}`,
      label: `Catalogue of ${programme.name}`,
      description: 'Electives, tracks, mini-fellowships',
      onClick: () => navigate({ to: '/programmes/$id/catalogue', params: { id: programme.id } }),
    },
    {
      id: `o-${programme.id}`,
      label: `Call of ${programme.name}`,
      description: 'Who has call when, and how it is shared',
      onClick: () => navigate({ to: '/programmes/$id/call', params: { id: programme.id } }),
    },
    {
      id: `n-${programme.id}`,
      label: `Conferences of ${programme.name}`,
      description: 'Series, sessions, who presents',
      onClick: () => navigate({ to: '/programmes/$id/conferences', params: { id: programme.id } }),
    },
  ])
}

/** People and what is taught, of all programmes that one may see. */
function useRecords(): SpotlightActionGroupData[] {
  const navigate = useNavigate()
  const { data } = useQuery(programmesQuery)
  const views = useQueries({
    queries: (data?.programmes ?? []).map((programme) => programmeQuery(programme.id)),
  })
  const people = new Map<string, SpotlightActionData>()
  const taught: SpotlightActionData[] = []
  for (const { data: view } of views) {
    for (const person of view?.people ?? [])
      people.set(person.id, {
        id: `w-${person.id}`,
        label: person.name,
        description: [sayRole(person.role), view?.name].filter(Boolean).join(' · '),
        onClick: () => navigate({ to: '/people/$id', params: { id: person.id } }),
      })
    for (const { id, kind, name, facts } of [
      ...(view?.rotations ?? []),
      ...(view?.electives ?? []),
    ])
      taught.push({
        id: `t-${view!.id}-${id}`,
        label: typeof facts['code'] === 'string' ? `${facts['code']} · ${name}` : name,
        description: `${kind === 'elective' ? 'Elective' : 'Rotation'} of ${view!.name}`,
        onClick: () =>
          navigate({ to: '/programmes/$id', params: { id: view!.id }, hash: `record-${id}` }),
      })
  }
  return [
    { group: 'People', actions: [...people.values()] },
    { group: 'Rotations', actions: taught },
  ]
}

function useActions(): SpotlightActionData[] {
  const { setColorScheme } = useMantineColorScheme()
  const router = useRouter()
  const client = useQueryClient()
  const onPlan = useRouterState({
    select: (state) => /^\/plans\/[^/]+$/.test(state.location.pathname),
  })
  /** The page on screen listens; the palette need not know how a year is generated. */
  const ask = (what: string) => () =>
    window.setTimeout(() => window.dispatchEvent(new CustomEvent(`isocenter:${what}`)), 150)
  const onYear: SpotlightActionData[] = [
    { id: 'a-generate', label: 'Generate a year', onClick: ask('generate') },
    { id: 'a-problems', label: 'Show problems', onClick: ask('problems') },
    { id: 'a-people', label: 'Who could fill a hole?', description: '.', onClick: ask('people') },
    {
      id: 'a-move',
      label: 'Move, swap or push blocks along',
      description: 'Alt M',
      onClick: ask('move'),
    },
    { id: 'a-find', label: 'Find in the year', description: 'Ctrl F', onClick: ask('find') },
    {
      id: 'a-past',
      label: 'Who changed this cell, when and why?',
      description: 'Alt H',
      onClick: ask('past'),
    },
    {
      id: 'a-blocks',
      label: 'Split and join blocks…',
      description: 'Alt C',
      onClick: ask('blocks'),
    },
    {
      id: 'a-filter',
      label: 'Filter rows by level, service or site',
      description: 'Alt F',
      onClick: ask('filter'),
    },
    {
      id: 'a-group',
      label: 'Group rows by level',
      description: 'Alt G',
      onClick: ask('group'),
    },
    { id: 'a-all', label: 'Show all rows', onClick: ask('show-all') },
    {
      id: 'a-replace',
      label: 'Replace one work with another',
      description: 'Ctrl H',
      onClick: ask('replace'),
    },
    { id: 'a-paint', label: 'Paint', description: 'Alt B', onClick: ask('paint') },
    {
      id: 'a-zoom',
      label: 'Fit the year, or show every code',
      description: 'Alt 0',
      onClick: ask('zoom'),
    },
    { id: 'a-publish', label: 'Publish…', onClick: ask('publish') },
    { id: 'a-next', label: 'Next year from this one…', onClick: ask('next-year') },
    { id: 'a-print', label: 'Print this year', onClick: ask('print') },
    { id: 'a-undo', label: 'Undo', description: 'Ctrl Z', onClick: ask('undo') },
  ]
  return [
    ...(onPlan ? onYear : []),
    { id: 'a-light', label: 'Light colours', onClick: () => setColorScheme('light') },
    { id: 'a-dark', label: 'Dark colours', onClick: () => setColorScheme('dark') },
    { id: 'a-auto', label: 'Colours as the system', onClick: () => setColorScheme('auto') },
    {
      id: 'a-person',
      label: 'Change person',
      onClick: async () => {
        await call(accountsContract.signOut)
        client.clear()
        await router.navigate({ to: '/sign-in' })
      },
    },
  ]
}
