// Which result was chosen by whom, and who releases it?
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { electivesContract as contract } from '../contract.ts'
import type { RoundView } from '../schema.ts'
import { Certificate } from './my-result.tsx'
import { type At, MECHANISMS } from './queries.ts'

export function Result({ view, at }: { view: RoundView; at: At }) {
  const client = useQueryClient()
  const result = view.result!
  const release = useMutation({
    mutationFn: () =>
      call(contract.release, { params: at, body: { resultHash: result.resultHash } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['choices'] }),
  })
  return (
    <>
      <Section title="Result">
        <div className="card round-steps">
          <p>
            <b>{MECHANISMS[result.mechanism]}</b>, chosen by {result.by} ({sayMoment(result.at)}).
            {result.releasedBy &&
              ` Released by ${result.releasedBy} (${sayMoment(result.releasedAt!)}); it stays.`}
          </p>
          {!result.releasedBy &&
            (result.isMine ? (
              <p className="subtle">
                A second person releases it: another coordinator, chief or director of the
                programme.
              </p>
            ) : (
              <div className="round-acts">
                <Button loading={release.isPending} onClick={() => release.mutate()}>
                  Release it
                </Button>
                <span className="small subtle">
                  Everybody sees their own result, and nobody changes it any more.
                </span>
              </div>
            ))}
          <Findings findings={release.error ? findingsOf(release.error) : []} />
        </div>
      </Section>
      <Certificate at={at} />
    </>
  )
}
