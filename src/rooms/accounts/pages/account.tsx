// My account: what proves who I am, where I am signed in, how I am told of news.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { News } from '../../mail/pages/news.tsx'
import {
  Empty,
  Findings,
  findingsOf,
  Page,
  Section,
  Trouble,
  Waiting,
} from '../../people/pages/frame.tsx'
import { sayDate, sayMoment } from '../../people/pages/say-moment.ts'
import { accountsContract as contract } from '../contract.ts'
import type { Account } from '../schema.ts'
import { canPasskey } from './can-passkey.ts'
import {
  AddPasskey,
  ChangePassword,
  EndCodes,
  NewRecoveryCodes,
  SetUpCodes,
} from './proof-dialogs.tsx'
import { accountQuery } from './account-query.ts'
import { asksForProof, useProof } from './prove-again.tsx'
import './account.css'

const KEY = accountQuery.queryKey

export function AccountPage() {
  const { data, error } = useQuery(accountQuery)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  return (
    <Page title="My account" narrow>
      {data.email === null ? (
        <Empty says="You came in by being chosen in the demo: there is no account, and no password.">
          <Button variant="default" renderRoot={(rest) => <Link to="/begin" {...rest} />}>
            Begin with your own programme
          </Button>
        </Empty>
      ) : (
        <>
          <p className="subtle">You sign in as {data.email}.</p>
          {data.mustHaveCode && (
            <Findings
              tone="warning"
              findings={findingsOf(
                new Error(`${data.mustHaveCode} Set up a code or a passkey within two weeks.`),
              )}
            />
          )}
          <Proofs account={data} />
          <Sessions account={data} />
        </>
      )}
      <News />
    </Page>
  )
}

type Dialog = 'password' | 'codes' | 'no-codes' | 'recovery' | 'passkey' | null

function Proofs({ account }: { account: Account }) {
  const [dialog, setDialog] = useState<Dialog>(null)
  const { prove, retry, dialog: proof } = useProof(account)
  const client = useQueryClient()
  const close = () => {
    setDialog(null)
    void client.invalidateQueries({ queryKey: KEY })
  }
  const remove = useMutation({
    mutationFn: (id: string) => call(contract.removePasskey, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error, id) => retry(error, () => remove.mutate(id)),
  })
  return (
    <Section title="What proves who you are">
      <ul className="rows account-rows">
        <li>
          <span>Password</span>
          <Button variant="default" onClick={() => setDialog('password')}>
            Change the password
          </Button>
        </li>
        <li>
          <span>
            Code of a phone
            {account.hasCode && (
              <span className="subtle small">
                Asked for at each sign-in · {account.recoveryCodesLeft} recovery codes left
              </span>
            )}
          </span>
          {account.hasCode ? (
            <span className="account-acts">
              <Button variant="default" onClick={() => setDialog('recovery')}>
                New recovery codes
              </Button>
              <Button variant="default" onClick={() => setDialog('no-codes')}>
                Remove the phone
              </Button>
            </span>
          ) : (
            <Button variant="default" onClick={() => setDialog('codes')}>
              Set up a phone
            </Button>
          )}
        </li>
        {account.passkeys.map(({ id, label, createdAt, lastUsedAt }) => (
          <li key={id}>
            <span>
              {label}
              <span className="subtle small">
                Passkey · made {sayDate(new Date(createdAt))} ·{' '}
                {lastUsedAt ? `last used ${sayMoment(lastUsedAt)}` : 'never used yet'}
              </span>
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
        {canPasskey() && (
          <li>
            <span>
              Passkey
              <span className="subtle small">
                Your fingerprint, face or a key stick; no password.
              </span>
            </span>
            <Button variant="default" onClick={() => setDialog('passkey')}>
              Add a passkey
            </Button>
          </li>
        )}
      </ul>
      {dialog === 'password' && <ChangePassword close={close} />}
      {dialog === 'codes' && <SetUpCodes close={close} hasPassword={account.hasPassword} />}
      {dialog === 'no-codes' && <EndCodes close={close} hasPassword={account.hasPassword} />}
      {dialog === 'recovery' && <NewRecoveryCodes close={close} prove={prove} />}
      {proof}
      <Findings
        findings={remove.error && !asksForProof(remove.error) ? findingsOf(remove.error) : []}
      />
      {dialog === 'passkey' && <AddPasskey close={close} hasPassword={account.hasPassword} />}
    </Section>
  )
}

function Sessions({ account }: { account: Account }) {
  const client = useQueryClient()
  const { retry, dialog: proof } = useProof(account)
  const end = useMutation({
    mutationFn: (id: string) => call(contract.endSession, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error, id) => retry(error, () => end.mutate(id)),
  })
  return (
    <Section title="Where you are signed in" count={account.sessions.length}>
      <ul className="rows account-rows">
        {account.sessions.map(({ id, device, seenAt, isThis }) => (
          <li key={id}>
            <span>
              {device}
              <span className="subtle small">
                {isThis ? 'This one' : `Last seen ${sayMoment(seenAt)}`}
              </span>
            </span>
            {!isThis && (
              <Button
                variant="default"
                aria-label={`Sign out ${device}`}
                loading={end.isPending && end.variables === id}
                onClick={() => end.mutate(id)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {proof}
    </Section>
  )
}
