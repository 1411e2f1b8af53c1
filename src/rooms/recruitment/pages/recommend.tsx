// Somebody outside was asked for a letter: upload it, write it, or say no. With a link, and no account.
import { Button, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import { applicantContract as contract } from '../applicant-contract.ts'
import { sayAt } from '../rules/cycle.ts'
import { isFinding, knowFile } from '../rules/files.ts'
import { DocumentPages } from './document-view.tsx'
import { type Chosen, FileChoice } from './file-choice.tsx'
import { ownZone } from './queries.ts'
import './apply.css'

const SHORTEST = 40

export function RecommendPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const { data, error } = useQuery({
    queryKey: ['recommend', token],
    queryFn: () => call(contract.request, { params: { token } }),
    retry: false,
    // Once it is used the link leads nowhere, and the thanks stay.
    staleTime: Infinity,
  })
  const [way, setWay] = useState('upload')
  const [file, setFile] = useState<Chosen>()
  const [fault, setFault] = useState<unknown>()
  const [text, setText] = useState('')
  const [signed, setSigned] = useState<string>()
  const send = useMutation({
    mutationFn: async (what: 'file' | 'text' | 'no') => {
      if (what === 'file')
        await call(contract.send, {
          params: { token },
          query: { name: file!.name },
          body: file!.bytes,
        })
      else
        await call(contract.write, {
          params: { token },
          body: what === 'no' ? { declines: true } : { text, signed: signed ?? data!.writerName },
        })
      return what
    },
  })
  useEffect(() => {
    document.title = 'A letter of recommendation · Isocenter'
  }, [])
  if (error)
    return (
      <main className="apply">
        <h1>This link leads nowhere</h1>
        <Findings findings={findingsOf(error)} />
      </main>
    )
  if (!data) return <Waiting />
  if (send.isSuccess)
    return (
      <main className="apply">
        <h1>Thank you</h1>
        <p>
          {send.data === 'no'
            ? `${data.applicant} is told that there will be no letter.`
            : `${data.institution} has your letter. ${data.applicant} is told that it came, and not what is in it.`}{' '}
          You may close this page.
        </p>
      </main>
    )
  const known = file && knowFile(file.bytes, file.name)
  return (
    <main className="apply">
      <header className="apply-head">
        <p className="subtle">{data.institution}</p>
        <h1>A letter about {data.applicant}</h1>
        <p className="apply-of">
          {data.programme}, {data.label}
        </p>
      </header>
      <dl className="apply-dates">
        <dt>Asked of</dt>
        <dd>{data.writerName}</dd>
        <dt>Until</dt>
        <dd>{sayAt(data.until, ownZone())}</dd>
      </dl>
      <p className="apply-status">
        {data.waived
          ? `${data.applicant} has waived the right to see your letter, for good. It is shown to those who select.`
          : `${data.applicant} has kept the right to see your letter.`}
      </p>
      <SegmentedControl
        aria-label="How"
        fullWidth
        value={way}
        onChange={setWay}
        data={[
          { value: 'upload', label: 'Upload a file' },
          { value: 'write', label: 'Write it here' },
        ]}
      />
      {way === 'upload' ? (
        <div className="apply-section">
          <FileChoice
            label="Your letter"
            wants="paper"
            isBusy={send.isPending}
            isAgain={file !== undefined}
            refuse={(one) => {
              setFile(undefined)
              setFault(one)
            }}
            take={(one) => {
              setFault(undefined)
              send.reset()
              setFile(one)
            }}
          />
          <Findings findings={fault ? findingsOf(fault) : []} />
          {file && known && !isFinding(known) && (
            <>
              <p className="small">
                <strong>{file.name}</strong>: look it over, then send it. The link is good once.
              </p>
              <DocumentPages
                id={`${file.name}/${file.bytes.length}`}
                label={file.name}
                mediaType={known.mediaType}
                load={() => Promise.resolve(file.bytes)}
              />
            </>
          )}
        </div>
      ) : (
        <div className="apply-section">
          <Textarea
            label="Your letter"
            value={text}
            autosize
            minRows={10}
            maxLength={20_000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            label="Signed"
            value={signed ?? data.writerName}
            maxLength={120}
            onChange={(event) => setSigned(event.currentTarget.value)}
          />
        </div>
      )}
      <Findings findings={send.error ? findingsOf(send.error) : []} />
      <div className="apply-foot">
        <Button
          size="md"
          loading={send.isPending}
          disabled={
            way === 'upload'
              ? !file
              : text.trim().length < SHORTEST || !(signed ?? data.writerName).trim()
          }
          onClick={() => send.mutate(way === 'upload' ? 'file' : 'text')}
        >
          Send the letter
        </Button>
        <Button
          size="md"
          variant="default"
          disabled={send.isPending}
          onClick={() => send.mutate('no')}
        >
          I would rather not
        </Button>
      </div>
    </main>
  )
}
