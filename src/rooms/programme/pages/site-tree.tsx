// Which site stands within which?
import type { CatalogueRecord } from '../schema.ts'
import { FactList } from './facts.tsx'

export function SiteTree({ sites }: { sites: CatalogueRecord[] }) {
  const ids = new Set(sites.map((site) => site.id))
  const roots = sites.filter((site) => !ids.has(String(site.facts.parent ?? '')))
  return (
    <ul className="tree card">
      {roots.map((site) => (
        <Branch key={site.id} site={site} sites={sites} seen={new Set()} />
      ))}
    </ul>
  )
}

function Branch(props: { site: CatalogueRecord; sites: CatalogueRecord[]; seen: Set<string> }) {
  const { site, sites } = props
  // A site that names itself as its own ancestor must not hang the page.
  const seen = new Set([...props.seen, site.id])
  const children = sites.filter((other) => other.facts.parent === site.id && !seen.has(other.id))
  return (
    <li>
      <span className="tree-name">{site.name}</span>
      <span className="chip">{site.kind}</span>
      <FactList facts={site.facts} without={['parent', 'kind']} />
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <Branch key={child.id} site={child} sites={sites} seen={seen} />
          ))}
        </ul>
      )}
    </li>
  )
}
