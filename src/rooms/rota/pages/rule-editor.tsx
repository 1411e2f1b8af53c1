// How is a rule chosen or changed: which, how strongly, with which params, and why?
import { Button, Modal, NumberInput, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf } from '../../people/pages/frame.tsx'
import { useReturnFocus } from '../../people/pages/return-focus.ts'
import type { Strength } from '../../planning/schema.ts'
import { rotaContract } from '../contract.ts'
import type { ChoiceView, PlanView, ruleViewSchema } from '../schema.ts'
import { planQuery } from './queries.ts'
import { ParamsForm } from './rule-form.tsx'
import { RuleImpact } from './rule-impact.tsx'
import { sayRule } from './rule-words.ts'

type RuleView = z.infer<typeof ruleViewSchema>
export type Editing = { choice?: ChoiceView; rule?: string }

export function RuleEditor(props: {
  plan: PlanView
  catalogue: RuleView[]
  editing: Editing
  close: () => void
}) {
  useReturnFocus()
  const { plan, catalogue, editing } = props
  const { choice } = editing
  const [rule, setRule] = useState(choice?.rule ?? editing.rule ?? catalogue[0]?.id ?? '')
  const [params, setParams] = useState<Record<string, unknown>>(choice?.params ?? {})
  const [strength, setStrength] = useState<Strength>(choice?.strength ?? 'must')
  const [reason, setReason] = useState(choice?.reason ?? '')
  const found = catalogue.find((entry) => entry.id === rule)
  const save = useSave(plan.id, props.close)
  return (
    <Modal
      opened
      onClose={props.close}
      size="lg"
      title={<strong>{choice ? 'Change a rule' : 'Add a rule'}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="rule-form"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ ...(choice ? { id: choice.id } : {}), rule, params, strength, reason })
        }}
      >
        {!choice && (
          <Select
            label="Rule"
            searchable
            allowDeselect={false}
            value={rule}
            onChange={(value) => {
              setRule(value ?? '')
              setParams({})
            }}
            data={catalogue.map((entry) => ({ value: entry.id, label: entry.title }))}
          />
        )}
        {found && (
          <ParamsForm
            key={rule}
            form={found.form}
            plan={plan}
            params={params}
            change={(name, value) => setParams((old) => withParam(old, name, value))}
          />
        )}
        <p className="rule-preview" role="status">
          {sayRule(plan, rule, params) ??
            'Fill in the fields that are marked; the sentence appears here.'}
        </p>
        <RuleImpact plan={plan} rule={rule} params={params} before={choice} />
        <StrengthField goal={found?.goal ?? 'shape'} value={strength} change={setStrength} />
        <Textarea
          label="Why"
          placeholder="Who asked for it and for what reason"
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Findings findings={save.error ? findingsOf(save.error) : []} />
        <div className="dialog-actions">
          <Button variant="default" onClick={props.close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {choice ? 'Save the rule' : 'Add the rule'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function withParam(params: Record<string, unknown>, name: string, value: unknown) {
  const { [name]: _, ...rest } = params
  return value === undefined ? rest : { ...rest, [name]: value }
}

function useSave(plan: string, close: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: {
      id?: string
      rule: string
      params: Record<string, unknown>
      strength: Strength
      reason: string
    }) => call(rotaContract.chooseRule, { params: { id: plan }, body }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: planQuery(plan).queryKey })
      close()
    },
  })
}

function StrengthField(props: {
  goal: string
  value: Strength
  change: (value: Strength) => void
}) {
  const { value, change } = props
  const isMust = value === 'must'
  const goal = (isMust ? props.goal : value.prefer) as Exclude<Strength, 'must'>['prefer']
  return (
    <div>
      <p className="dialog-label" id="strength">
        How strongly
      </p>
      <div className="strength">
        <SegmentedControl
          aria-labelledby="strength"
          value={isMust ? 'must' : 'prefer'}
          onChange={(next) => change(next === 'must' ? 'must' : { prefer: goal, price: 1 })}
          data={[
            { value: 'must', label: 'Must' },
            { value: 'prefer', label: 'Prefer' },
          ]}
        />
        {!isMust && (
          <NumberInput
            aria-label="Price of missing it by one"
            prefix="price "
            min={0.1}
            max={1000}
            step={1}
            value={value.price}
            onChange={(next) => change({ prefer: goal, price: Number(next) || 1 })}
          />
        )}
      </div>
      <p className="small subtle">
        {isMust
          ? 'No year that breaks it may be published.'
          : 'Kept as well as possible; a higher price is given up later.'}
      </p>
    </div>
  )
}
