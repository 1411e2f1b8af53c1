// Who carries how much, what would be a fair share, and how even could it be at best?
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../../platform/client.ts'
import { carriedOf, type Carried } from '../../planning/carried.ts'
import type { BoundRule, Load } from '../../planning/rule.ts'
import { rotaContract } from '../contract.ts'
import type { PlanModel, Rows } from './plan-model.ts'
import { SidePanel } from './side-panel.tsx'
import './fairness-panel.css'

export function FairnessPanel(props: {
  model: PlanModel
  draft: string
  rows: Rows
  jump: (about: { who: string[]; periods: string[]; works: string[] }) => void
  close: () => void
}) {
  const { model, rows } = props
  const burdens = useMemo(() => burdensOf(model), [model])
  const roster = useMemo(() => {
    const flat = model.world.emptyRoster()
    rows.forEach((row, p) => flat.set(row, model.world.cell(p, 0)))
    return flat
  }, [model, rows])
  return (
    <SidePanel title="Fairness" label="Fairness" close={props.close} takesFocus>
      {burdens.length === 0 && (
        <p className="subtle small">
          No rule of this year shares out a burden. Add “Fair share of a burden” or “Burden, the
          most burdened first” under the rules.
        </p>
      )}
      {burdens.map((burden) => (
        <Burden
          key={`${burden.bound.index}/${burden.nth}`}
          {...burden}
          {...props}
          carried={carriedOf(model.world, roster, burden.load)}
        />
      ))}
    </SidePanel>
  )
}

type Burdened = { bound: BoundRule; load: Load; nth: number }

function burdensOf({ plan }: PlanModel): Burdened[] {
  return plan.rules.flatMap((bound) =>
    (bound.rule.loads?.(bound.params, plan.world) ?? []).map((load, nth) => ({ bound, load, nth })),
  )
}

function Burden(
  props: Burdened & {
    model: PlanModel
    draft: string
    carried: Carried[]
    jump: (about: { who: string[]; periods: string[]; works: string[] }) => void
  },
) {
  const { model, load, carried, bound } = props
  const { world } = model
  const top = Math.max(1e-9, ...carried.map((one) => one.load))
  const all = carried.reduce((sum, one) => sum + one.load * one.share, 0)
  const shares = carried.reduce((sum, one) => sum + one.share, 0)
  const fair = shares > 0 ? all / shares : 0
  const what = load.works.map((w) => world.workName(w)).join(' + ')
  return (
    <section className="burden" aria-label={what}>
      <h3>{what}</h3>
      <p className="small subtle">{bound.rule.sentence(bound.params, world)}</p>
      <Bound {...props} most={carried[0]?.load ?? 0} />
      <ol>
        {carried.map((one) => (
          <li key={one.p}>
            <button
              type="button"
              className="burden-row"
              onClick={() =>
                props.jump({
                  who: [world.problem.people[one.p]!.id],
                  periods: [],
                  works: load.works.map((w) => world.problem.work[w]!.id),
                })
              }
            >
              <span className="burden-name" title={model.names[one.p]}>
                {model.names[one.p]}
              </span>
              <span className="burden-bar" aria-hidden>
                <span style={{ inlineSize: `${((one.load - one.past) / top) * 100}%` }} />
                <span
                  className="burden-past"
                  style={{ inlineSize: `${(one.past / top) * 100}%` }}
                />
                <i style={{ insetInlineStart: `${(fair / top) * 100}%` }} />
              </span>
              <span className="burden-number num">
                {say(one.load)}
                <span className="vh"> {load.unit}</span>
              </span>
              {(one.past > 0 || one.share < 1) && (
                <span className="burden-note small subtle">
                  {[
                    one.share < 1 &&
                      `there for ${Math.round(one.share * 100)} %, ${say(one.raw)} in fact`,
                    one.past > 0 && `${say(one.past)} from earlier years`,
                  ]
                    .filter(Boolean)
                    .join('; ')}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
      <p className="small subtle num">
        The line is a fair share: {say(fair)} {load.unit === 'periods' ? 'blocks' : load.unit}.
      </p>
    </section>
  )
}

/** The bound is worked out by the engine, once for each state of the facts and rules. */
function Bound(props: Burdened & { draft: string; most: number }) {
  const choice = props.bound.choice.id
  const query = useQuery({
    queryKey: ['drafts', props.draft, 'fairness', choice, props.nth],
    queryFn: ({ signal }) =>
      call(rotaContract.fairBound, {
        params: { id: props.draft, choice: choice!, nth: props.nth },
        signal,
      }),
    enabled: choice !== undefined,
    staleTime: 60_000,
    retry: false,
  })
  const most = say(props.most)
  if (!query.data)
    return (
      <p role="status">
        The most is <b className="num">{most}</b>.{' '}
        <span className="subtle">
          {query.isError ? 'How low it could be is not known.' : 'Working out how low it could be…'}
        </span>
      </p>
    )
  const { possible, least, reached } = query.data
  if (!possible || (least === 0 && reached === null))
    return (
      <p>
        The most is <b className="num">{most}</b>.{' '}
        <span className="subtle">
          {possible
            ? 'How low it could be was not found out in time.'
            : 'No year keeps every must, so there is nothing to compare it with.'}
        </span>
      </p>
    )
  const isBest = props.most <= least + 1e-6
  return (
    <p>
      The most is <b className="num">{most}</b>.{' '}
      {isBest ? (
        'No year could bring it lower.'
      ) : (
        <>
          No year could bring it below <b className="num">{say(least)}</b>
          {reached !== null && reached < props.most - 1e-6
            ? `, and one with ${say(reached)} is possible, at the cost of other goals.`
            : '.'}
        </>
      )}
    </p>
  )
}

const say = (value: number) => String(Number(value.toFixed(1)))
