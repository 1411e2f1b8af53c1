// One elective: read by members, edited by those who plan when there is a draft.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { ElectiveEditor } from './elective-editor.tsx'
import { catalogueQuery } from './queries.ts'
import { ElectiveReading } from './reading.tsx'
import { nameIn } from './say.ts'
import './catalogue.css'

export function ElectivePage() {
  const { id = '', elective: which = '' } = useParams({ strict: false }) as {
    id?: string
    elective?: string
  }
  const { version } = useSearch({ strict: false }) as { version?: string }
  const asked = useQuery({ ...catalogueQuery(id, version), staleTime: 0 })
  const { data, error } = asked
  if (error)
    return (
      <Page title="Elective" narrow>
        <Trouble error={error} />
      </Page>
    )
  // Whoever edits begins with what is there now, never with what this page knew before.
  if (!data || !asked.isFetchedAfterMount) return <Waiting />
  const elective = data.catalogue.electives.find((one) => one.id === which)
  const back = (
    <Button
      variant="default"
      renderRoot={(rest) => (
        <Link
          to="/programmes/$id/catalogue"
          params={{ id }}
          search={(version ? { version } : {}) as never}
          {...rest}
        />
      )}
    >
      All electives
    </Button>
  )
  if (!elective)
    return (
      <Page title="Elective" actions={back} narrow>
        <Empty says="There is no such elective in this version of the catalogue." />
      </Page>
    )
  const isDraft = data.shown.state === 'draft'
  if (isDraft && data.mayPlan)
    return <ElectiveEditor key={elective.id} view={data} elective={elective} back={back} />
  const nameOf = nameIn(data.sites, data.resources, data.catalogue.electives)
  return (
    <Page
      title={elective.name}
      beside={<span className="subtle">{data.programme.name}</span>}
      actions={
        <>
          {data.draft && (
            <Button
              renderRoot={(rest) => (
                <Link
                  to="/programmes/$id/catalogue/$elective"
                  params={{ id, elective: which }}
                  search={{ version: 'draft' } as never}
                  {...rest}
                />
              )}
            >
              Edit in the draft
            </Button>
          )}
          {back}
        </>
      }
      narrow
    >
      <div className="cat-alone">
        <ElectiveReading elective={elective} nameOf={nameOf} head={null} />
      </div>
    </Page>
  )
}
