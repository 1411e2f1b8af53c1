// What does a work look like wherever it is named: its code on its colour.
import type { z } from 'zod'
import type { lookSchema } from '../../programme/schema.ts'

export function Swatch({ work }: { work: { code: string; look: z.infer<typeof lookSchema> } }) {
  return (
    <span
      className="work swatch"
      data-color={work.look.color}
      data-pattern={work.look.pattern === 'plain' ? undefined : work.look.pattern}
    >
      {work.code}
    </span>
  )
}
