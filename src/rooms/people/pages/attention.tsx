// One thing that waits for somebody, as the words of a link on their first page.
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import './attention.css'

/** Stands in a link in an item `li.attention` of a list. */
export function Attention(props: { title: ReactNode; says: ReactNode; tone?: string | undefined }) {
  return (
    <>
      <span className="attention-words">
        <strong>{props.title}</strong>
        <span className="attention-says" data-tone={props.tone}>
          {props.says}
        </span>
      </span>
      <ChevronRight size={16} aria-hidden />
    </>
  )
}
