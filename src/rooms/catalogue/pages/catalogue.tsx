// What can be chosen here, since when, and what will be different next year?
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { catalogueContract as contract } from '../contract.ts'
import type { CatalogueView } from '../schema.ts'
import { DifferencePanel } from './difference-panel.tsx'
import { DraftPanel } from './draft-panel.tsx'
import { ElectiveList } from './elective-list.tsx'
import { catalogueQuery } from './queries.ts'
import { namesOf } from './say.ts'
import { useStep } from './use-step.tsx'
import './catalogue.css'

export function CataloguePage() {
  const { id = '' } = useParams({ strict: false })
  const { version } = useSearch({ strict: false }) as { version?: string }
  const navigate = useNavigate()
  const setVersion = (next: string | undefined) =>
    void navigate({
      to: '/programmes/$id/catalogue',
      params: { id },
      search: (next ? { version: next } : {}) as never,
      replace: true,
    })
  const { data, error } = useQuery({
    ...catalogueQuery(id, version),
    placeholderData: (previous: CatalogueView | undefined) => previous,
  })
  if (error)
    return (
      <Page title="Catalogue" narrow>
        <Trouble error={error} />
        {version !== undefined && (
          <div className="cat-acts">
            <Button onClick={() => setVersion(undefined)}>Show what is in force</Button>
          </div>
        )}
      </Page>
    )
  if (!data) return <Waiting />
  // The draft that was shown may be gone: thrown away, or in force.
  const isDraft = version === 'draft' && data.draft !== null
  return (
    <Page
      title="Catalogue of electives"
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={<Ways view={data} />}
      narrow
    >
      <Standing view={data} version={isDraft ? 'draft' : (version ?? '')} show={setVersion} />
      {data.mayPlan && <DraftPanel view={data} show={setVersion} isShown={isDraft} />}
      <DifferencePanel view={data} />
      <ElectiveList view={data} mayEdit={isDraft} />
    </Page>
  )
}

function Ways({ view }: { view: CatalogueView }) {
  const { id } = view.programme
  return (
    <>
      <Button
        variant="default"
        renderRoot={(rest) => <Link to="/programmes/$id/competencies" params={{ id }} {...rest} />}
      >
        Competencies
      </Button>
      {view.catalogue.electives.length > 0 && (
        <Button
          variant="default"
          renderRoot={(rest) => <Link to="/programmes/$id/choices" params={{ id }} {...rest} />}
        >
          Choosing electives
        </Button>
      )}
      {view.isPublic && (
        <Button
          variant="default"
          renderRoot={(rest) => (
            <Link
              to="/catalogue/$institution/$programme"
              params={{ institution: view.institution.id, programme: id }}
              {...rest}
            />
          )}
        >
          Public page
        </Button>
      )}
    </>
  )
}

/** What is in front of the reader, and what else there is to look at. */
function Standing(props: {
  view: CatalogueView
  version: string
  show: (version: string | undefined) => void
}) {
  const { view, version, show } = props
  const { shown } = view
  const data = [{ value: '', label: 'In force today' }, ...namesOf(view)]
  return (
    <div className="cat-standing">
      <p className="num">
        {shown.state === 'draft' ? (
          <>
            <span className="chip" data-tone="accent">
              draft
            </span>{' '}
            Only planners see this.
          </>
        ) : shown.since === null ? (
          'In force as the programme came; no version of it has been made yet.'
        ) : (
          <>
            In force from <strong>{sayDay(shown.since, { year: true })}</strong>
            {shown.until ? ` to ${sayDay(shown.until, { year: true })}` : ' on'}
          </>
        )}
      </p>
      {data.length > 1 && (
        <NativeSelect
          aria-label="Version"
          value={version}
          data={data}
          onChange={(event) => show(event.currentTarget.value || undefined)}
        />
      )}
      {view.mayPlan && <Openness view={view} />}
    </div>
  )
}

function Openness({ view }: { view: CatalogueView }) {
  const step = useStep()
  const params = { id: view.programme.id }
  const set = (isPublic: boolean) => call(contract.open, { params, body: { isPublic } })
  return (
    <>
      <Button
        variant="default"
        loading={step.isPending}
        onClick={() =>
          step.mutate({
            act: () => set(!view.isPublic),
            says: view.isPublic
              ? 'The catalogue is for members only now.'
              : 'Anybody can read the catalogue now.',
            undo: () => set(view.isPublic),
          })
        }
      >
        {view.isPublic ? 'Close the public page' : 'Make it public'}
      </Button>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </>
  )
}
