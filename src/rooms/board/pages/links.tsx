// At which addresses is the board open to whoever has them?
import { Button, CopyButton, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Day, sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Section, Trouble } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { boardContract as contract } from '../contract.ts'

const LINKS = ['board-links']
const linksQuery = (id: string) =>
  queryOptions({
    queryKey: [...LINKS, id],
    queryFn: () => call(contract.links, { params: { id } }),
  })

/** Only for who plans; for others it is not there. */
export function BoardLinks({ programme: id }: { programme: string }) {
  const client = useQueryClient()
  const { data } = useQuery(linksQuery(id))
  const [label, setLabel] = useState('')
  const step = useStepOf<unknown>(LINKS)
  const making = useMutation({
    mutationFn: () => call(contract.addLink, { params: { id }, body: { label: label.trim() } }),
    onSuccess: async () => {
      setLabel('')
      await client.invalidateQueries({ queryKey: LINKS })
    },
  })
  const url = making.data?.url
  return (
    <Section title="On the walls" {...(data ? { count: data.links.length } : {})}>
      <p className="subtle">
        One plain page with who is on now and next, for whoever has its address. It shows names and
        what they do, and nothing else.
      </p>
      {url && (
        <div className="card board-address" role="status" aria-label="The new address">
          <p>This address is shown once. Copy it now.</p>
          <code>{url}</code>
          <CopyButton value={url}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
      {data && data.links.length > 0 && (
        <ul className="rows">
          {data.links.map((link) => (
            <li key={link.id} className="board-handover">
              <span className="board-words">
                <strong>{link.label}</strong>
                <span className="small subtle">
                  {link.by}, {sayDay(link.at.slice(0, 10) as Day, { year: true })}
                </span>
              </span>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`End: ${link.label}`}
                onClick={() =>
                  step.mutate({
                    act: () => call(contract.endLink, { params: { id, address: link.id } }),
                    says: `${link.label} shows nothing any more.`,
                  })
                }
              >
                End
              </Button>
            </li>
          ))}
        </ul>
      )}
      {step.error && <Trouble error={step.error} />}
      {making.error && <Trouble error={making.error} />}
      <form
        className="board-new"
        onSubmit={(event) => {
          event.preventDefault()
          making.mutate()
        }}
      >
        <TextInput
          label="Where it hangs"
          placeholder="Reading room"
          value={label}
          maxLength={120}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          loading={making.isPending}
          disabled={label.trim() === ''}
        >
          Make an address
        </Button>
      </form>
    </Section>
  )
}
