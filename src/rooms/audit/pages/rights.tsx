// Who may see and do what? The table by which the server decides, for everybody to read.
import { Code } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { auditContract as contract } from '../contract.ts'
import type { Right } from '../schema.ts'
import './audit.css'

const RISKS: Record<Right['routes'][number]['risk'], string> = {
  look: 'sees',
  personal: 'sees people',
  change: 'changes',
  publish: 'changes for all',
  rights: 'gives rights',
  self: 'changes own',
}

export function RightsPage() {
  const { data, error } = useQuery({ queryKey: ['rights'], queryFn: () => call(contract.rights) })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  return (
    <Page title="Who may see and do what">
      <p className="subtle">
        Made from the table that the server asks at every call. What does not stand here does not
        exist; nobody of another institution sees any of it.
      </p>
      {data.rights
        .filter(({ routes }) => routes.length > 0)
        .map(({ access, says, routes }) => (
          <Section key={access} title={says} count={routes.length}>
            <ul className="rows rights-routes">
              {routes.map(({ method, path, says: what, risk, fields }) => (
                <li key={`${method} ${path}`}>
                  <Code>
                    <b>{method}</b> {path}
                  </Code>
                  <span className="small">
                    {what} {fields && <em>{fields}</em>}
                  </span>
                  <span className="small subtle">{RISKS[risk]}</span>
                </li>
              ))}
            </ul>
          </Section>
        ))}
    </Page>
  )
}
