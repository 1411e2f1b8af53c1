// What everybody is asked: one question a line; what may not be asked is said while it is typed.
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { plainId } from '../../../kernel/id.ts'
import { call } from '../../../platform/client.ts'
import { FormDialog } from '../../people/pages/form-dialog.tsx'
import { Findings } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { judgeQuestion } from '../../recruitment/rules/conduct.ts'
import { type Interviews, interviewsContract as contract } from '../contract.ts'
import { INTERVIEWS } from './queries.ts'

export function QuestionsDialog({ view, close }: { view: Interviews; close: () => void }) {
  const [text, setText] = useState(view.setup.questions.map(({ asks }) => asks).join('\n'))
  const step = useStepOf<{ version: number }>(INTERVIEWS, { done: close })
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const findings = lines.flatMap((line) => judgeQuestion(line))
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const put = (questions: Interviews['setup']['questions'], version: number) =>
    call(contract.setUp, { params, body: { version, setup: { ...view.setup, questions } } })
  const save = () =>
    step.mutate({
      act: () =>
        put(
          lines.map((asks, nth) => ({ id: plainId(`question ${nth + 1}`), asks })),
          view.version,
        ),
      says: 'Changed.',
      undo: ({ version }) => put(view.setup.questions, version),
    })
  return (
    <FormDialog
      title="What is asked"
      close={close}
      doing={{ mutate: save, isPending: step.isPending, error: step.error }}
      action="Save"
      off={findings.length > 0 || lines.length > 30}
    >
      <Textarea
        label="Questions, one a line"
        description="Everybody is asked the same, so that answers can be compared. Nothing about other programmes, ranks, family, age, belief, origin or health."
        value={text}
        autosize
        minRows={5}
        maxRows={16}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Findings findings={findings} tone="warning" />
    </FormDialog>
  )
}
