// How long what is kept, and what has gone already.
import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { type Ranking, rankingContract as contract } from '../contract.ts'
import { CLASSES } from '../retention.ts'
import { recordClasses, type RetentionMonths } from '../schema.ts'
import { RANKING } from './queries.ts'

export function Retention({ view }: { view: Ranking }) {
  const { months, version, isSaid, classes } = view.retention
  const [words, setWords] = useState<RetentionMonths>(months)
  const step = useStepOf<{ version: number }>(RANKING)
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const put = (next: RetentionMonths, of: number) =>
    call(contract.retain, { params, body: { months: next, version: of } })
  const save = () =>
    step.mutate({
      act: () => put(words, version),
      says: 'Noted; what is older is deleted by itself.',
      ...(isSaid ? { undo: ({ version: next }) => put(months, next) } : {}),
    })
  return (
    <Section title="What is kept how long">
      <p className="small subtle">
        {isSaid
          ? 'Months after match day, of those who do not come. Of those who come nothing goes: it is their record by then.'
          : 'Nothing is deleted yet. These months after match day are a proposal; the law of your place and your house decide. Of those who come nothing goes.'}
      </p>
      <ul className="rows ranking-tasks">
        {recordClasses.map((one) => {
          const { goesOn, forgottenAt } = classes[one]
          return (
            <li key={one}>
              <span className="ranking-line-words">
                <span>{CLASSES[one]}</span>
                <span className="small subtle">
                  {forgottenAt
                    ? `deleted ${sayDay(forgottenAt, { year: true })}`
                    : isSaid && goesOn
                      ? `goes on ${sayDay(goesOn, { year: true })}`
                      : 'kept'}
                </span>
              </span>
              <NumberInput
                className="ranking-months"
                suffix=" months"
                aria-label={`Months: ${CLASSES[one]}`}
                placeholder="kept"
                value={words[one] ?? ''}
                min={1}
                max={600}
                allowDecimal={false}
                disabled={forgottenAt !== null}
                onChange={(value) =>
                  setWords((now) => ({ ...now, [one]: value === '' ? null : Number(value) }))
                }
              />
            </li>
          )
        })}
      </ul>
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <Button
        mt="sm"
        variant="default"
        loading={step.isPending}
        disabled={isSaid && JSON.stringify(words) === JSON.stringify(months)}
        onClick={save}
      >
        {isSaid ? 'Save' : 'Delete them after these months'}
      </Button>
    </Section>
  )
}
