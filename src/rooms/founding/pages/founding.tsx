// How does a programme begin from nothing? Five steps, each judged while it is typed; nothing is lost.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Page } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { foundingContract } from '../contract.ts'
import { emptyTyped, makeFounding, type Step, steps, type Typed } from '../typed.ts'
import { DemandsStep } from './demands-step.tsx'
import { PeopleStep, WorkStep } from './list-steps.tsx'
import { SoFar } from './so-far.tsx'
import { ProgrammeStep, YearStep } from './year-steps.tsx'
import './founding.css'

const TITLES: Record<Step, string> = {
  programme: 'The programme',
  year: 'The year',
  people: 'People',
  work: 'Rotations',
  demands: 'Demands',
}
const KEY = 'isocenter.founding'

export function FoundingPage() {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState<Typed>(() => ({ ...emptyTyped(me.today), ...stored() }))
  const [step, setStep] = useState<Step>('programme')
  const [asked, setAsked] = useState(false)
  const [state, setState] = useState<{ busy: boolean; faults: Finding[] }>(IDLE)
  const made = useMemo(() => makeFounding(typed), [typed])
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => localStorage.setItem(KEY, JSON.stringify(typed)), [typed])
  const change = (part: Partial<Typed>) => setTyped((old) => ({ ...old, ...part }))
  const go = (next: Step) => {
    setAsked(false)
    setState(IDLE)
    setStep(next)
    // The heading, so that a keyboard or a reader begins at the top of the next step.
    requestAnimationFrame(() => head.current?.focus())
  }
  const nth = steps.indexOf(step)
  const next = steps[nth + 1]
  const open = steps.find((one) => made.faults[one].length > 0)
  const create = async () => {
    setState({ busy: true, faults: [] })
    try {
      const founded = await call(foundingContract.found, { body: made.founding })
      localStorage.removeItem(KEY)
      await client.invalidateQueries()
      const search = { draft: founded.draft } as never
      const to = typed.workbook ? '/plans/$id/workbook' : '/plans/$id'
      await navigate({ to, params: { id: founded.plan }, search })
    } catch (error) {
      setState({ busy: false, faults: findingsOf(error) })
    }
  }
  const forward = () => {
    if (made.faults[step].length > 0) return setAsked(true)
    if (next) return go(next)
    if (open) return go(open)
    return create()
  }
  const parts = { typed, made, change }
  return (
    <Page title="Begin a programme" beside={<span className="subtle">Step {nth + 1} of 5</span>}>
      <div className="founding">
        <ol className="founding-steps" aria-label="Steps">
          {steps.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-current={one === step ? 'step' : undefined}
                onClick={() => go(one)}
              >
                <span
                  className="founding-mark"
                  data-done={made.faults[one].length === 0 || undefined}
                >
                  {made.faults[one].length === 0 ? (
                    <Check size={12} strokeWidth={3} aria-label="whole" />
                  ) : (
                    steps.indexOf(one) + 1
                  )}
                </span>
                {TITLES[one]}
              </button>
            </li>
          ))}
        </ol>
        <form
          className="founding-step"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void forward()
          }}
        >
          <h2 ref={head} tabIndex={-1}>
            {TITLES[step]}
          </h2>
          {step === 'programme' && <ProgrammeStep {...parts} />}
          {step === 'year' && <YearStep {...parts} />}
          {step === 'people' && <PeopleStep {...parts} />}
          {step === 'work' && <WorkStep {...parts} />}
          {step === 'demands' && <DemandsStep {...parts} />}
          {(asked || step === 'demands') && (
            <Findings findings={made.faults[step]} tone="warning" />
          )}
          {step === 'demands' && (
            <Findings findings={made.sums} tone="warning" title="This cannot add up" />
          )}
          <Findings findings={state.faults} title="Nothing was made" />
          <div className="founding-ways">
            {nth > 0 && (
              <Button variant="default" onClick={() => go(steps[nth - 1]!)}>
                Back
              </Button>
            )}
            <Button type="submit" loading={state.busy}>
              {next ? 'Next' : open ? `Back to: ${TITLES[open]}` : 'Create the year'}
            </Button>
          </div>
        </form>
        <SoFar {...parts} />
      </div>
    </Page>
  )
}

const IDLE = { busy: false, faults: [] as Finding[] }

/** What was typed before the page was left; nothing when it was never begun, or cannot be read. */
function stored(): Partial<Typed> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Typed>
  } catch {
    return {}
  }
}
