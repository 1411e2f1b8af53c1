// Which versions of this year were published, by whom and why, and how did the year look in each?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import type { PlanView } from '../schema.ts'
import { ClosingPanel } from './closing-panel.tsx'
import { useNewDraft } from './new-draft.tsx'
import { type PlanModel, rowsOf } from './plan-model.ts'
import { type Publication, ReadYear } from './published-year.tsx'
import { planQuery, publishedQuery } from './queries.ts'
import { UnfitYear } from './unfit-year.tsx'
import { usePlanModel } from './use-plan-model.ts'
import './versions.css'

type Asked = { version?: number; on?: string }

export function VersionsPage() {
  const { id = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as { version?: unknown; on?: unknown }
  const plan = useQuery(planQuery(id))
  const read = usePlanModel(plan.data)
  if (plan.error && !plan.data) return <Trouble error={plan.error} />
  if (!read || !plan.data) return <Waiting />
  if (!read.ok)
    return (
      <UnfitYear
        title={plan.data.title}
        says="This year does not fit together"
        findings={read.findings}
      />
    )
  const version = Number(search.version)
  if (Number.isInteger(version) && version > 0)
    return <OneVersion model={read.value} asked={{ version }} />
  if (search.on) return <OneVersion model={read.value} asked={{ on: String(search.on) }} />
  return <AllVersions view={plan.data} />
}

function AllVersions({ view }: { view: PlanView }) {
  const query = useQuery(publishedQuery(view.id))
  const versions = query.data?.versions ?? []
  return (
    <Page
      title="Published versions"
      beside={<span className="subtle">{view.title}</span>}
      actions={
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/plans/$id" params={{ id: view.id }} {...rest} />}
        >
          Back to the year
        </Button>
      }
      narrow
    >
      {query.error && <Trouble error={query.error} />}
      {!query.data && !query.error && <Waiting />}
      {query.data && versions.length === 0 && (
        <Empty says="This year was never published. Every version that will be stays here, to be opened or restored.">
          <Button
            renderRoot={(rest) => <Link to="/plans/$id" params={{ id: view.id }} {...rest} />}
          >
            Open the year
          </Button>
        </Empty>
      )}
      {versions.length > 0 && <AsOf plan={view.id} />}
      {versions.length > 0 && <ClosingPanel plan={view.id} mayPlan={view.mayPlan} />}
      <ol className="versions">
        {versions.map((version, nth) => (
          <Version key={version.version} {...{ view, version }} newest={nth === 0} />
        ))}
      </ol>
    </Page>
  )
}

/** What counted on a day; the field of the browser knows its own keys. */
function AsOf({ plan }: { plan: string }) {
  const [on, setOn] = useState('')
  const navigate = useNavigate()
  return (
    <form
      className="versions-on"
      onSubmit={(event) => {
        event.preventDefault()
        if (on)
          void navigate({
            to: '/plans/$id/versions',
            params: { id: plan },
            search: { on } as never,
          })
      }}
    >
      <label>
        What counted on
        <input type="date" required value={on} onChange={(event) => setOn(event.target.value)} />
      </label>
      <Button type="submit" variant="default">
        Open
      </Button>
    </form>
  )
}

function Version(props: { view: PlanView; version: Publication; newest: boolean }) {
  const { view, version, newest } = props
  return (
    <li>
      <div>
        <p>
          <b>Version {version.version}</b>{' '}
          {newest && (
            <span className="chip" data-tone="success">
              counts now
            </span>
          )}
        </p>
        <p>{version.message || <span className="subtle">Without a message</span>}</p>
        <p className="subtle small">
          {version.by}, {sayMoment(version.at)}
        </p>
        {version.waived.map(({ says, reason }) => (
          <p key={says} className="small">
            Although: {says} <span className="subtle">Because: {reason}</span>
          </p>
        ))}
      </div>
      <p className="versions-acts">
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link
              to="/plans/$id/versions"
              params={{ id: view.id }}
              search={{ version: version.version } as never}
              {...rest}
            />
          )}
        >
          Open<span className="vh"> version {version.version}</span>
        </Button>
        {view.mayPlan && <Restore view={view} version={version.version} />}
      </p>
    </li>
  )
}

function Restore({ view, version }: { view: PlanView; version: number }) {
  const create = useNewDraft(view)
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const restore = async () => {
    setBusy(true)
    const draft = await create(`published:${version}`, `Version ${version} again`)
    setBusy(false)
    if (draft)
      await navigate({
        to: '/plans/$id',
        params: { id: view.id },
        search: { draft: draft.id } as never,
      })
  }
  return (
    <Button variant="default" loading={busy} onClick={restore}>
      Restore as a draft<span className="vh">, version {version}</span>
    </Button>
  )
}

function OneVersion({ model, asked }: { model: PlanModel; asked: Asked }) {
  const { view, world } = model
  const query = useQuery(publishedQuery(view.id, asked))
  const rows = useMemo(
    () => (query.data ? rowsOf(world, query.data.cells) : null),
    [world, query.data],
  )
  const all = (
    <Button
      variant="default"
      renderRoot={(rest) => <Link to="/plans/$id/versions" params={{ id: view.id }} {...rest} />}
    >
      All versions
    </Button>
  )
  if (query.error)
    return (
      <Page title={view.title} narrow actions={all}>
        <Trouble error={query.error} />
      </Page>
    )
  if (!query.data || !rows) return <Waiting />
  const { publication, versions } = query.data
  if (!publication)
    return (
      <Page title={view.title} narrow>
        <Empty says={`On ${asked.on} nothing of this year was published yet.`}>{all}</Empty>
      </Page>
    )
  const newest = versions[0]?.version === publication.version
  return (
    <ReadYear
      {...{ model, rows, publication }}
      head={<VersionHead {...{ view, publication, newest }} />}
      actions={
        <>
          {all}
          {view.mayPlan && <Restore view={view} version={publication.version} />}
        </>
      }
    />
  )
}

function VersionHead(props: { view: PlanView; publication: Publication; newest: boolean }) {
  const { view, publication, newest } = props
  return (
    <>
      <div className="year-title">
        <h1>{view.title}</h1>
        <p className="year-under">
          <span>
            {publication.by}, {sayMoment(publication.at)}
          </span>
          {publication.message && <span>{publication.message}</span>}
        </p>
      </div>
      <span className="chip" data-tone={newest ? 'success' : 'warning'}>
        Version {publication.version}, {newest ? 'counts now' : 'counts no more'}
      </span>
    </>
  )
}
