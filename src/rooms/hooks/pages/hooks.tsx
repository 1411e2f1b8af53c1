// Which systems are told when a year is published? Made, tried, ended; and how the last messages went.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Dialog, FormDialog } from '../../people/pages/form-dialog.tsx'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { ShownOnce } from '../../people/pages/shown-once.tsx'
import { hooksContract } from '../contract.ts'
import type { Hook } from '../schema.ts'
import './hooks.css'

const keyOf = (programme: string) => ['programmes', programme, 'hooks']

export function HooksPage() {
  const { id = '' } = useParams({ strict: false })
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Hook | null>(null)
  const { data, error } = useQuery({
    queryKey: keyOf(id),
    queryFn: () => call(hooksContract.list, { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data?.hooks.some(({ deliveries }) => deliveries[0]?.state === 'waiting')
        ? 2_000
        : false,
  })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const create = <Button onClick={() => setMaking(true)}>New webhook</Button>
  return (
    <Page title="Webhooks" actions={data.hooks.length > 0 ? create : null} narrow>
      <p className="subtle access-why">
        Another system is told the moment a year is published or changed: which version, by whom,
        and who changes what. It never has to ask again and again.
      </p>
      {made?.secret && (
        <ShownOnce
          title={made.label}
          says="With this secret the other side can tell that a message came from here. Copy it now: it is not shown again."
          secret={made.secret}
        />
      )}
      {data.hooks.length === 0 ? (
        <Empty says="No system is told anything yet.">{create}</Empty>
      ) : (
        <ul className="rows">
          {data.hooks.map((hook) => (
            <HookRow key={hook.id} programme={id} hook={hook} />
          ))}
        </ul>
      )}
      {making && <NewHook programme={id} close={() => setMaking(false)} show={setMade} />}
    </Page>
  )
}

const STATES = { told: 'arrived', waiting: 'will be tried again', 'given-up': 'given up' }
const TONES = { told: 'success', waiting: 'warning', 'given-up': 'danger' }

function HookRow({ programme, hook }: { programme: string; hook: Hook }) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: keyOf(programme) })
  const params = { id: programme, hook: hook.id }
  const end = useMutation({ mutationFn: () => call(hooksContract.end, { params }), onSuccess })
  const test = useMutation({ mutationFn: () => call(hooksContract.test, { params }), onSuccess })
  const [asking, setAsking] = useState(false)
  return (
    <li className="hook">
      <div className="hook-words">
        <strong>{hook.label}</strong>
        <span className="small subtle">{hook.url}</span>
        <span className="small subtle">When a year is {hook.kinds.join(' or ')}</span>
        {hook.deliveries.map(({ event, kind, at, state, says, attempts }) => (
          <span key={event} className="small">
            <span className="chip" data-tone={TONES[state]}>
              {attempts === 0 ? 'being sent' : STATES[state]}
            </span>{' '}
            {kind}, {sayMoment(at)}
            {says && `. ${says}`}
          </span>
        ))}
        <Findings
          findings={[end.error, test.error].flatMap((one) => (one ? findingsOf(one) : []))}
        />
      </div>
      <div className="hook-acts">
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          Try it
        </Button>
        <Button variant="default" aria-label={`End ${hook.label}`} onClick={() => setAsking(true)}>
          End
        </Button>
      </div>
      {asking && (
        <Dialog title={`End ${hook.label}`} close={() => setAsking(false)}>
          <p className="small">
            It is told nothing any more, and its secret becomes worthless. This cannot be taken
            back.
          </p>
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setAsking(false)}>
              Keep
            </Button>
            <Button
              color="red"
              onClick={() => {
                end.mutate()
                setAsking(false)
              }}
            >
              End
            </Button>
          </div>
        </Dialog>
      )}
    </li>
  )
}

function NewHook(props: { programme: string; close: () => void; show: (hook: Hook) => void }) {
  const client = useQueryClient()
  const [wanted, setWanted] = useState({ label: '', url: '' })
  const [kinds, setKinds] = useState<string[]>(['published', 'changed'])
  const make = useMutation({
    mutationFn: () =>
      call(hooksContract.create, {
        params: { id: props.programme },
        body: { ...wanted, kinds: kinds as Hook['kinds'] },
      }),
    onSuccess: async (hook) => {
      props.show(hook)
      props.close()
      await client.invalidateQueries({ queryKey: keyOf(props.programme) })
    },
  })
  return (
    <FormDialog
      title="New webhook"
      close={props.close}
      doing={make}
      action="Make it"
      off={wanted.label.trim() === '' || wanted.url.trim() === '' || kinds.length === 0}
    >
      <TextInput
        label="Who is told"
        placeholder="Paging system"
        value={wanted.label}
        maxLength={120}
        data-autofocus
        onChange={(event) => setWanted({ ...wanted, label: event.currentTarget.value })}
      />
      <TextInput
        label="Address"
        placeholder="https://"
        value={wanted.url}
        maxLength={500}
        onChange={(event) => setWanted({ ...wanted, url: event.currentTarget.value })}
      />
      <Checkbox.Group label="When a year is" value={kinds} onChange={setKinds}>
        <Checkbox value="published" label="published, each version" />
        <Checkbox value="changed" label="changed: a version takes the place of another" />
      </Checkbox.Group>
    </FormDialog>
  )
}
