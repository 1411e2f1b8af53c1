// In which state is a requirement? In a word and a sign, not in a colour alone.
import type { StateName } from '../schema.ts'

export const STATES: Record<StateName, { says: string; sign: string; tone: string }> = {
  behind: { says: 'Behind', sign: '!', tone: 'danger' },
  open: { says: 'Open', sign: '○', tone: '' },
  'on-the-way': { says: 'On the way', sign: '→', tone: 'accent' },
  done: { says: 'Done', sign: '✓', tone: 'success' },
  waived: { says: 'Waived', sign: '–', tone: '' },
}

export function StateChip({ state }: { state: StateName }) {
  const { says, sign, tone } = STATES[state]
  return (
    <span className="chip progress-state" data-tone={tone || undefined}>
      <span aria-hidden>{sign}</span> {says}
    </span>
  )
}

/** How much of what is needed there is, and how much more is planned. */
export function Bar(props: { value: number; planned: number; needed: number; state: StateName }) {
  const share = (part: number) => `${Math.min(100, (part / Math.max(props.needed, 0.01)) * 100)}%`
  return (
    <span className="progress-bar" data-state={props.state} aria-hidden>
      <i data-planned style={{ inlineSize: share(props.planned) }} />
      <i style={{ inlineSize: share(props.value) }} />
    </span>
  )
}
