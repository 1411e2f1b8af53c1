// May this person apply: what the form says, on what it rests, and what somebody decided instead.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { recruitmentContract as contract } from '../contract.ts'
import type { FileView } from '../office-schema.ts'
import { verdicts } from '../rules/eligibility.ts'
import type { OfFile } from './file.tsx'
import { RECRUITMENT, VERDICTS } from './queries.ts'

type Rule = FileView['eligibility'][number]

export function Eligibility({ data, params }: { data: FileView; params: OfFile }) {
  const [open, setOpen] = useState<Rule>()
  const step = useStepOf<unknown>(RECRUITMENT)
  const set = (rule: string, decided: Rule['decided']) =>
    call(contract.decide, {
      params: { ...params, rule },
      body: { decided: decided && { verdict: decided.verdict, reason: decided.reason } },
    })
  if (data.eligibility.length === 0) return null
  return (
    <Section title="May this person apply">
      <ul className="rows">
        {data.eligibility.map((one) => {
          const verdict = VERDICTS[one.decided?.verdict ?? one.says]
          return (
            <li key={one.rule} className="rec-doc">
              <span className="rec-words">
                <strong>{one.asks}</strong>
                <span className="small subtle">{one.evidence}</span>
                {one.decided && (
                  <span className="small">
                    {one.decided.by} decided: “{one.decided.reason}”
                  </span>
                )}
              </span>
              <span className="chip" data-tone={verdict.tone}>
                {verdict.says}
              </span>
              {one.decided ? (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`Take back: ${one.asks}`}
                  onClick={() =>
                    step.mutate({
                      act: () => set(one.rule, null),
                      says: 'What the form says counts again.',
                      undo: () => set(one.rule, one.decided),
                    })
                  }
                >
                  Take back
                </Button>
              ) : (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`Decide: ${one.asks}`}
                  onClick={() => setOpen(one)}
                >
                  Decide
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      {open && <DecideDialog rule={open} set={set} close={() => setOpen(undefined)} />}
    </Section>
  )
}

function DecideDialog(props: {
  rule: Rule
  set: (rule: string, decided: Rule['decided']) => Promise<unknown>
  close: () => void
}) {
  const { rule, set, close } = props
  const step = useStepOf<unknown>(RECRUITMENT, { done: close })
  const [verdict, setVerdict] = useState<Rule['says']>('eligible')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title="Decide"
      close={close}
      action="Decide"
      off={reason.trim().length < 3}
      doing={{
        isPending: step.isPending,
        error: step.error,
        mutate: () =>
          step.mutate({
            act: () => set(rule.rule, { verdict, reason, by: '', at: '' }),
            says: `Decided: ${VERDICTS[verdict].says}.`,
            undo: () => set(rule.rule, null),
          }),
      }}
    >
      <p>{rule.asks}</p>
      <p className="small subtle">The form: {rule.evidence}</p>
      <NativeSelect
        label="This person is"
        value={verdict}
        onChange={(event) => setVerdict(event.currentTarget.value as Rule['says'])}
        data={verdicts.map((value) => ({ value, label: VERDICTS[value].says }))}
      />
      <TextInput
        label="Why"
        description="Kept with your name."
        value={reason}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
