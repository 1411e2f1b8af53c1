// Which rules does this year keep, said as sentences, and who asked for them?
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Empty, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { rotaContract } from '../contract.ts'
import type { ChoiceView, Evidence, PlanView } from '../schema.ts'
import { evidenceQuery, planQuery, rulesQuery } from './queries.ts'
import { RuleEvidence } from './rule-evidence.tsx'
import { RuleExamples } from './rule-examples.tsx'
import { type Editing, RuleEditor } from './rule-editor.tsx'
import './rules-page.css'

const GOALS: [string, string][] = [
  ['must', 'Must'],
  ['coverage', 'Coverage'],
  ['requirement', 'Requirements'],
  ['fairness', 'Fairness'],
  ['shape', 'Shape of the year'],
  ['wish', 'Wishes'],
]

export function RulesPage() {
  const { id = '' } = useParams({ strict: false })
  const rules = useQuery(rulesQuery(id))
  const plan = useQuery(planQuery(id))
  const evidence = useQuery({
    ...evidenceQuery(id),
    enabled: plan.data?.mayPlan === true,
  })
  const [editing, setEditing] = useState<Editing | null>(null)
  const drop = useDrop(id)
  const error = rules.error ?? plan.error
  if (error)
    return (
      <Page title="Rules" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!rules.data || !plan.data) return <Waiting />
  const { choices, catalogue } = rules.data
  const mayPlan = plan.data.mayPlan
  const add = <Button onClick={() => setEditing({})}>Add a rule</Button>
  return (
    <Page
      title="Rules"
      beside={
        <Link to="/plans/$id" params={{ id }} className="rules-back">
          {plan.data.title}
        </Link>
      }
      actions={mayPlan && choices.length > 0 ? add : null}
    >
      {choices.length === 0 && (
        <Empty says="This year has no rule yet.">{mayPlan ? add : null}</Empty>
      )}
      {GOALS.map(([goal, title]) => {
        const list = choices.filter((choice) => goalOf(choice) === goal)
        if (list.length === 0) return null
        return (
          <Section key={goal} title={title} count={list.length}>
            <ul className="rows">
              {list.map((choice) => (
                <ChoiceRow
                  key={choice.id}
                  choice={choice}
                  plan={plan.data}
                  evidence={evidence.data}
                  mayPlan={mayPlan}
                  edit={() => setEditing({ choice })}
                  drop={() => drop.mutate(choice)}
                />
              ))}
            </ul>
          </Section>
        )
      })}
      <Section title="What a year can ask for" count={catalogue.length}>
        <div className="cards">
          {catalogue.map((rule) => (
            <article key={rule.id} className="card rule-card">
              <h3>{rule.title}</h3>
              <p className="subtle small">{rule.source}</p>
              <RuleExamples examples={rule.examples} />
              {mayPlan && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Use this rule: ${rule.title}`}
                  onClick={() => setEditing({ rule: rule.id })}
                >
                  Use this rule
                </Button>
              )}
            </article>
          ))}
        </div>
      </Section>
      {editing && (
        <RuleEditor
          plan={plan.data}
          catalogue={catalogue}
          editing={editing}
          close={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

/** A sentence that begins with a word of the programme begins with a capital all the same. */
function sayFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function goalOf(choice: ChoiceView): string {
  return choice.strength === 'must' ? 'must' : choice.strength.prefer
}

function ChoiceRow(props: {
  choice: ChoiceView
  plan: PlanView
  evidence: Evidence | undefined
  mayPlan: boolean
  edit: () => void
  drop: () => void
}) {
  const { choice } = props
  const { strength } = choice
  return (
    <li className="choice">
      <div className="choice-words">
        <p>{sayFirst(choice.sentence)}</p>
        <p className="subtle small">
          {strength !== 'must' && <span className="chip">prefer, price {strength.price}</span>}
          {[choice.author, choice.reason].filter(Boolean).join(' · ') || 'No reason given'}
        </p>
        {props.evidence && (
          <RuleEvidence plan={props.plan} choice={choice} evidence={props.evidence} />
        )}
      </div>
      {props.mayPlan && (
        <div className="choice-actions">
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            aria-label={`Edit: ${choice.sentence}`}
            onClick={props.edit}
          >
            Edit
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            aria-label={`Remove: ${choice.sentence}`}
            onClick={props.drop}
          >
            Remove
          </Button>
        </div>
      )}
    </li>
  )
}

/** Gone at once, with a way back for as long as the notice stands. */
function useDrop(plan: string) {
  const client = useQueryClient()
  const params = { id: plan }
  const renew = () => client.invalidateQueries({ queryKey: planQuery(plan).queryKey })
  const restore = useMutation({
    mutationFn: ({ rule, params: with_, strength, reason }: ChoiceView) =>
      call(rotaContract.chooseRule, { params, body: { rule, params: with_, strength, reason } }),
    onSettled: renew,
  })
  return useMutation({
    mutationFn: (choice: ChoiceView) =>
      call(rotaContract.dropRule, { params: { id: plan, choice: choice.id } }),
    onSuccess: async (_, choice) => {
      await renew()
      const notice = notifications.show({
        autoClose: 10_000,
        closeButtonProps: { 'aria-label': 'Close' },
        title: 'Rule removed',
        message: (
          <div className="undo-notice">
            <span>{choice.sentence}</span>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                restore.mutate(choice)
                notifications.hide(notice)
              }}
            >
              Undo
            </Button>
          </div>
        ),
      })
    },
    onError: (error) =>
      notifications.show({ color: 'red', message: findingsOf(error)[0]?.says ?? 'Not removed' }),
  })
}
