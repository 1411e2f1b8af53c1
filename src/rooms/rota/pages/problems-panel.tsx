// What is wrong, by which rule, and where? A click leads to the cells, another one may mend them.
import { Button, Tabs } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import { DraftHours } from './draft-hours.tsx'
import { Effects } from './effect.ts'
import { type Fix, seekFix } from './fix.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import type { Group, Verdict } from './verdict.ts'
import { SidePanel } from './side-panel.tsx'

const FIRST = 12
const BUDGET_MS = 10

type Mending = {
  model: PlanModel
  rows: Rows
  /** Absent while a proposal is shown: it is taken or left as a whole. */
  mend?: ((fix: Fix) => void) | undefined
}

export function ProblemsPanel(
  props: Mending & {
    /** What was asked for; whoever asks for the musts of a good year sees that all are kept. */
    first: 'must' | 'improve'
    draft: string
    verdict: Verdict
    jump: (finding: Pick<Finding, 'who' | 'periods' | 'works'>) => void
    close: () => void
  },
) {
  const { verdict } = props
  const [tab, setTab] = useState<string | null>(props.first)
  const groups = (must: boolean) => verdict.groups.filter((group) => group.must === must)
  const none = {
    must: 'Every must-rule holds.',
    improve: 'Nothing to improve: every wish of the rules is met.',
  }
  return (
    <SidePanel title="Problems" label="Problems" close={props.close} takesFocus>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="must">Must fix {verdict.must}</Tabs.Tab>
          <Tabs.Tab value="improve">To improve {verdict.improve}</Tabs.Tab>
          <Tabs.Tab value="hours">Hours</Tabs.Tab>
        </Tabs.List>
        {(['must', 'improve'] as const).map((name) => (
          <Tabs.Panel key={name} value={name} pt="xs">
            {groups(name === 'must').length === 0 && <p className="subtle small">{none[name]}</p>}
            {groups(name === 'must').map((group) => (
              <RuleGroup key={group.choice} group={group} jump={props.jump} mending={props} />
            ))}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="hours" pt="xs">
          <DraftHours draft={props.draft} />
        </Tabs.Panel>
      </Tabs>
    </SidePanel>
  )
}

function RuleGroup(props: { group: Group; jump: (finding: Finding) => void; mending: Mending }) {
  const { group, jump, mending } = props
  const [all, setAll] = useState(false)
  const shown = useMemo(
    () => (all ? group.findings : group.findings.slice(0, FIRST)),
    [all, group.findings],
  )
  const hidden = group.findings.length - shown.length
  const fixes = useFixes(mending, group.must ? shown : NOTHING)
  return (
    <section className="problem-rule" aria-label={group.title}>
      <p>{group.sentence}</p>
      <ul>
        {shown.map((entry, index) => (
          <li key={index} className="problem">
            <button type="button" className="jump" onClick={() => jump(entry)}>
              {entry.says}
            </button>
            <FixButton fix={fixes.get(entry)} finding={entry} mend={mending.mend} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="jump subtle" onClick={() => setAll(true)}>
          Show {hidden} more
        </button>
      )}
    </section>
  )
}

function FixButton(props: {
  fix: Fix | null | undefined
  finding: Finding
  mend: Mending['mend']
}) {
  const { fix, mend } = props
  if (!fix || !mend) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`${fix.says}: ${props.finding.says}`}
      onClick={() => mend(fix)}
    >
      {fix.says}
    </Button>
  )
}

const NOTHING: readonly Finding[] = []

/** Looked for one finding at a time between paints; each appears as soon as it is known. */
function useFixes(
  { model, rows, mend }: Mending,
  findings: readonly Finding[],
): ReadonlyMap<Finding, Fix | null> {
  const [fixes, setFixes] = useState<ReadonlyMap<Finding, Fix | null>>(new Map())
  const off = mend === undefined
  useEffect(() => {
    if (off) return
    const effects = new Effects(model, rows)
    const open = [...findings]
    let search: ReturnType<typeof seekFix> | null = null
    let timer = 0
    const turn = () => {
      const end = performance.now() + BUDGET_MS
      while (open.length > 0 && performance.now() < end) {
        search ??= seekFix(model, rows, open[0]!, effects)
        const step = search.next()
        if (!step.done) continue
        const [finding, fix] = [open.shift()!, step.value]
        search = null
        setFixes((before) => new Map(before).set(finding, fix))
      }
      if (open.length > 0) timer = window.setTimeout(turn, 4)
    }
    timer = window.setTimeout(turn, 60)
    return () => {
      clearTimeout(timer)
      setFixes(new Map())
    }
  }, [model, rows, findings, off])
  return fixes
}
