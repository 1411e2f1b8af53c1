// What do all pages share: a head, an empty state, waiting, and saying what went wrong.
import { Button, Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { Refusal } from '../../../platform/client.ts'

export function Page(props: {
  title: string
  beside?: ReactNode
  actions?: ReactNode
  children: ReactNode
  narrow?: boolean
}) {
  useEffect(() => {
    document.title = `${props.title} · Isocenter`
  }, [props.title])
  return (
    <div className="page" data-narrow={props.narrow || undefined}>
      <header className="page-head">
        <div className="page-title">
          <h1>{props.title}</h1>
          {props.beside}
        </div>
        {props.actions && <div className="page-actions">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  )
}

export function Section(props: {
  title: string
  count?: number
  id?: string
  children: ReactNode
}) {
  return (
    <section className="section" id={props.id} aria-label={props.title}>
      <h2 className="section-title">
        {props.title}
        {props.count !== undefined && <span className="subtle num"> {props.count}</span>}
      </h2>
      {props.children}
    </section>
  )
}

/** An empty state is one sentence and the next step. */
export function Empty(props: { says: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{props.says}</p>
      {props.children && <div className="empty-steps">{props.children}</div>}
    </div>
  )
}

export function Waiting() {
  return (
    <div className="waiting" role="status" aria-label="Loading">
      <Loader size="sm" type="dots" />
    </div>
  )
}

export function Findings(props: {
  findings: readonly Finding[]
  tone?: 'danger' | 'warning'
  title?: string
}) {
  if (props.findings.length === 0) return null
  return (
    <div
      className="findings"
      data-tone={props.tone ?? 'danger'}
      role={props.tone === 'warning' ? 'note' : 'alert'}
    >
      {props.title && <strong>{props.title}</strong>}
      <ul>
        {props.findings.map((entry, index) => (
          <li key={index}>
            {entry.says}
            {entry.can && <span className="findings-can"> {entry.can}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Findings of anything thrown, so that no page invents its own words for a failure. */
export function findingsOf(error: unknown): Finding[] {
  if (error instanceof Refusal) return error.findings
  const text = error instanceof Error ? error.message : String(error)
  return [{ rule: 'page', says: text, by: 1, who: [], periods: [], works: [] }]
}

export function Trouble({ error }: { error: unknown }) {
  return <Findings findings={findingsOf(error)} />
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const client = useQueryClient()
  return (
    <div className="page" data-narrow>
      <h1>This page cannot be shown</h1>
      <Trouble error={error} />
      <Button
        mt="md"
        onClick={() => {
          client.resetQueries({ predicate: (query) => query.state.status === 'error' })
          reset()
          router.invalidate()
        }}
      >
        Try again
      </Button>
    </div>
  )
}

export function Missing() {
  return (
    <Page title="There is no such page" narrow>
      <p className="subtle">The address may be old, or a letter is wrong. Go to</p>
      <div className="empty-steps" style={{ justifyContent: 'flex-start' }}>
        {WAYS.map(([to, says]) => (
          <Button
            key={to}
            variant={to === '/' ? 'filled' : 'default'}
            renderRoot={(rest) => <Link to={to} {...rest} />}
          >
            {says}
          </Button>
        ))}
      </div>
    </Page>
  )
}

const WAYS = [
  ['/', 'Today'],
  ['/plans', 'Years'],
  ['/programmes', 'Programmes'],
  ['/people', 'People'],
] as const
