// How is one elective read: by members, and by whoever is thinking of applying?
import type { ReactNode } from 'react'
import { sayCount, sayList } from '../../../kernel/finding.ts'
import type { Elective } from '../schema.ts'
import { type NameOf, sayLength, sayPart, sayPlaces } from './say.ts'

/** `head`: what stands for the name; a heading of the level that fits the page. */
export function ElectiveReading(props: { elective: Elective; nameOf: NameOf; head: ReactNode }) {
  const { elective, nameOf } = props
  return (
    <article className="cat-elective" id={elective.id} aria-label={elective.name}>
      <header className="cat-head">
        <span className="work swatch" data-color={elective.color}>
          {elective.code}
        </span>
        {props.head}
      </header>
      <p className="cat-facts num">
        {[sayLength(elective), sayPlaces(elective), elective.group].filter(Boolean).join(' · ')}
      </p>
      {elective.note && <p>{elective.note}</p>}
      {elective.prerequisites.length > 0 && (
        <Part title="Before it">
          <Lines lines={elective.prerequisites.map(({ says, levels }) => sayNeed(says, levels))} />
        </Part>
      )}
      {elective.tracks.length > 0 && (
        <Part title="Tracks, one to choose">
          <Lines lines={elective.tracks.map(({ name }) => name)} />
        </Part>
      )}
      {elective.options.length > 0 && (
        <Part title="Options">
          <Lines
            lines={elective.options.map(({ name, site, places }) =>
              [
                name,
                ...(site ? [`at ${nameOf(site)}`] : []),
                ...(places === null ? [] : [sayCount(places, 'place')]),
              ].join(' · '),
            )}
          />
        </Part>
      )}
      <Components elective={elective} nameOf={nameOf} />
      {elective.objectives.length > 0 && (
        <Part title="What you learn">
          <Lines lines={elective.objectives} />
        </Part>
      )}
      {elective.duties.length > 0 && (
        <Part title="What you do">
          <p>{sayList(elective.duties)}</p>
        </Part>
      )}
      <Modules elective={elective} />
      <End elective={elective} nameOf={nameOf} />
    </article>
  )
}

const sayNeed = (says: string, levels: string[]) =>
  levels.length > 0 ? `${says} (${sayList(levels)})` : says

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="cat-part">
      <p className="cat-part-title">{title}</p>
      <div>{children}</div>
    </div>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function Components({ elective, nameOf }: { elective: Elective; nameOf: NameOf }) {
  if (elective.components.length === 0) return null
  const parts = [...elective.components].sort(
    (one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0,
  )
  const isOrdered = parts.some(({ order }) => order !== null)
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <Part title={isOrdered ? 'Made of, in this order' : 'Made of'}>
      <List>
        {parts.map((part) => (
          <li key={part.id}>
            {part.name}
            {sayPart(part, nameOf) && <span className="subtle"> · {sayPart(part, nameOf)}</span>}
          </li>
        ))}
      </List>
    </Part>
  )
}

function Modules({ elective }: { elective: Elective }) {
  if (elective.modules.length === 0) return null
  return (
    <Part title="Modules; complete when they are done">
      <ol>
        {elective.modules.map((module) => (
          <li key={module.id}>
            {module.name}
            <span className="subtle">
              {[...module.objectives, ...module.assignments.map((one) => `hand in: ${one}`)].map(
                (line) => ` · ${line}`,
              )}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function End({ elective, nameOf }: { elective: Elective; nameOf: NameOf }) {
  const { finalProject, offSite, supervisors, careerIntent, links, selfDesigned } = elective
  const others = supervisors.filter((kind) => kind !== 'radiologist')
  return (
    <>
      {finalProject && (
        <Part title="Final project">
          <p>
            {finalProject.says}
            {finalProject.gate && (
              <span className="subtle"> · not complete until it is accepted</span>
            )}
          </p>
        </Part>
      )}
      {offSite.length > 0 && (
        <Part title="Elsewhere">
          <Lines
            lines={offSite.map(({ site, arranged }) =>
              arranged ? `${nameOf(site)}, arranged for each person` : nameOf(site),
            )}
          />
        </Part>
      )}
      {selfDesigned && (
        <Part title="Your own plan">
          <p>You write what you do in it, and an adviser agrees.</p>
        </Part>
      )}
      {others.length > 0 && (
        <Part title="Who looks after you">
          <p>{sayList(supervisors)}</p>
        </Part>
      )}
      {careerIntent && (
        <Part title="Leads to">
          <p>{careerIntent}</p>
        </Part>
      )}
      {links.some(({ url }) => url) && (
        <Part title="More">
          <ul>
            {links.flatMap(({ label, url }) =>
              url
                ? [
                    <li key={label}>
                      <a href={url} rel="noreferrer">
                        {label}
                      </a>
                    </li>,
                  ]
                : [],
            )}
          </ul>
        </Part>
      )}
    </>
  )
}
