// Who can come in: invitations, offices, ending access; when screens lock and who proves twice.
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { sayRole, useMe } from '../../people/pages/session.ts'
import { isAllowed } from '../../people/policy.ts'
import { accountsContract as contract } from '../contract.ts'
import type { Member } from '../schema.ts'
import { EntryRules, MEMBERS_KEY } from './entry-rules.tsx'
import { Invite, LostProof } from './member-dialogs.tsx'
import './account.css'

const KEY = MEMBERS_KEY
const SAYS: Record<Member['state'], string> = {
  none: 'Has no way in yet',
  invited: 'Invited',
  expired: 'The invitation has ended',
  active: 'Signs in',
}

export function MembersPage() {
  const me = useMe()
  const { data, error } = useQuery({ queryKey: KEY, queryFn: () => call(contract.members) })
  const [find, setFind] = useState('')
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const rules = isAllowed(me.person!, 'administrator', me.today)
  const words = find.trim().toLowerCase()
  const shown = data.members.filter(
    ({ person, email }) =>
      person.name.toLowerCase().includes(words) || (email ?? '').toLowerCase().includes(words),
  )
  const active = data.members.filter(({ state }) => state === 'active').length
  return (
    <Page
      title="Who can come in"
      beside={
        <span className="subtle">
          {active} of {data.members.length} sign in
        </span>
      }
    >
      {me.demo && (
        <Findings
          tone="warning"
          findings={findingsOf(
            new Error(
              'This is a demo: whoever reaches this server may be anybody on it, invited or not.',
            ),
          )}
        />
      )}
      <TextInput
        label="Find"
        placeholder="A name or an address"
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      <ul className="rows members-list" aria-label="People">
        {shown.map((member) => (
          <MemberRow key={member.person.id} member={member} rules={rules} />
        ))}
      </ul>
      {rules && <EntryRules rules={data.rules} />}
      <p className="small members-more">
        <Link to="/rights">Who may see and do what</Link>
        {rules && (
          <>
            {' · '}
            <Link to="/sign-on">Sign-in of your institution</Link>
            {' · '}
            <Link to="/mail">Letters</Link>
          </>
        )}
      </p>
    </Page>
  )
}

function MemberRow({ member, rules }: { member: Member; rules: boolean }) {
  const { person, email, state, lastSeenAt, hasSecondFactor, invitation } = member
  const [inviting, setInviting] = useState(false)
  const [ending, setEnding] = useState(false)
  const [resetting, setResetting] = useState(false)
  const client = useQueryClient()
  const { person: me } = useMe()
  const again = () => client.invalidateQueries({ queryKey: KEY })
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: again,
  })
  const isAdmin = person.offices.some(({ office, to }) => office === 'administrator' && to === null)
  const params = { id: person.id }
  return (
    <li>
      <span>
        <strong>{person.name}</strong>
        <span className="subtle small">
          {[...(isAdmin ? ['Administrator'] : []), ...new Set(person.roles.map(sayRole))].join(
            '; ',
          )}
        </span>
      </span>
      <span>
        {SAYS[state]}
        <span className="subtle small">
          {[
            email,
            hasSecondFactor ? 'two proofs' : null,
            lastSeenAt ? `seen ${sayMoment(lastSeenAt)}` : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <div className="members-acts">
        {state !== 'active' && (
          <Button
            variant="default"
            aria-label={`${state === 'none' ? 'Invite' : 'Invite again'} ${person.name}`}
            onClick={() => setInviting(true)}
          >
            {state === 'none' ? 'Invite' : 'Invite again'}
          </Button>
        )}
        {invitation && (
          <Button
            variant="default"
            aria-label={`Take back the invitation of ${person.name}`}
            loading={act.isPending}
            onClick={() =>
              act.mutate(() => call(contract.withdrawInvitation, { params: { id: invitation } }))
            }
          >
            Take back
          </Button>
        )}
        {rules && state === 'active' && (
          <Button
            variant="default"
            loading={act.isPending}
            aria-label={`${isAdmin ? 'End as administrator' : 'Make administrator'}: ${person.name}`}
            onClick={() =>
              act.mutate(() =>
                call(contract.setOffice, {
                  params,
                  body: { office: 'administrator', holds: !isAdmin },
                }),
              )
            }
          >
            {isAdmin ? 'End as administrator' : 'Make administrator'}
          </Button>
        )}
        {rules && state === 'active' && hasSecondFactor && person.id !== me?.id && (
          <Button
            variant="default"
            aria-label={`Lost phone or passkey of ${person.name}`}
            onClick={() => setResetting(true)}
          >
            Lost phone
          </Button>
        )}
        {rules && state === 'active' && person.id !== me?.id && (
          <Button
            variant="default"
            color="red"
            loading={act.isPending}
            aria-label={`End access of ${person.name}`}
            onClick={() => setEnding(true)}
          >
            End access
          </Button>
        )}
        <Findings findings={act.error ? findingsOf(act.error) : []} />
      </div>
      {ending && (
        <Dialog title={`End the access of ${person.name}?`} close={() => setEnding(false)}>
          <p className="small">
            Every session, key and calendar address of theirs ends at once and does not come back.
            What was written down about them stays; they can be invited again.
          </p>
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setEnding(false)}>
              Keep
            </Button>
            <Button
              color="red"
              onClick={() => {
                act.mutate(() => call(contract.endAccess, { params }))
                setEnding(false)
              }}
            >
              End access
            </Button>
          </div>
        </Dialog>
      )}
      {resetting && (
        <LostProof
          member={member}
          close={() => {
            setResetting(false)
            void again()
          }}
        />
      )}
      {inviting && (
        <Invite
          member={member}
          close={() => {
            setInviting(false)
            void again()
          }}
        />
      )}
    </li>
  )
}
