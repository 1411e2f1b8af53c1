// What does an elective ask for before, where else does it happen, and where is more to read?
import { Checkbox, MultiSelect, NativeSelect, TagsInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { plainId } from '../../../kernel/id.ts'
import { sayList } from '../../../kernel/finding.ts'
import { prerequisiteSchema } from '../schema.ts'
import { type Fields, Line } from './elective-fields.tsx'
import { PartList } from './part-list.tsx'
import { nameIn } from './say.ts'

export function PrerequisiteList({ view, value, set }: Fields) {
  const { competencies } = view
  const wordOf = (name: string) =>
    competencies.find((one) => one.name === name)?.id ?? plainId(name)
  const nameOf = nameIn(competencies)
  return (
    <PartList
      title="Asked for before"
      one="prerequisite"
      ask="What one must have before, as a sentence"
      list={value.prerequisites}
      most={20}
      nameOf={({ says }) => says}
      about={({ competencies: words, levels }) => sayList([...words.map(nameOf), ...levels])}
      make={(says) => prerequisiteSchema.parse({ says })}
      set={(prerequisites) => set({ prerequisites })}
    >
      {(need, put) => (
        <>
          <Line label="As a sentence" value={need.says} set={(says) => put({ says })} most={400} />
          <TagsInput
            label="Competencies that must be recorded"
            description="It is locked for whoever lacks one."
            value={need.competencies.map(nameOf)}
            data={competencies.map(({ name }) => name)}
            maxTags={20}
            onChange={(names) => put({ competencies: [...new Set(names.map(wordOf))] })}
          />
          <MultiSelect
            label="Only at these levels"
            description="None: at every level."
            value={need.levels}
            data={[...new Set([...view.levels, ...need.levels])]}
            onChange={(levels) => put({ levels })}
          />
          <p className="small">
            <Link to="/programmes/$id/competencies" params={{ id: view.programme.id }}>
              Who has learned what
            </Link>
          </p>
        </>
      )}
    </PartList>
  )
}

export function AwayList({ view, value, set }: Fields) {
  const nameOf = nameIn(view.sites)
  const siteOf = (name: string) =>
    view.sites.find((site) => site.name.toLowerCase() === name.toLowerCase())?.id ?? plainId(name)
  return (
    <PartList
      title="Elsewhere"
      one="place"
      ask="Name of a site"
      list={value.offSite}
      most={10}
      nameOf={({ site }) => nameOf(site)}
      about={({ arranged }) => (arranged ? 'arranged for each person' : 'open to all')}
      make={(name) => ({ site: siteOf(name), arranged: true, agreement: '' })}
      set={(offSite) => set({ offSite })}
    >
      {(away, put) => (
        <>
          <NativeSelect
            label="Place"
            value={away.site}
            onChange={(event) => put({ site: event.currentTarget.value })}
            data={[
              ...(view.sites.some(({ id }) => id === away.site)
                ? []
                : [{ value: away.site, label: `${away.site} (not a site)` }]),
              ...view.sites.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Checkbox
            label="Needs a request of its own for each person"
            checked={away.arranged}
            onChange={(event) => put({ arranged: event.currentTarget.checked })}
          />
          <Line
            label="Agreement"
            about="Not on the public page."
            value={away.agreement}
            set={(agreement) => put({ agreement })}
            most={400}
          />
        </>
      )}
    </PartList>
  )
}

export function LinkList({ value, set }: Fields) {
  return (
    <PartList
      title="More to read"
      one="link"
      list={value.links}
      most={10}
      nameOf={({ label }) => label}
      about={({ url }) => url ?? 'no address yet'}
      make={(label) => ({ label, url: null })}
      set={(links) => set({ links })}
    >
      {(link, put) => (
        <>
          <Line
            label="What it is called"
            value={link.label}
            set={(label) => put({ label })}
            most={120}
          />
          <Line
            label="Address"
            about="https://…"
            value={link.url ?? ''}
            set={(url) => put({ url: url || null })}
            most={400}
          />
        </>
      )}
    </PartList>
  )
}
