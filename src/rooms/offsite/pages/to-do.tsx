// What about stays elsewhere waits for me? For one's first page.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Attention } from '../../people/pages/attention.tsx'
import { toDoQuery } from './queries.ts'

export function StaysToDo() {
  const { data } = useQuery(toDoQuery)
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label="Elsewhere">
      <h2 className="section-title">Elsewhere</h2>
      <ul className="rows">
        {data.items.map((item) => (
          <li key={`${item.stay} ${item.title}`} className="attention">
            <Where programme={item.programme} stay={item.stay}>
              <Attention title={item.title} says={item.says} tone={item.tone} />
            </Where>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Where(props: { programme: string; stay: string | null; children: React.ReactNode }) {
  const { programme: id, stay, children } = props
  if (stay === null)
    return (
      <Link to="/programmes/$id/stays" params={{ id }}>
        {children}
      </Link>
    )
  return (
    <Link to="/programmes/$id/stays/$stay" params={{ id, stay }}>
      {children}
    </Link>
  )
}
