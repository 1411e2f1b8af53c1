// The director of another hospital comes with a link: what is asked, and yes or no.
import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { offsiteContract as contract } from '../contract.ts'
import './stays.css'

export function OutsidePage() {
  const { token } = useParams({ strict: false }) as { token: string }
  const { data, error } = useQuery({
    queryKey: ['outside', token],
    queryFn: () => call(contract.outside, { params: { token } }),
    retry: false,
    // Once it is answered the link leads nowhere, and the thanks stay.
    staleTime: Infinity,
  })
  const [name, setName] = useState<string>()
  const [note, setNote] = useState('')
  const answer = useMutation({
    mutationFn: (says: 'agrees' | 'declines') =>
      call(contract.answer, {
        params: { token },
        body: { says, note, name: name ?? data?.directorName ?? '' },
      }),
  })
  useEffect(() => {
    document.title = 'A stay at your hospital · Isocenter'
  }, [])
  if (error)
    return (
      <main className="stay-outside" data-words>
        <h1>This link leads nowhere</h1>
        <Findings findings={findingsOf(error)} />
      </main>
    )
  if (!data) return <Waiting />
  if (answer.isSuccess)
    return (
      <main className="stay-outside" data-words>
        <h1>Thank you</h1>
        <p>{data.institution} has your answer. You may close this page.</p>
      </main>
    )
  const signed = (name ?? data.directorName).trim()
  return (
    <main className="stay-outside" data-words>
      <h1>{data.trainee} would like to come to you</h1>
      <dl>
        <dt>Where</dt>
        <dd>{data.place}</dd>
        <dt>When</dt>
        <dd>
          {sayDay(data.from, { year: true })} to {sayDay(data.to, { year: true })}
        </dd>
        <dt>From</dt>
        <dd>
          {data.programme}, {data.institution}
        </dd>
        {data.elective && (
          <>
            <dt>As</dt>
            <dd>{data.elective}</dd>
          </>
        )}
      </dl>
      {data.aim && <blockquote>{data.aim}</blockquote>}
      <TextInput
        label="Your name"
        value={name ?? data.directorName}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="What you would like to add"
        description="You may leave it empty."
        value={note}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Findings findings={answer.error ? findingsOf(answer.error) : []} />
      <div className="stay-acts">
        <Button
          size="md"
          disabled={signed === ''}
          loading={answer.isPending}
          onClick={() => answer.mutate('agrees')}
        >
          I agree
        </Button>
        <Button
          size="md"
          variant="default"
          disabled={signed === '' || answer.isPending}
          onClick={() => answer.mutate('declines')}
        >
          I decline
        </Button>
      </div>
    </main>
  )
}
