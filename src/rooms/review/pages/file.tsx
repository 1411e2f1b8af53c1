// One application: what was sent at the left, what the reviewer thinks at the right, all by keys.
import { Button, Kbd, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type FileView, reviewContract as contract } from '../contract.ts'
import { type ReviewSetup, type ReviewWords, verdicts } from '../schema.ts'
import { Others } from './others.tsx'
import { Papers } from './papers.tsx'
import { fileQuery, pileQuery, REVIEW, VERDICTS } from './queries.ts'
import { useReviewKeys } from './review-keys.ts'
import { ScoreRow } from './score-row.tsx'
import './review.css'

type At = { id: string; cycle: string; application: string }

export function FilePage() {
  const at = useParams({ strict: false }) as At
  const { data, error } = useQuery(fileQuery(at.id, at.cycle, at.application))
  const pile = useQuery(pileQuery(at.id, at.cycle))
  if (error ?? pile.error)
    return (
      <Page title="Application" narrow>
        <Trouble error={error ?? pile.error} />
      </Page>
    )
  if (!data || !pile.data) return <Waiting />
  // Another file is another form.
  return <File key={data.application} at={at} view={data} setup={pile.data.setup} />
}

function File(props: { at: At; view: FileView; setup: ReviewSetup }) {
  const { at, view, setup } = props
  const navigate = useNavigate()
  const note = useRef<HTMLTextAreaElement>(null)
  const [words, setWords] = useState<ReviewWords>({
    scores: view.mine?.scores ?? {},
    recommendation: view.mine?.recommendation ?? null,
    note: view.mine?.note ?? '',
  })
  const [conflict, setConflict] = useState<string>()
  const change = (more: Partial<ReviewWords>) => setWords((now) => ({ ...now, ...more }))
  const step = useStepOf<{ version: number }>(REVIEW)
  const isConflict = view.mine?.state === 'conflict'
  const version = view.mine?.version ?? 0
  const go = (application: string | null) => {
    if (application === null) return
    void navigate({
      to: '/programmes/$id/cycles/$cycle/review/$application',
      params: { ...at, application },
    })
  }
  const save = (isDone: boolean, next?: string | null) =>
    step.mutate(
      {
        act: () => call(contract.save, { params: at, body: { ...words, version, isDone } }),
        says: isDone ? 'Your review is in.' : 'Kept; it is not done yet.',
      },
      { onSuccess: () => next !== undefined && go(next) },
    )
  const recuse = (says: string) =>
    step.mutate(
      {
        act: () => call(contract.recuse, { params: at, body: { version, conflict: says } }),
        says: says === '' ? 'Taken back.' : 'Noted; somebody else reads it.',
      },
      { onSuccess: () => setConflict(undefined) },
    )
  useReviewKeys([
    ...(isConflict
      ? []
      : [
          ...verdicts.map((recommendation, nth): [string, () => void] => [
            String(nth + 1),
            () => change({ recommendation }),
          ]),
          ['n', () => note.current?.focus()] as const,
          ['s', () => save(true, view.after)] as const,
        ]),
    ['j', () => go(view.after)],
    ['k', () => go(view.before)],
  ])
  const name = view.name ?? `Applicant ${view.nth}`
  return (
    <Page
      title={name}
      beside={
        <span className="subtle num">
          {view.place.nth > 0 ? `${view.place.nth} of ${view.place.of}` : 'not in your pile'}
          {view.state === 'withdrawn' && ' · withdrawn'}
        </span>
      }
      actions={
        <>
          <Button variant="default" disabled={!view.before} onClick={() => go(view.before)}>
            Before&nbsp;<Kbd size="xs">K</Kbd>
          </Button>
          <Button variant="default" disabled={!view.after} onClick={() => go(view.after)}>
            Next&nbsp;<Kbd size="xs">J</Kbd>
          </Button>
          <Button
            variant="default"
            renderRoot={(rest) => (
              <Link to="/programmes/$id/cycles/$cycle/review" params={at} {...rest} />
            )}
          >
            All applications
          </Button>
        </>
      }
    >
      <div className="review-desk">
        <Papers at={at} view={view} />
        <section className="review-score" aria-label="Your review">
          {view.hint && (
            <p className="findings" data-tone="warning" role="note">
              {view.hint}
            </p>
          )}
          {isConflict ? (
            <div className="review-conflict">
              <p>You have said that you should not judge this applicant: {view.mine!.conflict}</p>
              <Button variant="default" onClick={() => recuse('')} loading={step.isPending}>
                Take that back
              </Button>
            </div>
          ) : (
            <>
              {setup.criteria.map((criterion) => (
                <ScoreRow
                  key={criterion.id}
                  criterion={criterion}
                  value={words.scores[criterion.id] ?? null}
                  set={(value) => change({ scores: { ...words.scores, [criterion.id]: value } })}
                />
              ))}
              <fieldset className="review-verdicts">
                <legend>What you recommend</legend>
                {verdicts.map((verdict, nth) => (
                  <label key={verdict} data-on={words.recommendation === verdict || undefined}>
                    <input
                      type="radio"
                      name="recommendation"
                      checked={words.recommendation === verdict}
                      onChange={() => change({ recommendation: verdict })}
                    />
                    {VERDICTS[verdict].says} <Kbd size="xs">{nth + 1}</Kbd>
                  </label>
                ))}
              </fieldset>
              <Textarea
                ref={note}
                label={
                  <>
                    Note <Kbd size="xs">N</Kbd>
                  </>
                }
                description="For the committee; the applicant never reads it."
                value={words.note}
                maxLength={4000}
                autosize
                minRows={3}
                onChange={(event) => change({ note: event.currentTarget.value })}
                onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
              />
              <Findings findings={step.error ? findingsOf(step.error) : []} />
              <div className="review-acts">
                <Button
                  onClick={() => save(true, view.after ?? undefined)}
                  loading={step.isPending}
                  disabled={view.state === 'withdrawn'}
                >
                  {view.mine?.state === 'done' ? 'Save' : 'Done'}
                  {view.after && ', next'}&nbsp;<Kbd size="xs">S</Kbd>
                </Button>
                <Button variant="default" onClick={() => save(false)} disabled={step.isPending}>
                  Keep for later
                </Button>
                {conflict === undefined && (
                  <Button variant="subtle" onClick={() => setConflict('')}>
                    I should not judge this one
                  </Button>
                )}
              </div>
              {conflict !== undefined && (
                <div className="review-conflict">
                  <TextInput
                    label="Why not"
                    description="Only you and nobody else reads it."
                    value={conflict}
                    maxLength={300}
                    data-autofocus
                    onChange={(event) => setConflict(event.currentTarget.value)}
                  />
                  <Button
                    variant="default"
                    disabled={conflict.trim() === ''}
                    onClick={() => recuse(conflict)}
                  >
                    Note the conflict
                  </Button>
                </div>
              )}
            </>
          )}
        </section>
      </div>
      <Section title="Others">
        <Others view={view} setup={setup} />
      </Section>
    </Page>
  )
}
