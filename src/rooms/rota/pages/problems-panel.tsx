// What is wrong, by which rule, and where? A click leads to the cells.
import { Tabs } from '@mantine/core'
import { useState } from 'react'
import type { Finding } from '../../../kernel/finding.ts'
import type { Group, Verdict } from './verdict.ts'
import { SidePanel } from './side-panel.tsx'

const FIRST = 12

export function ProblemsPanel(props: {
  verdict: Verdict
  jump: (finding: Pick<Finding, 'who' | 'periods' | 'works'>) => void
  close: () => void
}) {
  const { verdict } = props
  const [tab, setTab] = useState<string | null>(verdict.must > 0 ? 'must' : 'improve')
  return (
    <SidePanel title="Problems" label="Problems" close={props.close} takesFocus>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="must">Must fix {verdict.must}</Tabs.Tab>
          <Tabs.Tab value="improve">To improve {verdict.improve}</Tabs.Tab>
        </Tabs.List>
        {(['must', 'improve'] as const).map((name) => (
          <Tabs.Panel key={name} value={name} pt="xs">
            <Groups
              groups={verdict.groups.filter((group) => group.must === (name === 'must'))}
              none={
                name === 'must'
                  ? 'Every must-rule holds.'
                  : 'Nothing to improve: every wish of the rules is met.'
              }
              jump={props.jump}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
    </SidePanel>
  )
}

function Groups(props: { groups: Group[]; none: string; jump: (finding: Finding) => void }) {
  if (props.groups.length === 0) return <p className="subtle small">{props.none}</p>
  return props.groups.map((group) => (
    <RuleGroup key={group.choice} group={group} jump={props.jump} />
  ))
}

function RuleGroup({ group, jump }: { group: Group; jump: (finding: Finding) => void }) {
  const [all, setAll] = useState(false)
  const shown = all ? group.findings : group.findings.slice(0, FIRST)
  const hidden = group.findings.length - shown.length
  return (
    <section className="problem-rule" aria-label={group.title}>
      <p>{group.sentence}</p>
      <ul>
        {shown.map((entry, index) => (
          <li key={index}>
            <button type="button" className="jump" onClick={() => jump(entry)}>
              {entry.says}
            </button>
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
