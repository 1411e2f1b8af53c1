// Where do our people sign in? Connecting the institution's own sign-in, step by step.
import { Button, Code, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { accountsContract as contract } from '../contract.ts'
import type { NewProvider, providerSchema } from '../schema.ts'
import './account.css'

const KEY = ['sign-on-providers']

export function ProvidersPage() {
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey: KEY, queryFn: () => call(contract.providers) })
  const [adding, setAdding] = useState(false)
  const again = () => client.invalidateQueries({ queryKey: KEY })
  const remove = useMutation({
    mutationFn: (id: string) => call(contract.removeProvider, { params: { id } }),
    onSuccess: again,
  })
  const only = useMutation({
    mutationFn: ({ id, only }: { id: string; only: boolean }) =>
      call(contract.requireProvider, { params: { id }, body: { only } }),
    onSuccess: again,
  })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const add = <Button onClick={() => setAdding(true)}>Connect a sign-in</Button>
  return (
    <Page
      title="Sign-in of your institution"
      actions={adding || data.providers.length === 0 ? null : add}
      narrow
    >
      <p className="subtle providers-how">
        People whose address ends in one of these domains sign in there, once it is shown that the
        domain is yours. Who they are here is still said by an invitation.
      </p>
      {data.providers.length === 0 && !adding && (
        <Empty says="Everybody signs in with a password or a passkey of their own.">{add}</Empty>
      )}
      {data.providers.length > 0 && (
        <ul className="rows account-rows">
          {data.providers.map(({ id, label, kind, domains, isOnly, answersTo, ourName }) => (
            <li key={id}>
              <span className="providers-facts">
                <strong>{label}</strong>
                <span className="subtle small">
                  {kind === 'oidc' ? 'OpenID Connect' : 'SAML 2.0'}
                </span>
                {domains.map((one) => (
                  <Domain key={one.domain} provider={id} domain={one} again={again} />
                ))}
                <span className="small">
                  It answers to <Code>{answersTo}</Code>
                </span>
                <span className="small">
                  Our name there is <Code>{ourName}</Code>
                </span>
                {domains.some(({ isProven }) => isProven) && (
                  <Switch
                    label="They come in there only"
                    description="No passwords and no passkeys for people of the proven domains. Administrators with a second proof may still come in for the day on which it does not work; all of them are told."
                    checked={isOnly}
                    disabled={only.isPending}
                    onChange={(event) => only.mutate({ id, only: event.currentTarget.checked })}
                  />
                )}
                {only.variables?.id === id && (
                  <Findings findings={only.error ? findingsOf(only.error) : []} />
                )}
              </span>
              <Button
                variant="default"
                aria-label={`Remove ${label}`}
                loading={remove.isPending && remove.variables === id}
                onClick={() => remove.mutate(id)}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && (
        <Connect
          close={() => {
            setAdding(false)
            void again()
          }}
        />
      )}
    </Page>
  )
}

type Claim = z.output<typeof providerSchema>['domains'][number]
const PROVEN = {
  dns: 'proven by the DNS',
  machine: 'confirmed by whoever runs this server',
  before: 'in use since before proofs were asked for',
}

/** The record to set, until it is seen. */
function Domain(props: { provider: string; domain: Claim; again: () => void }) {
  const { provider, again } = props
  const { domain, isProven, provenBy, record } = props.domain
  const check = useMutation({
    mutationFn: () => call(contract.checkDomain, { params: { id: provider, domain } }),
    onSuccess: again,
  })
  if (isProven)
    return (
      <span className="small">
        {domain} · {provenBy && PROVEN[provenBy]}
      </span>
    )
  return (
    <span className="providers-claim small">
      <span>
        <strong>{domain}</strong> is not proven yet and counts for nothing. Set this TXT record at{' '}
        {domain}:
      </span>
      <Code>{record}</Code>
      <Findings findings={check.error ? findingsOf(check.error) : []} />
      <Button
        variant="default"
        aria-label={`It is set; look for the record of ${domain}`}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        It is set; look
      </Button>
    </span>
  )
}

function Connect({ close }: { close: () => void }) {
  const [kind, setKind] = useState<'oidc' | 'saml'>('oidc')
  const [words, setWords] = useState<Record<string, string>>({})
  const word = (key: string) => words[key]?.trim() ?? ''
  const add = useMutation({
    mutationFn: () => {
      const domains = word('domains')
        .split(/[\s,;]+/)
        .filter(Boolean)
      const base = { label: word('label'), domains }
      const body: NewProvider =
        kind === 'oidc'
          ? {
              ...{ ...base, kind, secret: word('secret') },
              facts: { issuer: word('issuer'), clientId: word('clientId') },
            }
          : {
              ...{ ...base, kind },
              facts: {
                entryPoint: word('entryPoint'),
                issuer: word('issuer'),
                certificate: word('certificate'),
              },
            }
      return call(contract.addProvider, { body })
    },
    onSuccess: close,
  })
  const field = (key: string, label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      value={words[key] ?? ''}
      onChange={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
    />
  )
  return (
    <form
      className="account-form"
      aria-label="Connect a sign-in"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <SegmentedControl
        aria-label="Which kind?"
        value={kind}
        onChange={(value) => setKind(value as 'oidc' | 'saml')}
        data={[
          { value: 'oidc', label: 'OpenID Connect' },
          { value: 'saml', label: 'SAML 2.0' },
        ]}
      />
      {field('label', 'Name', 'As people of the institution call it.')}
      {field(
        'domains',
        'Domains of addresses',
        'Such as hospital.example.org; several with commas.',
      )}
      {field(
        'issuer',
        'Issuer',
        kind === 'oidc' ? 'The address of the provider.' : 'Its entity id.',
      )}
      {kind === 'oidc' ? (
        <>
          {field('clientId', 'Our client id there')}
          {field('secret', 'Our client secret there')}
        </>
      ) : (
        <>
          {field('entryPoint', 'Address of its sign-in page')}
          <Textarea
            label="Its certificate"
            autosize
            minRows={3}
            maxRows={8}
            value={words['certificate'] ?? ''}
            onChange={(event) => setWords({ ...words, certificate: event.currentTarget.value })}
          />
        </>
      )}
      <Findings findings={add.error ? findingsOf(add.error) : []} />
      <div className="dialog-actions">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={add.isPending}>
          Connect
        </Button>
      </div>
    </form>
  )
}
