// Which face of a plan is shown: the builder, the published year, or how to begin?
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Empty, Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import { useNewDraft } from './new-draft.tsx'
import { openingDraft, rememberedDraft, useRemembering } from './opening.ts'
import { hasBlocksOf, type PlanModel } from './plan-model.ts'
import { PublishedYear } from './published-year.tsx'
import { draftQuery, planQuery } from './queries.ts'
import { UnfitYear } from './unfit-year.tsx'
import { usePlanModel } from './use-plan-model.ts'
import { YearBuilder } from './year-builder.tsx'

export function PlanPage() {
  const { id = '' } = useParams({ strict: false })
  const search = useSearch({ strict: false }) as { draft?: string; group?: string }
  const me = useMe()
  const plan = useQuery(planQuery(id))
  const read = usePlanModel(plan.data, search.group === 'level')
  const title = plan.data?.title
  useEffect(() => {
    if (title) document.title = `${title} · Isocenter`
  }, [title])
  const { drafts = [] } = plan.data ?? {}
  const draft =
    drafts.find((entry) => entry.id === search.draft) ??
    openingDraft(drafts, rememberedDraft(id), me.person?.name)
  useRemembering(id, draft)
  // Asked again in vain, what is on screen stays: somebody may be typing in it.
  if (plan.error && !plan.data) return <TroublePage error={plan.error} />
  if (!read || !plan.data) return <Waiting />
  if (!read.ok)
    return (
      <UnfitYear
        title={plan.data.title}
        says="This year does not fit together"
        findings={read.findings}
      />
    )
  const model = read.value
  if (!plan.data.mayPlan) return <PublishedYear model={model} />
  if (!draft) return <NoDraft model={model} />
  if (draft.kind !== 'draft') return <WhatIfPage key={draft.id} plan={id} draft={draft.id} />
  return <DraftPage key={draft.id} model={model} draft={draft.id} />
}

/** A what-if has people, facts and rules of its own. */
function WhatIfPage({ plan, draft }: { plan: string; draft: string }) {
  const query = useQuery(planQuery(plan, draft))
  const search = useSearch({ strict: false }) as { group?: string }
  const read = usePlanModel(query.data, search.group === 'level')
  if (query.error && !query.data) return <TroublePage error={query.error} />
  if (!read || !query.data) return <Waiting />
  if (!read.ok)
    return (
      <UnfitYear
        title={query.data.title}
        says="This what-if does not fit together any more"
        findings={read.findings}
      />
    )
  return <DraftPage model={read.value} draft={draft} />
}

function TroublePage({ error }: { error: unknown }) {
  return (
    <Page title="This year cannot be shown" narrow>
      <Trouble error={error} />
    </Page>
  )
}

function DraftPage({ model, draft }: { model: PlanModel; draft: string }) {
  const query = useQuery(draftQuery(draft))
  const client = useQueryClient()
  // The plan that was kept from an earlier visit may have other blocks than the draft has now.
  const fits = !query.data || hasBlocksOf(model.world, query.data.cells)
  const plan = model.view.id
  useEffect(() => {
    if (fits) return
    void client.invalidateQueries({ queryKey: ['plans', plan] })
    void client.invalidateQueries({ queryKey: draftQuery(draft).queryKey })
  }, [fits, client, plan, draft])
  if (query.error && !query.data) return <TroublePage error={query.error} />
  if (!query.data || !fits) return <Waiting />
  return <YearBuilder key={draft} model={model} draft={query.data} />
}

function NoDraft({ model }: { model: PlanModel }) {
  const { view } = model
  const create = useNewDraft(view)
  const navigate = useNavigate()
  const begin = async (from: string, then?: string) => {
    const draft = await create(from)
    if (!draft) return
    await navigate({
      to: '/plans/$id',
      params: { id: view.id },
      search: { draft: draft.id } as never,
    })
    if (then) window.setTimeout(() => window.dispatchEvent(new CustomEvent(then)), 600)
  }
  return (
    <Page title={view.title} beside={<span className="subtle">{view.programme.name}</span>}>
      <Empty says="No draft yet.">
        <Button onClick={() => begin('empty', 'isocenter:generate')}>Generate a year</Button>
        {view.publication && (
          <Button variant="default" onClick={() => begin('published')}>
            Start from the published year
          </Button>
        )}
        <Button variant="default" onClick={() => begin('empty')}>
          Start empty
        </Button>
      </Empty>
    </Page>
  )
}
