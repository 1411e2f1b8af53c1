// Which electives are there, section by section; in a draft also: added, moved, removed?
import { ActionIcon, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { Empty, Findings } from '../../people/pages/frame.tsx'
import type { CatalogueView, Elective } from '../schema.ts'
import { EVERYTHING, FindingBar, isWanted } from './finding-bar.tsx'
import { nameIn, sayLength, sayMini, sayPlaces } from './say.ts'
import { type Opened, ThingDialog } from './thing-dialogs.tsx'
import { useEdit } from './use-edit.ts'

export function ElectiveList({ view, mayEdit }: { view: CatalogueView; mayEdit: boolean }) {
  const { catalogue } = view
  const [wanted, setWanted] = useState(EVERYTHING)
  const [opened, setOpened] = useState<Opened | null>(null)
  const edit = useEdit(view)
  const shown = catalogue.electives.filter((elective) => isWanted(elective, wanted))
  const move = (elective: Elective, by: -1 | 1) => {
    const ids = catalogue.electives.map(({ id }) => id)
    const peers = catalogue.electives.filter(({ section }) => section === elective.section)
    const other = peers[peers.indexOf(elective) + by]!
    const [from, to] = [ids.indexOf(elective.id), ids.indexOf(other.id)]
    ids[from] = other.id
    ids[to] = elective.id
    edit.act({ thing: 'order', of: 'elective', ids }, `${elective.name} is moved.`)
  }
  return (
    <>
      <div className="cat-tools">
        <FindingBar catalogue={catalogue} wanted={wanted} set={setWanted} />
        {mayEdit && (
          <Button onClick={() => setOpened({ kind: 'elective' })}>Add an elective</Button>
        )}
      </div>
      <Findings findings={edit.findings} />
      {catalogue.electives.length === 0 && !mayEdit && (
        <Empty
          says={
            view.mayPlan
              ? 'Nothing can be chosen here yet. Begin a draft to add electives.'
              : 'Nothing can be chosen here yet.'
          }
        />
      )}
      {catalogue.electives.length > 0 && shown.length === 0 && (
        <Empty says="No elective is called that.">
          <Button onClick={() => setWanted(EVERYTHING)}>Show all</Button>
        </Empty>
      )}
      {catalogue.sections.map((section) => {
        const rows = shown.filter((one) => one.section === section.id)
        if (rows.length === 0 && !mayEdit) return null
        return (
          <section key={section.id} aria-label={section.name}>
            <h2 className="cat-section">
              {section.name} <span className="subtle num">{rows.length}</span>
              {mayEdit && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={`Change the section ${section.name}`}
                  onClick={() => setOpened({ kind: 'section', was: section })}
                >
                  Change
                </Button>
              )}
            </h2>
            {section.mostWeeks !== null && (
              <p className="subtle small">
                Of one year at most {sayCount(section.mostWeeks, 'week')} altogether.
              </p>
            )}
            <ul className="rows">
              {rows.map((elective, nth) => (
                <Row
                  key={elective.id}
                  view={view}
                  elective={elective}
                  up={mayEdit && nth > 0 ? () => move(elective, -1) : undefined}
                  down={mayEdit && nth < rows.length - 1 ? () => move(elective, 1) : undefined}
                />
              ))}
              {rows.length === 0 && <li className="subtle">Nothing in this section yet.</li>}
            </ul>
          </section>
        )
      })}
      {wanted === EVERYTHING && (
        <Minis view={view} mayEdit={mayEdit} open={(was) => setOpened({ kind: 'mini', was })} />
      )}
      {mayEdit && (
        <div className="cat-acts">
          <Button variant="default" onClick={() => setOpened({ kind: 'section', was: null })}>
            Add a section
          </Button>
          <Button
            variant="default"
            disabled={catalogue.electives.length === 0}
            onClick={() => setOpened({ kind: 'mini', was: null })}
          >
            Add a mini-fellowship
          </Button>
        </div>
      )}
      {opened && <ThingDialog view={view} opened={opened} close={() => setOpened(null)} />}
    </>
  )
}

function Row(props: {
  view: CatalogueView
  elective: Elective
  up: (() => void) | undefined
  down: (() => void) | undefined
}) {
  const { view, elective } = props
  const change = view.draft?.changes.find(
    ({ thing, id }) => thing === 'elective' && id === elective.id,
  )
  const marks = [
    ...(elective.modules.length > 0 ? ['by modules'] : []),
    ...(elective.offSite.length > 0 ? ['elsewhere'] : []),
    ...(elective.prerequisites.length > 0 ? ['asks for something'] : []),
    ...(elective.components.some(({ guaranteed }) => guaranteed) ? ['a part is always open'] : []),
  ]
  return (
    <li className="cat-row">
      <span className="work swatch" data-color={elective.color}>
        {elective.code}
      </span>
      <div className="cat-row-words">
        <Link
          to="/programmes/$id/catalogue/$elective"
          params={{ id: view.programme.id, elective: elective.id }}
          search={
            (view.shown.id
              ? { version: view.shown.state === 'draft' ? 'draft' : view.shown.id }
              : {}) as never
          }
        >
          {elective.name}
        </Link>
        <span className="small subtle num">
          {[sayLength(elective), sayPlaces(elective), ...marks].join(' · ')}
        </span>
        {view.shown.state === 'draft' && change && (
          <span className="small cat-change">{change.says.join(' ')}</span>
        )}
      </div>
      {(props.up || props.down) && (
        <span className="cat-moves">
          <ActionIcon
            aria-label={`${elective.name}: up`}
            disabled={!props.up}
            onClick={() => props.up?.()}
          >
            <ArrowUp size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            aria-label={`${elective.name}: down`}
            disabled={!props.down}
            onClick={() => props.down?.()}
          >
            <ArrowDown size={15} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </li>
  )
}

function Minis(props: {
  view: CatalogueView
  mayEdit: boolean
  open: (was: CatalogueView['catalogue']['miniFellowships'][number]) => void
}) {
  const { electives, miniFellowships } = props.view.catalogue
  if (miniFellowships.length === 0) return null
  const nameOf = nameIn(electives)
  return (
    <section aria-label="Mini-fellowships">
      <h2 className="cat-section">
        Mini-fellowships <span className="subtle num">{miniFellowships.length}</span>
      </h2>
      <ul className="rows">
        {miniFellowships.map((mini) => (
          <li key={mini.id} className="cat-row">
            <div className="cat-row-words">
              <strong>{mini.name}</strong>
              <span className="small subtle num">{sayMini(mini, nameOf)}</span>
              {mini.certificate && <span className="small subtle">{mini.certificate}</span>}
            </div>
            {props.mayEdit && (
              <Button
                variant="default"
                aria-label={`Change ${mini.name}`}
                onClick={() => props.open(mini)}
              >
                Change
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
