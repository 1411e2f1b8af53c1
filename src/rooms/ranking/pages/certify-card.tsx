// What stands in the way, who certifies, and how a certified list is opened again.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { accountQuery } from '../../accounts/pages/account-query.ts'
import { useProof } from '../../accounts/pages/prove-again.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { sayAt } from '../../recruitment/rules/cycle.ts'
import { type Ranking, rankingContract as contract } from '../contract.ts'
import { RANKING } from './queries.ts'

export function CertifyCard(props: { view: Ranking; isSaving: boolean; isChanged: boolean }) {
  const { view } = props
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const holds = view.certifications.find(({ reopenedAt }) => reopenedAt === null)
  const musts = view.findings.filter(({ level }) => level === 'must')
  const hints = view.findings.filter(({ level }) => level === 'hint')
  const disclosing = useStepOf<unknown>(RANKING)
  const disclose = (told: boolean) =>
    disclosing.mutate({
      act: () => call(contract.disclose, { params, body: { told } }),
      says: told ? 'Noted.' : 'The note is taken away.',
      undo: () => call(contract.disclose, { params, body: { told: !told } }),
    })
  if (holds) return <Certified view={view} at={holds.at} by={holds.by} hash={holds.hash} />
  if (view.isOver)
    return (
      <div className="ranking-state">
        <p>
          <strong>Ranking is over, and no list was certified.</strong> What was entered in the match
          itself counts.
        </p>
      </div>
    )
  return (
    <div className="ranking-state">
      <Checkbox
        label="Every applicant has been told what is required of those who come (licence, visa, health, contract)"
        checked={view.disclosedAt !== null}
        disabled={disclosing.isPending}
        onChange={(event) => disclose(event.currentTarget.checked)}
      />
      {view.disclosedAt && (
        <p className="small subtle">Noted {sayAt(view.disclosedAt, view.cycle.zone)}.</p>
      )}
      <Findings
        findings={musts.map(({ finding }) => finding)}
        tone="warning"
        title="Before it can be certified"
      />
      <Findings findings={hints.map(({ finding }) => finding)} tone="warning" title="Look again" />
      <div className="ranking-acts-row">
        {view.certifies ? (
          <Certify view={view} off={musts.length > 0 || props.isSaving || props.isChanged} />
        ) : (
          <span className="subtle">The director certifies.</span>
        )}
        {musts.length === 0 && <Downloads view={view} draft />}
      </div>
    </div>
  )
}

function Certify({ view, off }: { view: Ranking; off: boolean }) {
  const account = useQuery(accountQuery)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button disabled={off || !account.data} onClick={() => setOpen(true)}>
        Certify the list
      </Button>
      {isOpen && account.data && (
        <CertifyDialog view={view} account={account.data} close={() => setOpen(false)} />
      )}
    </>
  )
}

type Account = Parameters<typeof useProof>[0]
function CertifyDialog(props: { view: Ranking; account: Account; close: () => void }) {
  const { view, account, close } = props
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const proof = useProof(account, 'This list will count, so show once more that it is you.')
  const step = useStepOf<unknown>(RANKING, { done: close })
  const certify = () =>
    step.mutate(
      {
        act: () => call(contract.certify, { params, body: { version: view.version } }),
        says: 'Certified. The list rests until two people open it again.',
      },
      { onError: (error) => void proof.retry(error, certify) },
    )
  return (
    <>
      <FormDialog
        title={`Certify ${view.entries.length} ranks?`}
        close={close}
        doing={{ mutate: certify, isPending: step.isPending, error: step.error }}
        action="I certify this list"
        off={false}
      >
        <p>
          From then on nobody can change it, unless one person asks to open it and another agrees.
          In the match itself it has to be entered and certified too: take the file along.
        </p>
      </FormDialog>
      {proof.dialog}
    </>
  )
}

function Downloads({ view, draft }: { view: Ranking; draft?: boolean }) {
  const address = (form: string) =>
    `/api/programmes/${view.programme.id}/cycles/${view.cycle.id}/ranking.csv?form=${form}`
  const what = draft ? 'Draft' : 'List'
  return (
    <>
      <a href={address('nrmp')} download>
        {what} for NRMP (R3)
      </a>
      <a href={address('natmatch')} download>
        {what} for NatMatch
      </a>
    </>
  )
}

function Certified(props: { view: Ranking; at: string; by: string; hash: string }) {
  const { view } = props
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const [reason, setReason] = useState<string>()
  const step = useStepOf<unknown>(RANKING, { done: () => setReason(undefined) })
  const ask = (asks: boolean) =>
    step.mutate({
      act: () =>
        call(contract.askToReopen, { params, body: { asks, reason: asks ? (reason ?? '') : '' } }),
      says: asks ? 'Somebody else agrees now.' : 'Taken back; the list rests.',
    })
  const agree = () =>
    step.mutate({
      act: () => call(contract.reopen, { params }),
      says: 'Opened. It has to be certified anew.',
    })
  return (
    <div className="ranking-state" data-tone="success">
      <p>
        <strong>Certified by {props.by}</strong>, {sayAt(props.at, view.cycle.zone)}
      </p>
      <code>{props.hash}</code>
      {!view.isOver && (
        <p className="small">
          In the match it counts once it is entered and certified there too
          {view.cycle.rankDeadline && `, until ${sayAt(view.cycle.rankDeadline, view.cycle.zone)}`}.
        </p>
      )}
      <div className="ranking-acts-row">
        <Downloads view={view} />
        {!view.reopening && !view.isOver && reason === undefined && (
          <Button variant="default" onClick={() => setReason('')}>
            Ask to open it again
          </Button>
        )}
      </div>
      {reason !== undefined && (
        <div className="ranking-acts-row">
          <TextInput
            label="Why"
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button disabled={reason.trim().length < 3} onClick={() => ask(true)}>
            Ask
          </Button>
        </div>
      )}
      {view.reopening && (
        <div className="ranking-acts-row">
          <span>
            {view.reopening.by} asks to open it: “{view.reopening.reason}”
          </span>
          {view.reopening.isMine ? (
            <Button variant="default" loading={step.isPending} onClick={() => ask(false)}>
              Take that back
            </Button>
          ) : (
            <Button loading={step.isPending} onClick={agree}>
              Agree, open it
            </Button>
          )}
        </div>
      )}
      <Findings findings={step.error ? findingsOf(step.error) : []} />
    </div>
  )
}
