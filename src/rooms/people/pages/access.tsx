// How do other programs get at the schedule? Keys that act for a person, and what can be asked with them.
import { Button, Code, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { peopleContract } from '../contract.ts'
import { type AccessKey, planningRoles } from '../schema.ts'
import { FormDialog } from './form-dialog.tsx'
import { Empty, Findings, findingsOf, Page, Section, Trouble, Waiting } from './frame.tsx'
import { sayDate, sayMoment } from './say-moment.ts'
import { useMe } from './session.ts'
import { ShownOnce } from './shown-once.tsx'
import './access.css'

const keysQuery = {
  queryKey: ['access-keys'],
  queryFn: () => call(peopleContract.accessKeys),
}

export function AccessPage() {
  const client = useQueryClient()
  const { data, error } = useQuery(keysQuery)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<AccessKey | null>(null)
  const revoke = useMutation({
    mutationFn: (id: string) => call(peopleContract.revokeAccessKey, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const create = <Button onClick={() => setMaking(true)}>New key</Button>
  return (
    <Page title="Access for programs" actions={data.keys.length > 0 ? create : null} narrow>
      <p className="subtle access-why">
        With a key a program may see what you see and, if you allow it, do what you may do. Give
        each program a key of its own, so that one can be ended without the others.
      </p>
      {made?.token && (
        <ShownOnce
          title={made.label}
          says="Copy it now: it is not shown again, and it is not kept here."
          secret={made.token}
        />
      )}
      <Findings findings={revoke.error ? findingsOf(revoke.error) : []} />
      {data.keys.length === 0 ? (
        <Empty says="No program has a key yet.">{create}</Empty>
      ) : (
        <ul className="rows access-keys">
          {data.keys.map((key) => (
            <li key={key.id}>
              <div>
                <strong>{key.label}</strong>
                <span className="subtle small">
                  {key.scope === 'read' ? 'Reads' : 'Reads and writes'} · made{' '}
                  {sayDate(new Date(key.createdAt))} ·{' '}
                  {key.lastUsedAt ? `last used ${sayMoment(key.lastUsedAt)}` : 'never used yet'}
                </span>
              </div>
              <Button
                variant="default"
                loading={revoke.isPending && revoke.variables === key.id}
                aria-label={`Revoke ${key.label}`}
                onClick={() => revoke.mutate(key.id)}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Hooks />
      <Questions />
      {making && (
        <NewKey
          close={() => setMaking(false)}
          show={async (key) => {
            setMade(key)
            await client.invalidateQueries({ queryKey: keysQuery.queryKey })
          }}
        />
      )}
    </Page>
  )
}

function NewKey(props: { close: () => void; show: (key: AccessKey) => Promise<void> }) {
  const [label, setLabel] = useState('')
  const [scope, setScope] = useState<'read' | 'write'>('read')
  const make = useMutation({
    mutationFn: () => call(peopleContract.createAccessKey, { body: { label, scope } }),
    onSuccess: async (key) => {
      await props.show(key)
      props.close()
    },
  })
  return (
    <FormDialog
      title="New key"
      close={props.close}
      doing={make}
      action="Make the key"
      off={label.trim() === ''}
    >
      <TextInput
        label="For which program?"
        placeholder="Department dashboard"
        value={label}
        maxLength={120}
        data-autofocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <SegmentedControl
        className="access-scope"
        aria-label="What may it do?"
        value={scope}
        onChange={(next) => setScope(next as 'read' | 'write')}
        data={[
          { value: 'read', label: 'It only reads' },
          { value: 'write', label: 'It may also write' },
        ]}
      />
    </FormDialog>
  )
}

/** News that goes out by itself is made for a programme, by those who plan it. */
function Hooks() {
  const { person } = useMe()
  const mine = new Map(
    person?.roles
      .filter(({ role }) => planningRoles.includes(role))
      .map(({ programme, programmeName }) => [programme, programmeName]),
  )
  if (mine.size === 0) return null
  return (
    <Section title="Webhooks">
      <p className="subtle small">
        Other systems can be told the moment a year is published or changed, so that they need not
        ask.
      </p>
      <ul className="rows">
        {[...mine].map(([id, name]) => (
          <li key={id}>
            <Link to="/programmes/$id/hooks" params={{ id }}>
              Webhooks of {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type Operation = { summary: string; description: string }
type Described = { paths: Record<string, Record<string, Operation>> }

/** The description that programs read, for people. */
function Questions() {
  const { data } = useQuery({
    queryKey: ['openapi'],
    queryFn: async () => (await (await fetch('/api/openapi.json')).json()) as Described,
    staleTime: Infinity,
  })
  if (!data) return null
  const operations = Object.entries(data.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
  return (
    <Section title="What can be asked" count={operations.length}>
      <p className="subtle small">
        Below <Code>/api</Code>, with the header <Code>Authorization: Bearer iso_…</Code>. All
        shapes are in <a href="/api/openapi.json">openapi.json</a>, which tools for OpenAPI read.
      </p>
      <ul className="rows access-questions">
        {operations.map(({ path, method, summary, description }) => (
          <li key={`${method} ${path}`}>
            <Code className="access-route">
              <b>{method.toUpperCase()}</b> {path}
            </Code>
            <span className="small">
              {summary} <span className="subtle">{description}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
