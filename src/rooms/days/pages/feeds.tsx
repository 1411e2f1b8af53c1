// How does my schedule reach the calendar on my phone?
import { Button, CopyButton, Modal, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useReturnFocus } from '../../people/pages/return-focus.ts'
import { programmesQuery } from '../../programme/pages/queries.ts'
import { daysContract } from '../contract.ts'
import type { feedSchema } from '../schema.ts'
import { feedsQuery } from './queries.ts'
import { sayMoment } from '../../people/pages/say-moment.ts'
import './feeds.css'

type Feed = z.infer<typeof feedSchema>

export function FeedsPage() {
  const { data, error } = useQuery(feedsQuery)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Feed | null>(null)
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  const create = <Button onClick={() => setMaking(true)}>New feed</Button>
  return (
    <Page title="Calendars" actions={data.feeds.length > 0 ? create : null} narrow>
      <p className="subtle" style={{ marginBlockEnd: '1rem' }}>
        A feed keeps your own calendar up to date with what is published. Calendars ask for news on
        their own: Apple about every hour, Google within a day.
      </p>
      {made && <Address feed={made} close={() => setMade(null)} />}
      {data.feeds.length === 0 && !made ? (
        <Empty says="No feed yet.">{create}</Empty>
      ) : (
        <FeedList feeds={data.feeds} />
      )}
      {making && <NewFeed close={() => setMaking(false)} show={setMade} />}
    </Page>
  )
}

const SCOPES = { person: 'My time', programme: 'Whole programme', service: 'One service' }

function FeedList({ feeds }: { feeds: Feed[] }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => call(daysContract.revokeFeed, { params: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: feedsQuery.queryKey }),
    onError: (error) =>
      notifications.show({ color: 'red', message: findingsOf(error)[0]?.says ?? 'Not revoked' }),
  })
  const [asking, setAsking] = useState<Feed | null>(null)
  return (
    <>
      <ul className="rows">
        {feeds.map((feed) => (
          <li key={feed.id}>
            <div className="feed-words">
              <strong>{feed.label}</strong>
              <span className="subtle small">
                {SCOPES[feed.scope]} ·{' '}
                {feed.lastUsedAt ? `last read ${sayMoment(feed.lastUsedAt)}` : 'never read yet'}
              </span>
            </div>
            <Button
              variant="default"
              aria-label={`Revoke ${feed.label}`}
              onClick={() => setAsking(feed)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        title={<strong>Revoke {asking?.label}</strong>}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <p className="small">
          Calendars that use this address stop getting news. This cannot be taken back.
        </p>
        <div className="dialog-actions">
          <Button variant="default" onClick={() => setAsking(null)}>
            Keep
          </Button>
          <Button
            color="red"
            onClick={() => {
              if (asking) revoke.mutate(asking.id)
              setAsking(null)
            }}
          >
            Revoke
          </Button>
        </div>
      </Modal>
    </>
  )
}

function NewFeed(props: { close: () => void; show: (feed: Feed) => void }) {
  useReturnFocus()
  const client = useQueryClient()
  const { data } = useQuery(programmesQuery)
  const [label, setLabel] = useState('My phone')
  const [programme, setProgramme] = useState('')
  const [work, setWork] = useState<string | null>(null)
  const services = useQuery({
    queryKey: ['programmes', programme, 'services'],
    queryFn: () => call(daysContract.services, { params: { id: programme } }),
    enabled: programme !== '',
  })
  const make = useMutation({
    mutationFn: () =>
      call(daysContract.createFeed, {
        body: { label, ...(programme ? { programme } : {}), ...(work ? { work } : {}) },
      }),
    onSuccess: async (feed) => {
      props.show(feed)
      props.close()
      await client.invalidateQueries({ queryKey: feedsQuery.queryKey })
    },
  })
  return (
    <Modal
      opened
      onClose={props.close}
      title={<strong>New feed</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Select
          label="What is in it"
          allowDeselect={false}
          value={programme}
          onChange={(value) => {
            setProgramme(value ?? '')
            setWork(null)
          }}
          data={[
            { value: '', label: 'My time' },
            ...(data?.programmes ?? []).map((entry) => ({
              value: entry.id,
              label: `Everybody in ${entry.name}`,
            })),
          ]}
        />
        {programme !== '' && (
          <Select
            mt="sm"
            label="Only one service"
            placeholder="All of them"
            clearable
            searchable
            value={work}
            onChange={setWork}
            data={(services.data?.services ?? []).map(({ id, code, name }) => ({
              value: id,
              label: `${code} · ${name}`,
            }))}
          />
        )}
        <TextInput
          mt="sm"
          label="Name"
          required
          maxLength={120}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Findings findings={make.error ? findingsOf(make.error) : []} />
        <div className="dialog-actions">
          <Button variant="default" onClick={props.close}>
            Cancel
          </Button>
          <Button type="submit" loading={make.isPending}>
            Make the address
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function Address({ feed, close }: { feed: Feed; close: () => void }) {
  const url = feed.url ?? ''
  const webcal = url.replace(/^https?:/, 'webcal:')
  const google = `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`
  const outlook = `https://outlook.office.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=${encodeURIComponent(feed.label)}`
  return (
    <section className="card feed-made" aria-label="New address">
      <h2>{feed.label} is ready</h2>
      <p className="subtle small">
        The address is shown only now. Whoever has it can read this calendar; revoke it when in
        doubt.
      </p>
      <div className="feed-address">
        <TextInput
          readOnly
          aria-label="Address of the feed"
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy'}</Button>}
        </CopyButton>
      </div>
      <div className="feed-add">
        <Button variant="default" component="a" href={webcal}>
          Add to Apple
        </Button>
        <Button variant="default" component="a" href={google} target="_blank" rel="noreferrer">
          Add to Google
        </Button>
        <Button variant="default" component="a" href={outlook} target="_blank" rel="noreferrer">
          Add to Outlook
        </Button>
        <Button variant="subtle" onClick={close}>
          Done
        </Button>
      </div>
    </section>
  )
}
