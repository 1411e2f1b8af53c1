// How is a secret shown that is kept nowhere, so that it is copied now?
import { Button, Code, CopyButton } from '@mantine/core'
import './access.css'

export function ShownOnce(props: { title: string; says: string; secret: string }) {
  const { title, says, secret } = props
  return (
    <div className="card access-made" role="status">
      <strong>{title}</strong>
      <p className="small">{says}</p>
      <div className="access-token">
        <Code>{secret}</Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  )
}
