// Something is done at once, what is shown is asked for anew, and it can be taken back.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { findingsOf } from '../../people/pages/frame.tsx'
import { CATALOGUE } from './queries.ts'

type Step<Answer> = {
  act: () => Promise<Answer>
  says: string
  /** How it is taken back; absent = it cannot be. */
  undo?: (answer: Answer) => Promise<unknown>
}

export function useStep<Answer>(options: { done?: () => void } = {}) {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: CATALOGUE })
  return useMutation({
    mutationFn: async (step: Step<Answer>) => ({ step, answer: await step.act() }),
    onSuccess: async ({ step, answer }) => {
      options.done?.()
      say(step.says, step.undo && (() => step.undo!(answer).then(again)))
      await again()
    },
  })
}

function say(says: string, undo: (() => Promise<unknown>) | undefined) {
  const note = notifications.show({
    autoClose: 12_000,
    message: (
      <span className="undo-notice">
        {says}
        {undo && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(note)
              undo().catch((error: unknown) =>
                notifications.show({ color: 'red', message: findingsOf(error)[0]?.says ?? '' }),
              )
            }}
          >
            Undo
          </Button>
        )}
      </span>
    ),
  })
}
