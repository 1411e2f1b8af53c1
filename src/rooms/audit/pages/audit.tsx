// Who did what here? To be searched, and shown to be whole.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { auditContract as contract } from '../contract.ts'
import { Entries } from './entries.tsx'
import './audit.css'

const KINDS = [
  { value: '', label: 'Everything' },
  { value: 'role', label: 'Roles' },
  { value: 'office', label: 'Offices' },
  { value: 'publication', label: 'Publications' },
  { value: 'rule_choice', label: 'Rules' },
  { value: 'person', label: 'People and sign-ins' },
  { value: 'refusal', label: 'What was refused' },
  { value: 'link', label: 'Invitations and links' },
  { value: 'access_key', label: 'Keys for programs' },
]

export function AuditPage() {
  const [words, setWords] = useState('')
  const [thing, setThing] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 300)
  const query = useInfiniteQuery({
    queryKey: ['audit', asked, thing],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      call(contract.search, {
        query: {
          ...(asked ? { words: asked } : {}),
          ...(thing ? { thing } : {}),
          ...(pageParam === undefined ? {} : { before: String(pageParam) }),
        },
      }),
    getNextPageParam: (last) => (last.more ? last.entries.at(-1)?.id : undefined),
  })
  const entries = query.data?.pages.flatMap((page) => page.entries)
  return (
    <Page title="Audit">
      <ChainState />
      <div className="audit-find">
        <TextInput
          label="Find"
          placeholder="A name, a word, a reason"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          label="About"
          value={thing}
          onChange={(event) => setThing(event.currentTarget.value)}
          data={KINDS}
        />
      </div>
      {query.error && <Trouble error={query.error} />}
      {!entries && !query.error && <Waiting />}
      {entries?.length === 0 && <Empty says="Nothing was written down that fits." />}
      {entries && entries.length > 0 && <Entries entries={entries} />}
      {query.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier entries
        </Button>
      )}
    </Page>
  )
}

/** Said at the head: an audit that nobody checks is a list. */
function ChainState() {
  const { data, error } = useQuery({
    queryKey: ['audit-chain'],
    queryFn: () => call(contract.chain),
    staleTime: 60_000,
  })
  if (error) return <Trouble error={error} />
  if (!data) return null
  if (data.faults.length > 0)
    return (
      <Findings
        title="The audit was tampered with, or the database is damaged"
        findings={data.faults.flatMap((says) => findingsOf(new Error(says)))}
      />
    )
  return (
    <p className="subtle small">
      {data.entries} entries, each bound to the one before; computed anew just now, and nothing is
      missing. {data.head && <>The last one is {data.head.slice(0, 12)}…</>}
    </p>
  )
}
