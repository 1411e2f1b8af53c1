// An approved plan goes into the newest draft of its year; what does not fit is shown.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sayCount } from '../../../kernel/finding.ts'
import { call } from '../../../platform/client.ts'
import { Dialog } from '../../people/pages/form-dialog.tsx'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { studyPlansContract as contract } from '../contract.ts'
import { addressOf, type At } from './queries.ts'

export function PlaceInYear({ at, label = 'Put into the year' }: { at: At; label?: string }) {
  const client = useQueryClient()
  const place = useMutation({
    mutationFn: () => call(contract.place, addressOf(at)),
    onSuccess: () => client.invalidateQueries(),
  })
  const done = place.data
  return (
    <>
      <Button variant="default" loading={place.isPending} onClick={() => place.mutate()}>
        {label}
      </Button>
      {(done || place.error) && (
        <Dialog title="Into the year" close={() => place.reset()}>
          <div className="form-dialog">
            {place.error && <Findings findings={findingsOf(place.error)} />}
            {done && (
              <>
                <p>
                  {sayCount(done.cells, 'week')} of “{done.draft.name}” now hold the plan. Undo in
                  the draft takes it out again.
                </p>
                <Findings tone="warning" title="What did not fit" findings={done.left} />
                <Findings tone="warning" title="The rules of the year say" findings={done.judged} />
                <div className="dialog-actions">
                  <Button
                    renderRoot={(rest) => (
                      <Link to="/plans/$id" params={{ id: done.draft.plan }} {...rest} />
                    )}
                  >
                    See the year
                  </Button>
                </div>
              </>
            )}
          </div>
        </Dialog>
      )}
    </>
  )
}
