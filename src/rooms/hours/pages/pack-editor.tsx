// A pack of one's own: rule by rule, or as the JSON that the command line reads.
import {
  Button,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { plainId } from '../../../kernel/id.ts'
import { call } from '../../../platform/client.ts'
import { Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { useStepOf } from '../../people/pages/use-step.tsx'
import { checkPack } from '../check-pack.ts'
import { hoursContract as contract } from '../contract.ts'
import type { Pack } from '../schema.ts'
import { type Loose, readJson, type RuleText } from './pack-text.ts'
import { PACKS } from './queries.ts'
import { NewRule, RuleForm } from './rule-form.tsx'

export function PackEditor(props: {
  id: string
  first: unknown
  after: number
  close: () => void
}) {
  const { id, after, close } = props
  const [text, setText] = useState(() => JSON.stringify(props.first, null, 2))
  const [asJson, setAsJson] = useState(false)
  const step = useStepOf<{ pack: string; version: number }>(PACKS, { done: close })
  const read = readJson(text)
  const checked = read.ok ? checkPack(read.value) : read
  const put = (next: Loose) => setText(JSON.stringify(next, null, 2))
  const save = () =>
    step.mutate({
      act: () =>
        call(contract.save, {
          params: { id },
          body: { pack: read.ok ? read.value : null, after },
        }),
      says: ({ pack, version }) =>
        `Version ${version} of “${pack}” is saved. Choose it, and it holds.`,
    })
  return (
    <Section title={after === 0 ? 'A new pack' : `Version ${after + 1}`}>
      <SegmentedControl
        value={asJson ? 'json' : 'form'}
        onChange={(value) => setAsJson(value === 'json')}
        data={[
          { value: 'form', label: 'Rule by rule' },
          { value: 'json', label: 'As JSON' },
        ]}
      />
      {asJson || !read.ok ? (
        <Textarea
          mt="sm"
          label="The pack, as a file has it"
          description="Paste one here, or change it by hand."
          autosize
          minRows={12}
          maxRows={30}
          value={text}
          styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: '0.8125rem' } }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <Form value={read.value} isNew={after === 0} put={put} />
      )}
      <Findings
        findings={checked.ok ? [] : checked.findings}
        tone="warning"
        title="Before it can be saved"
      />
      <Findings findings={step.error ? findingsOf(step.error) : []} />
      <div className="pack-acts">
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
        <Button disabled={!checked.ok} loading={step.isPending} onClick={save}>
          {after === 0 ? 'Save the pack' : `Save as version ${after + 1}`}
        </Button>
      </div>
    </Section>
  )
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function Form({ value, isNew, put }: { value: Loose; isNew: boolean; put: (next: Loose) => void }) {
  const rules = (Array.isArray(value['rules']) ? value['rules'] : []) as RuleText[]
  const settings = (value['settings'] ?? {}) as Partial<Pack['settings']>
  const setRules = (next: RuleText[]) => put({ ...value, rules: next })
  const set = (part: Partial<Pack['settings']>) =>
    put({ ...value, settings: { ...settings, ...part } })
  return (
    <>
      <div className="pack-head">
        <TextInput
          label="Name"
          value={text(value['title'])}
          maxLength={120}
          onChange={(event) => {
            const title = event.currentTarget.value
            // The id of a pack is how its versions know each other, so only a new one follows its name.
            const follows = isNew && text(value['id']) === plainId(text(value['title']))
            put({ ...value, title, ...(follows ? { id: plainId(title) } : {}) })
          }}
        />
        <TextInput
          label="Id"
          value={text(value['id'])}
          disabled={!isNew}
          maxLength={80}
          onChange={(event) => put({ ...value, id: event.currentTarget.value })}
        />
        <TextInput
          label="Edition"
          description="Of the text it is from, or the day on which you agreed."
          value={text(value['edition'])}
          maxLength={80}
          onChange={(event) => put({ ...value, edition: event.currentTarget.value })}
        />
        <NumberInput
          label="Minutes that join two presences"
          value={settings.mergeGapMinutes ?? 0}
          min={0}
          max={600}
          allowDecimal={false}
          onChange={(next) => typeof next === 'number' && set({ mergeGapMinutes: next })}
        />
        <NativeSelect
          label="A free day is"
          value={settings.freeDay ?? 'hours-24'}
          data={[
            { value: 'hours-24', label: '24 hours on end' },
            { value: 'date', label: 'a whole date' },
          ]}
          onChange={(event) => set({ freeDay: event.currentTarget.value as 'date' })}
        />
        <NativeSelect
          label="Part of a week counts"
          value={settings.partWeek ?? 'floor'}
          data={[
            { value: 'floor', label: 'down' },
            { value: 'ceil', label: 'up' },
          ]}
          onChange={(event) => set({ partWeek: event.currentTarget.value as 'ceil' })}
        />
      </div>
      <ul className="pack-rules">
        {rules.map((rule, nth) => (
          <RuleForm
            key={nth}
            rule={rule}
            put={(next) => setRules(rules.map((one, at) => (at === nth ? next : one)))}
            drop={() => setRules(rules.filter((_, at) => at !== nth))}
          />
        ))}
      </ul>
      <NewRule
        taken={rules.map((rule) => text(rule.id))}
        add={(rule) => setRules([...rules, rule])}
      />
    </>
  )
}
