// When do screens lock and devices sign out, and who proves twice who they are?
import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { accountsContract as contract } from '../contract.ts'
import type { RulesOfEntry } from '../schema.ts'

export const MEMBERS_KEY = ['members']

export function EntryRules({ rules }: { rules: RulesOfEntry }) {
  const [wanted, setWanted] = useState(rules)
  const client = useQueryClient()
  const set = useMutation({
    mutationFn: () => call(contract.setRules, { body: wanted }),
    onSuccess: () => client.invalidateQueries({ queryKey: MEMBERS_KEY }),
  })
  const isSame =
    wanted.idleMinutes === rules.idleMinutes &&
    wanted.ownDays === rules.ownDays &&
    wanted.secondFactor === rules.secondFactor
  return (
    <Section title="Rules of coming in">
      <form
        className="members-rules"
        onSubmit={(event) => {
          event.preventDefault()
          set.mutate()
        }}
      >
        <NumberInput
          label="Shared screens lock after so many minutes"
          min={1}
          max={1_440}
          value={wanted.idleMinutes}
          onChange={(value) => setWanted({ ...wanted, idleMinutes: Number(value) })}
        />
        <NumberInput
          label="Own devices sign out after so many days without use"
          min={1}
          max={90}
          value={wanted.ownDays}
          onChange={(value) => setWanted({ ...wanted, ownDays: Number(value) })}
        />
        <NativeSelect
          label="A second proof is asked of"
          value={wanted.secondFactor}
          onChange={(event) =>
            setWanted({
              ...wanted,
              secondFactor: event.currentTarget.value as RulesOfEntry['secondFactor'],
            })
          }
          data={[
            { value: 'planners', label: 'those who plan or administer' },
            { value: 'everybody', label: 'everybody' },
            { value: 'nobody', label: 'nobody' },
          ]}
        />
        <Button type="submit" variant="default" loading={set.isPending} disabled={isSame}>
          Keep these rules
        </Button>
      </form>
      <Findings findings={set.error ? findingsOf(set.error) : []} />
    </Section>
  )
}
