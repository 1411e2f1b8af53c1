// What does a programme show to those who think of coming, without signing in?
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { sayCount } from '../../../kernel/finding.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import type { PublicCatalogue } from '../schema.ts'
import { EVERYTHING, FindingBar, isWanted } from './finding-bar.tsx'
import { publicQuery } from './queries.ts'
import { ElectiveReading } from './reading.tsx'
import { nameIn, type NameOf, sayMini } from './say.ts'
import './catalogue.css'

export function PublicCataloguePage() {
  const { institution = '', programme = '' } = useParams({ strict: false }) as {
    institution?: string
    programme?: string
  }
  const { data, error } = useQuery(publicQuery(institution, programme))
  const hash = useLocation({ select: (location) => location.hash })
  useEffect(() => {
    document.title = data ? `Electives · ${data.programme.name}` : 'Electives'
  }, [data])
  useEffect(() => {
    // The electives come after the page: what the address points at is looked for once they are there.
    if (data && hash) document.getElementById(hash)?.scrollIntoView({ block: 'start' })
  }, [data, hash])
  if (error)
    return (
      <main className="cat-public">
        <h1>Electives</h1>
        <Findings findings={findingsOf(error)} />
      </main>
    )
  if (!data) return <Waiting />
  return <Public data={data} />
}

function Public({ data }: { data: PublicCatalogue }) {
  const { catalogue } = data
  const [wanted, setWanted] = useState(EVERYTHING)
  const shown = catalogue.electives.filter((elective) => isWanted(elective, wanted))
  const nameOf = nameIn(data.sites, data.resources, catalogue.electives)
  return (
    <main className="cat-public">
      <header className="cat-cover">
        <p className="subtle">{data.institution.name}</p>
        <h1>Electives</h1>
        <p className="cat-of">{data.programme.name}</p>
        <p className="subtle small num">
          {sayCount(catalogue.electives.length, 'elective')}
          {catalogue.miniFellowships.length > 0 &&
            `, ${sayCount(catalogue.miniFellowships.length, 'mini-fellowship')}`}
          {data.since && ` · in force since ${sayDay(data.since, { year: true })}`}
        </p>
      </header>
      <div className="cat-tools">
        <FindingBar catalogue={catalogue} wanted={wanted} set={setWanted} />
        <Button variant="default" onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className="vh" role="status">
        {sayCount(shown.length, 'elective')} shown
      </p>
      {shown.length === 0 && (
        <div className="empty">
          <p>No elective is called that.</p>
          <div className="empty-steps">
            <Button onClick={() => setWanted(EVERYTHING)}>Show all</Button>
          </div>
        </div>
      )}
      {catalogue.sections.map(({ id, name, mostWeeks }) => {
        const electives = shown.filter(({ section }) => section === id)
        if (electives.length === 0) return null
        return (
          <section key={id} aria-label={name}>
            <h2 className="cat-section">
              {name} <span className="subtle num">{electives.length}</span>
            </h2>
            {mostWeeks !== null && (
              <p className="subtle small">
                Of one year at most {sayCount(mostWeeks, 'week')} altogether.
              </p>
            )}
            {electives.map((elective) => (
              <ElectiveReading
                key={elective.id}
                elective={elective}
                nameOf={nameOf}
                head={
                  <h3>
                    <a href={`#${elective.id}`}>{elective.name}</a>
                  </h3>
                }
              />
            ))}
          </section>
        )
      })}
      {wanted === EVERYTHING && <Minis data={data} nameOf={nameOf} />}
    </main>
  )
}

function Minis({ data, nameOf }: { data: PublicCatalogue; nameOf: NameOf }) {
  const { miniFellowships } = data.catalogue
  if (miniFellowships.length === 0) return null
  return (
    <section aria-label="Mini-fellowships">
      <h2 className="cat-section">
        Mini-fellowships <span className="subtle num">{miniFellowships.length}</span>
      </h2>
      {miniFellowships.map((mini) => (
        <article key={mini.id} className="cat-elective" id={mini.id}>
          <header className="cat-head">
            <h3>
              <a href={`#${mini.id}`}>{mini.name}</a>
            </h3>
          </header>
          <p>{sayMini(mini, nameOf)}.</p>
          {mini.certificate && <p className="subtle">{mini.certificate}</p>}
        </article>
      ))}
    </section>
  )
}
