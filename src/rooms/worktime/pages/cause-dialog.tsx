// What did it come of, and what will be done? Two or three fields, without blame.
import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import type { Verdict } from '../../hours/schema.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { worktimeContract as contract } from '../contract.ts'
import { type Cause, causes, type CauseView } from '../schema.ts'
import { CAUSES, HOURS } from './queries.ts'

export function CauseDialog(props: {
  at: { id: string; person: string }
  verdict: Verdict
  known: CauseView | undefined
  plans: boolean
  close: () => void
}) {
  const { at, verdict, known, plans, close } = props
  const [cause, setCause] = useState<Cause>(known?.cause ?? 'schedule')
  const [says, setSays] = useState(known?.says ?? '')
  const [plan, setPlan] = useState(known?.plan ?? '')
  const step = useStepOf<{ version: number }>(HOURS, { done: close })
  const set = (words: { cause: Cause; says: string; plan: string }, version: number) =>
    call(contract.cause, {
      params: at,
      body: { rule: verdict.rule, from: verdict.window!.from, ...words, version },
    })
  const save = () =>
    step.mutate({
      act: () => set({ cause, says, plan }, known?.version ?? 0),
      says: 'Written down.',
      ...(known ? { undo: ({ version }) => set(known, version) } : {}),
    })
  return (
    <FormDialog
      title="What it came of"
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action="Write it down"
      off={false}
    >
      <p className="small">{verdict.says}</p>
      <NativeSelect
        label="It came of"
        value={cause}
        data={causes.map((value) => ({ value, label: CAUSES[value] }))}
        onChange={(event) => setCause(event.currentTarget.value as Cause)}
      />
      <Textarea
        label="In a sentence"
        description="No names, no patients. The programme counts causes, not people."
        value={says}
        maxLength={300}
        autosize
        onChange={(event) => setSays(event.currentTarget.value.replaceAll('\n', ' '))}
      />
      {(plans || plan) && (
        <Textarea
          label="What will be done about it"
          description={plans ? 'A change of the schedule, with its day.' : 'By who plans.'}
          value={plan}
          readOnly={!plans}
          maxLength={400}
          autosize
          onChange={(event) => setPlan(event.currentTarget.value.replaceAll('\n', ' '))}
        />
      )}
    </FormDialog>
  )
}
