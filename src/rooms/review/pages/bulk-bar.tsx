// Many applications at once: given to reviewers, decided, told.
import { Button, Checkbox, Menu, NumberInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Pile, reviewContract as contract } from '../contract.ts'
import { type VerdictName, verdicts } from '../schema.ts'
import { REVIEW, VERDICTS } from './queries.ts'

export function BulkBar(props: { view: Pile; chosen: readonly string[]; clear: () => void }) {
  const { view, chosen, clear } = props
  const [isAssigning, setAssigning] = useState(false)
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const decided = useStepOf<unknown>(REVIEW)
  const decide = (verdict: VerdictName) => {
    const before = view.rows
      .filter(({ application }) => chosen.includes(application))
      .flatMap(({ application, decision }) =>
        decision ? [{ application, verdict: decision.verdict }] : [],
      )
    decided.mutate({
      act: () =>
        call(contract.decide, {
          params,
          body: { decisions: chosen.map((application) => ({ application, verdict })), note: '' },
        }),
      says: `${sayCount(chosen.length, 'application')}: ${VERDICTS[verdict].says}. Nobody has been told.`,
      // What was decided before is decided again; a first decision is followed by "hold".
      undo: () =>
        call(contract.decide, {
          params,
          body: {
            decisions: chosen.map(
              (application) =>
                before.find((one) => one.application === application) ?? {
                  application,
                  verdict: 'hold' as const,
                },
            ),
            note: 'Taken back.',
          },
        }),
    })
  }
  const told = useStepOf<{ told: number; left: string[] }>(REVIEW)
  const tell = () =>
    told.mutate({
      act: async () => {
        const answer = await call(contract.tell, { params, body: { applications: [...chosen] } })
        for (const line of answer.left.slice(0, 5))
          notifications.show({ color: 'yellow', message: line, autoClose: 12_000 })
        return answer
      },
      says: 'The letters that could go are on their way.',
    })
  const error = decided.error ?? told.error
  return (
    <div className="review-bulk" role="region" aria-label="With those that are chosen">
      <strong>{sayCount(chosen.length, 'application')}</strong>
      {verdicts.map((verdict) => (
        <Button
          key={verdict}
          variant="default"
          size="compact-md"
          disabled={decided.isPending}
          onClick={() => decide(verdict)}
        >
          {VERDICTS[verdict].says}
        </Button>
      ))}
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" size="compact-md">
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAssigning(true)}>Give to reviewers</Menu.Item>
          <Menu.Item onClick={tell}>Send the letters of their decisions</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="subtle" size="compact-md" onClick={clear}>
        None
      </Button>
      {error && <span role="alert">{error.message}</span>}
      {isAssigning && (
        <AssignDialog view={view} chosen={chosen} close={() => setAssigning(false)} />
      )}
    </div>
  )
}

function AssignDialog(props: { view: Pile; chosen: readonly string[]; close: () => void }) {
  const { view, chosen } = props
  // Whoever reads already; the office could read too, and would get all of it otherwise.
  const reading = view.reviewers.filter(({ assigned }) => assigned > 0)
  const [reviewers, setReviewers] = useState(
    (reading.length > 0 ? reading : view.reviewers).map(({ reviewer }) => reviewer),
  )
  const [each, setEach] = useState<number | string>(view.setup.each)
  const step = useStepOf<{ pairs: { application: string; reviewer: string }[] }>(REVIEW, {
    done: props.close,
  })
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const assign = () =>
    step.mutate({
      act: async () => {
        const answer = await call(contract.assign, {
          params,
          body: { applications: [...chosen], reviewers, each: Number(each) },
        })
        if (answer.says) notifications.show({ color: 'yellow', message: answer.says })
        return answer
      },
      says: 'The applications are with their reviewers.',
      undo: ({ pairs }) =>
        pairs.length === 0
          ? Promise.resolve()
          : call(contract.unassign, { params, body: { pairs } }),
    })
  return (
    <FormDialog
      title={`Who reads ${sayCount(chosen.length, 'application')}?`}
      close={props.close}
      doing={{ mutate: assign, isPending: step.isPending, error: step.error }}
      action="Give them out"
      off={reviewers.length === 0 || each === ''}
    >
      <NumberInput
        label="Reviewers of each"
        value={each}
        min={1}
        max={10}
        allowDecimal={false}
        onChange={setEach}
      />
      <Checkbox.Group
        label="Among these, so that all have as many"
        value={reviewers}
        onChange={setReviewers}
      >
        <div className="review-choice">
          {view.reviewers.map(({ reviewer, name, assigned, done }) => (
            <Checkbox key={reviewer} value={reviewer} label={`${name} (${assigned - done} open)`} />
          ))}
        </div>
      </Checkbox.Group>
    </FormDialog>
  )
}
