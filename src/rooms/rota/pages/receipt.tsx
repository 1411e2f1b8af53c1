// What does a repair change, for whom, why, and could fewer changes do?
import { sayCount } from '../../../kernel/finding.ts'
import type { SolveView } from '../schema.ts'
import type { PlanModel } from './plan-model.ts'
import { Swatch } from './swatch.tsx'

type ReceiptView = NonNullable<SolveView['receipt']>

export function Receipt(props: {
  model: PlanModel
  receipt: ReceiptView
  jump: (about: { who: string[]; periods: string[]; works: string[] }) => void
}) {
  const { model, receipt } = props
  const people = [...new Set(receipt.changes.map(({ person }) => person))]
  return (
    <section className="receipt" aria-label="What changes">
      <p className="receipt-sum num">
        <b>{sayCount(receipt.changed, 'cell')}</b>{' '}
        {receipt.proven
          ? 'change; no roster changes fewer.'
          : `change; no roster changes fewer than ${receipt.bound}.`}
      </p>
      <ul>
        {people.map((id) => (
          <li key={id}>
            <b>{nameOf(model, id)}</b>
            <ul>
              {receipt.changes
                .filter(({ person }) => person === id)
                .map((change) => (
                  <li key={change.period}>
                    <button
                      type="button"
                      className="jump"
                      onClick={() => props.jump({ who: [id], periods: [change.period], works: [] })}
                    >
                      <span className="num">{blockOf(model, change.period)}</span>{' '}
                      <Work model={model} id={change.before} /> <span aria-label="becomes">→</span>{' '}
                      <Work model={model} id={change.after} />
                      <span className="rank-note">{change.why}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      {receipt.notify.length > 0 && (
        <p className="small">
          To be told when it is published:{' '}
          {receipt.notify.map((id) => nameOf(model, id)).join(', ')}.
        </p>
      )}
      {receipt.findings.length > 0 && (
        <div className="findings" data-tone="warning" role="note">
          <strong>Cannot be kept any more</strong>
          <ul>
            {receipt.findings.slice(0, 8).map((entry, index) => (
              <li key={index}>{entry.says}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function nameOf(model: PlanModel, id: string): string {
  const { world, names } = model
  return world.has('person', id) ? names[world.person(id)]! : id
}

function blockOf(model: PlanModel, id: string): string {
  const { world, heads } = model
  return world.has('period', id) ? `Block ${heads[world.period(id)]!.label}` : id
}

function Work({ model, id }: { model: PlanModel; id: string | null }) {
  const work = id !== null && model.world.has('work', id) && model.works[model.world.work(id)]
  return work ? <Swatch work={work} /> : <span className="subtle">nothing</span>
}
