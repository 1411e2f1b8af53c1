// How do those who do not plan see the year? As published, to read and to print.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMe } from '../../people/pages/session.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { readingCommands } from './grid-commands.ts'
import { PlanList } from './plan-list.tsx'
import type { PlanView } from '../schema.ts'
import { type PlanModel, type Rows, rowsOf } from './plan-model.ts'
import { PrintItems } from './print-menu.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { Printer } from './printer.ts'
import { publishedQuery } from './queries.ts'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { Selection } from './selection.ts'
import { ZoomTool } from './tool.tsx'
import { YearGrid } from './year-grid.tsx'
import { useZoom } from './zoom.ts'
import './year-builder.css'

export function PublishedYear({ model }: { model: PlanModel }) {
  const { view, world } = model
  const query = useQuery(publishedQuery(view.id))
  const rows = useMemo(
    () => (query.data ? rowsOf(world, query.data.cells) : null),
    [world, query.data],
  )
  if (query.error && !query.data)
    return (
      <Page title={view.title} narrow>
        <Trouble error={query.error} />
      </Page>
    )
  if (!query.data || !rows) return <Waiting />
  const { publication } = query.data
  if (publication) return <ReadYear {...{ model, rows, publication }} />
  return (
    <Page title={view.title} narrow>
      <Empty says="This year is not published yet. You will see it here when it is.">
        <Button variant="default" renderRoot={(rest) => <Link to="/" {...rest} />}>
          Go to Today
        </Button>
      </Empty>
    </Page>
  )
}

export type Publication = NonNullable<PlanView['publication']>

/** `head`: what stands over the year instead of its title and its version. */
export function ReadYear(props: {
  model: PlanModel
  rows: Rows
  publication: Publication
  head?: React.ReactNode
  actions?: React.ReactNode
}) {
  const { model, rows, publication } = props
  const { view, world } = model
  const me = useMe()
  const phone = useMediaQuery('(max-width: 47.99em)') ?? false
  const [shape, setShape] = useState<'grid' | 'list' | null>(null)
  const selection = useMemo(() => new Selection(world.personCount, world.periodCount), [world])
  const [printer] = useState(() => new Printer())
  const zoom = useZoom()
  const asList = (shape ?? (phone ? 'list' : 'grid')) === 'list'
  return (
    <div className="year">
      <header className="year-head">
        {props.head ?? <ReadTitle view={view} publication={publication} />}
        <div className="year-actions">
          {props.actions}
          {!asList && <ZoomTool zoom={zoom} />}
          <Button variant="default" onClick={() => setShape(asList ? 'grid' : 'list')}>
            {asList ? 'Show as grid' : 'Show as list'}
          </Button>
          <ReadMenu plan={view.id} printer={printer} />
        </div>
      </header>
      <div className="year-body">
        {asList ? (
          <PlanList model={model} rows={rows} />
        ) : (
          <div className="year-sheet">
            <YearGrid
              label={`${view.title}, published`}
              {...{ model, rows, selection, zoom }}
              commands={readingCommands(model, rows, selection)}
              readOnly
              me={me.person?.id}
            />
          </div>
        )}
      </div>
      <PrintSheet {...{ model, rows, printer }} version={`Version ${publication.version}`} />
    </div>
  )
}

function ReadTitle({ view, publication }: { view: PlanView; publication: Publication }) {
  return (
    <>
      <div className="year-title">
        <h1>{view.title}</h1>
        <p className="year-under">
          <Link to="/plans/$id/rules" params={{ id: view.id }}>
            Rules
          </Link>
          <span>
            {publication.by}, {sayMoment(publication.at)}
          </span>
          {publication.message && <span>{publication.message}</span>}
        </p>
      </div>
      <span className="chip" data-tone="success">
        Published, version {publication.version}
      </span>
    </>
  )
}

function ReadMenu({ plan, printer }: { plan: string; printer: Printer }) {
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <ActionIcon aria-label="Export, print and rules">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={`/api/plans/${plan}/published.xlsx`} download>
          Excel sheet
        </Menu.Item>
        <Menu.Item component="a" href={`/api/plans/${plan}/published.csv`} download>
          CSV
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => <Link to="/plans/$id/paper" params={{ id: plan }} {...rest} />}
        >
          PDF for the wall…
        </Menu.Item>
        <PrintItems printer={printer} />
        <Menu.Divider />
        <Menu.Item
          renderRoot={(rest) => <Link to="/plans/$id/versions" params={{ id: plan }} {...rest} />}
        >
          Published versions
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => <Link to="/plans/$id/rules" params={{ id: plan }} {...rest} />}
        >
          Rules of this year
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
