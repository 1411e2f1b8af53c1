// A programme as it shows itself to those who think of coming: from its own records, as they are today.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { sayDay } from '../../../kernel/day.ts'
import { Findings, findingsOf, Waiting } from '../../people/pages/frame.tsx'
import type { PublicPage } from '../page-schema.ts'
import { sayAt } from '../rules/cycle.ts'
import { kindNames } from '../rules/checklist.ts'
import { matchKinds } from '../rules/defaults.ts'
import { MODES, pageQuery } from './queries.ts'
import './apply.css'

export function ProgrammePublicPage() {
  const { institution = '', programme = '' } = useParams({ strict: false }) as Record<
    string,
    string
  >
  const { data, error } = useQuery(pageQuery(institution, programme))
  useEffect(() => {
    document.title = data ? `${data.programme.name} · ${data.institution.name}` : 'Programme'
  }, [data])
  if (error)
    return (
      <main className="apply">
        <h1>Programme</h1>
        <Findings findings={findingsOf(error)} />
      </main>
    )
  if (!data) return <Waiting />
  const parts = partsOf(data)
  return (
    <main className="prog">
      <header className="prog-head">
        <p className="subtle">{data.institution.name}</p>
        <h1>{data.programme.name}</h1>
        {data.mission && <p className="prog-lead">{data.mission}</p>}
        <p className="subtle small num">
          {data.specialty}
          {data.months && ` · ${data.months} months`} · as of {sayDay(data.asOf, { year: true })} ·
          version {data.version} of {sayDay(data.changedOn, { year: true })}, looked over on{' '}
          {sayDay(data.lookedOverOn, { year: true })}
        </p>
        <Apply data={data} />
      </header>
      <div className="prog-body">
        <nav className="prog-index" aria-label="On this page">
          <h2>On this page</h2>
          <ul>
            {parts.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          {parts.map(({ id, title, body }) => (
            <section key={id} id={id} aria-label={title} className="prog-part">
              <h2>{title}</h2>
              {body}
            </section>
          ))}
        </div>
      </div>
    </main>
  )
}

function Apply({ data }: { data: PublicPage }) {
  const { cycle } = data
  if (!cycle) return <p className="apply-status">No season of applying is open or planned.</p>
  if (cycle.phase !== 'open')
    return (
      <p className="apply-status">
        {cycle.label}: applications open on {sayAt(cycle.opens, cycle.zone)}.
      </p>
    )
  return (
    <div className="prog-apply">
      <Button
        size="md"
        renderRoot={(rest) => (
          <Link
            to="/apply/$institution/$cycle"
            params={{ institution: data.institution.id, cycle: cycle.id }}
            {...rest}
          />
        )}
      >
        Apply for {cycle.label}
      </Button>
      <span className="subtle">until {sayAt(cycle.deadline, cycle.zone)}</span>
    </div>
  )
}

type Part = { id: string; title: string; body: ReactNode }

function partsOf(data: PublicPage): Part[] {
  const list = (items: readonly ReactNode[]) => (
    <ul className="prog-list">
      {items.map((item, nth) => (
        <li key={nth}>{item}</li>
      ))}
    </ul>
  )
  const part = (id: string, title: string, isThere: boolean, body: ReactNode): Part[] =>
    isThere ? [{ id, title, body }] : []
  const machines = data.sites.some((site) => site.machines.length > 0)
  return [
    ...part(
      'aims',
      'What it is for',
      data.aims.length + data.goals.length > 0,
      list([...data.aims, ...data.goals]),
    ),
    ...part(
      'rotations',
      'Rotations',
      data.rotations.length > 0,
      list(
        data.rotations.map(({ name, sites }) => (
          <>
            <strong>{name}</strong>
            {sites.length > 0 && <span className="subtle"> {sites.join(', ')}</span>}
          </>
        )),
      ),
    ),
    ...part('tracks', 'Tracks', data.tracks.length > 0, list(data.tracks)),
    ...part(
      'learning',
      'What is learned',
      data.learns.length > 0,
      <dl className="prog-pairs">
        {data.learns.map(({ kind, names }) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>{names.join(', ')}</dd>
          </div>
        ))}
      </dl>,
    ),
    ...part(
      'conferences',
      'Conferences',
      data.conferences.length > 0,
      list(
        data.conferences.map(({ name, often, by }) => (
          <>
            <strong>{name}</strong>
            <span className="subtle"> {[often, by].filter(Boolean).join(', ')}</span>
          </>
        )),
      ),
    ),
    ...part(
      'sites',
      machines ? 'Sites and equipment' : 'Sites',
      data.sites.length > 0,
      <dl className="prog-pairs">
        {data.sites.map((site) => (
          <div key={site.id}>
            <dt>{site.name}</dt>
            <dd>
              {site.machines.length === 0
                ? site.kind
                : site.machines
                    .map(({ name, count }) => (count && count > 1 ? `${count} × ${name}` : name))
                    .join(', ')}
            </dd>
          </div>
        ))}
      </dl>,
    ),
    ...part(
      'faculty',
      'Faculty',
      data.faculty.length > 0,
      list(
        data.faculty.map(({ name, title }) => (
          <>
            {name}
            {title && <span className="subtle">, {title}</span>}
          </>
        )),
      ),
    ),
    ...part(
      'applying',
      'Applying',
      data.cycle !== null,
      data.cycle && <Asked cycle={data.cycle} />,
    ),
    ...part(
      'contact',
      'Contact',
      data.contacts.length > 0,
      data.contacts.map((one, nth) => <Contact key={nth} contact={one} />),
    ),
  ]
}

