// What was written to people lately, and did it go out?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../../../platform/client.ts'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { mailContract as contract } from '../contract.ts'
import type { Mail } from '../schema.ts'
import './mail.css'

const SAYS: Record<Mail['state'], string> = {
  waiting: 'Waits',
  sent: 'Sent',
  failed: 'Failed',
  shown: 'Only shown here',
}

export function MailPage() {
  const { data, error } = useQuery({
    queryKey: ['mail'],
    queryFn: () => call(contract.mail),
    refetchInterval: 5_000,
  })
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting />
  return (
    <Page title="Letters" narrow>
      <p className="subtle mail-how">
        {data.isSent
          ? 'The last letters and notes to devices. Links that open an account are left out: they are for the receiver.'
          : 'No mail server is set (ISOCENTER_SMTP), so letters are shown here and nothing leaves the machine.'}
      </p>
      {data.mail.length === 0 ? (
        <Empty says="No letter was written yet.">
          <Button variant="default" renderRoot={(rest) => <Link to="/members" {...rest} />}>
            Invite somebody
          </Button>
        </Empty>
      ) : (
        <ul className="rows mail-list">
          {data.mail.map(({ id, subject, to, at, state, says, text }) => (
            <li key={id}>
              <details>
                <summary>
                  <strong>{subject}</strong>
                  <span className="subtle small">
                    To {to} · {sayMoment(at)} · {SAYS[state]}
                    {state === 'failed' && says ? `: ${says}` : ''}
                  </span>
                </summary>
                <pre className="mail-text">{linked(text)}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** Only addresses of this server become links: a name in a letter must not lead elsewhere. */
function linked(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, nth) =>
    part.startsWith(`${window.location.origin}/`) ? (
      <a key={nth} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
