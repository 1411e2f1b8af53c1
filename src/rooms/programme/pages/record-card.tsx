// How is one rotation, elective, track or pathway shown?
import type { CatalogueRecord } from '../schema.ts'
import { FactList } from './facts.tsx'
import { sayKey } from './phrases.ts'

const UP_FRONT = ['code', 'section', 'group', 'description', 'summary', 'kind']

/** `anchor`: what a link may point at; only where a record stands once on the page. */
export function RecordCard({ record, anchor }: { record: CatalogueRecord; anchor?: string }) {
  const { facts } = record
  const color = typeof facts.color === 'number' ? facts.color : undefined
  const intro = facts.description ?? facts.summary
  const isSentence = record.name.length > 60 || facts.says === record.name
  return (
    <article className="card record" id={anchor} tabIndex={anchor ? -1 : undefined}>
      <header>
        {typeof facts.code === 'string' && (
          <span className={color === undefined ? 'chip' : 'work swatch'} data-color={color}>
            {facts.code}
          </span>
        )}
        {isSentence ? <p>{record.name}</p> : <h3>{record.name}</h3>}
        {typeof facts.group === 'string' && <span className="chip">{sayKey(facts.group)}</span>}
        {facts.invented === true && (
          <span className="chip" title="Made up for the demo; on no public page">
            invented
          </span>
        )}
      </header>
      {typeof intro === 'string' && <p className="record-intro">{intro}</p>}
      <FactList facts={facts} without={[...UP_FRONT, ...(isSentence ? ['says'] : [])]} />
    </article>
  )
}