function Asked({ cycle }: { cycle: NonNullable<PublicPage['cycle']> }) {
  const { settings, zone } = cycle
  const match = matchKinds.find(({ id }) => id === cycle.match)
  const links = [settings.sponsor, ...(match ? [match] : [])].filter(({ link }) => link !== '')
  return (
    <>
      <dl className="prog-pairs">
        <div>
          <dt>{cycle.label}</dt>
          <dd>
            {sayAt(cycle.opens, zone)} to {sayAt(cycle.deadline, zone)}
          </dd>
        </div>
        {cycle.interviews && (
          <div>
            <dt>{MODES[cycle.interviewMode]}</dt>
            <dd>
              {sayDay(cycle.interviews.from, { year: true })} to{' '}
              {sayDay(cycle.interviews.to, { year: true })}
            </dd>
          </div>
        )}
        {cycle.starts && (
          <div>
            <dt>Begins</dt>
            <dd>{sayDay(cycle.starts, { year: true })}</dd>
          </div>
        )}
      </dl>
      <ul className="prog-list">
        {settings.eligibility.map(({ id, asks }) => (
          <li key={id}>{asks}</li>
        ))}
        <li>A form, typed on the page</li>
        {settings.documents
          .filter(({ required }) => required)
          .map(({ kind, pagesMax }) => (
            <li key={kind}>
              {kindNames[kind]}
              {pagesMax === 1 && ', one page'}
            </li>
          ))}
        {settings.letters.count > 0 && <li>{settings.letters.count} letters of recommendation</li>}
      </ul>
      {links.length > 0 && (
        <p className="prog-links">
          More:{' '}
          {links.map(({ name, link }, nth) => (
            <span key={link}>
              {nth > 0 && ', '}
              <a href={link} rel="noreferrer">
                {name}
              </a>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** The address is put together when somebody asks for it: what gathers addresses finds none. */
function Contact({ contact }: { contact: PublicPage['contacts'][number] }) {
  const [isShown, setShown] = useState(false)
  const address = contact.email?.join('@')
  return (
    <address className="prog-contact">
      {contact.name && <strong>{contact.name}</strong>}
      <span className="subtle">{contact.title}</span>
      {contact.address.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {contact.phone && <a href={`tel:${contact.phone.replace(/\s/g, '')}`}>{contact.phone}</a>}
      {contact.fax && <span>Fax {contact.fax}</span>}
      {address &&
        (isShown ? (
          <a href={`mailto:${address}`}>{address}</a>
        ) : (
          <>
            <Button variant="default" size="compact-md" onClick={() => setShown(true)}>
              Show the e-mail address
            </Button>
            <span
              className="prog-paper"
              data-box={contact.email![0]}
              data-host={contact.email![1]}
            />
          </>
        ))}
    </address>
  )
}
