// What must everybody do, and how many does a service need? One small table, left empty where nothing is asked.
import { useMemo } from 'react'
import { freeBlocks } from '../rules.ts'
import { readRange } from '../typed.ts'
import type { StepProps } from './year-steps.tsx'

export function DemandsStep({ typed, made, change }: StepProps) {
  const { levels, blocks } = made.founding
  const works = made.works.rows
  const free = useMemo(
    () => levels.map(({ id }) => freeBlocks(id, made.founding)),
    [levels, made.founding],
  )
  const seats = made.founding.services.reduce((sum, { least }) => sum + least, 0)
  const set = (table: 'demands' | 'services', key: string, text: string) =>
    change({ [table]: { ...typed[table], [key]: text } })
  if (works.length === 0) return <p className="subtle">First say which rotations there are.</p>
  return (
    <>
      <p className="subtle">
        Blocks that everybody of a level spends there in the year, and how many people it takes at
        once. <b>2</b> is exactly two, <b>2-3</b> two to three, <b>2+</b> two or more. Leave empty
        what does not matter; everything can be changed later, and more kinds of rules are there.
      </p>
      <div className="founding-scroll" tabIndex={0} role="region" aria-label="Demands">
        <table className="founding-demands">
          <thead>
            <tr>
              <th scope="col">Rotation</th>
              {levels.map(({ id }) => (
                <th scope="col" key={id}>
                  {id}
                </th>
              ))}
              <th scope="col">At once</th>
            </tr>
          </thead>
          <tbody>
            {works.map(({ code, name }) => (
              <tr key={code}>
                <th scope="row">
                  <strong className="founding-code">{code}</strong> {name === code ? '' : name}
                </th>
                {levels.map(({ id }) => (
                  <td key={id}>
                    <Field
                      label={`Blocks of ${name} for ${id}`}
                      value={typed.demands[`${code} ${id}`] ?? ''}
                      change={(text) => set('demands', `${code} ${id}`, text)}
                    />
                  </td>
                ))}
                <td>
                  <Field
                    label={`People at once on ${name}`}
                    value={typed.services[code] ?? ''}
                    change={(text) => set('services', code, text)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Free of {blocks.length} blocks</th>
              {free.map((count, nth) => (
                <td key={levels[nth]!.id} className="num" data-bad={count < 0 || undefined}>
                  {count}
                </td>
              ))}
              <td className="num" data-bad={seats > made.founding.people.length || undefined}>
                {seats} of {made.founding.people.length}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

function Field(props: { label: string; value: string; change: (text: string) => void }) {
  const isWrong = props.value.trim() !== '' && readRange(props.value) === undefined
  return (
    <input
      aria-label={props.label}
      aria-invalid={isWrong || undefined}
      value={props.value}
      maxLength={9}
      inputMode="text"
      onChange={(event) => props.change(event.currentTarget.value)}
    />
  )
}
