// How does a year begin that nobody has planned yet? With a way in, not with a wall of alarms.
import { Button } from '@mantine/core'
import { Sparkles } from 'lucide-react'

export function BlankYear(props: { pins: number; generate: () => void; paint: () => void }) {
  const { pins } = props
  const kept =
    pins === 0 ? '' : ` It keeps the ${pins === 1 ? 'pinned cell' : `${pins} pinned cells`}.`
  return (
    <section className="blank-year" aria-label="This year is still empty">
      <div>
        <strong>This year is still empty</strong>
        <p className="subtle">
          Let the engine propose a year that keeps every must; you look at it before it is applied.
          {kept} Or click a cell and type a code.
        </p>
      </div>
      <div className="blank-year-ways">
        <Button variant="default" onClick={props.paint}>
          Paint by hand
        </Button>
        <Button leftSection={<Sparkles size={15} aria-hidden />} onClick={props.generate}>
          Propose a year
        </Button>
      </div>
    </section>
  )
}
