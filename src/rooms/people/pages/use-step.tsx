// Something is done at once, what is shown is asked for anew, and it can be taken back.
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { findingsOf } from './frame.tsx'
import './use-step.css'

export type Step<Answer> = {
  act: () => Promise<Answer>
  says: string | ((answer: Answer) => string)
  /** How it is taken back; absent = it cannot be. */
  undo?: (answer: Answer) => Promise<unknown>
}

/** `key`: the questions to the server that are asked again afterwards. */
export function useStepOf<Answer>(key: readonly string[], options: { done?: () => void } = {}) {
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: key })
  return useMutation({
    // Without a network it is said at once that nobody can be reached; nothing waits unseen.
    networkMode: 'always',
    mutationFn: async (step: Step<Answer>) => ({ step, answer: await step.act() }),
    onSuccess: async ({ step, answer }) => {
      options.done?.()
      const says = typeof step.says === 'string' ? step.says : step.says(answer)
      offerUndo(says, step.undo && (() => step.undo!(answer).then(again)))
      await again()
    },
    // Refused because somebody was faster: what stands there now is shown.
    onError: again,
  })
}

function offerUndo(says: string, undo: (() => Promise<unknown>) | undefined) {
  const note = notifications.show({
    autoClose: 12_000,
    message: (
      <span className="step-note">
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
