// Which column is what, in a list that nobody could read by itself, or that was read wrongly?
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { columnLetters } from '../columns.ts'
import type { ListColumns } from '../lists.ts'
import type { Table } from '../schema.ts'

const PARTS: readonly (readonly [keyof ListColumns, string, isNeeded: boolean])[] = [
  ['name', 'Name', true],
  ['given', 'Given name, where it stands apart', false],
  ['from', 'Day, or first day', true],
  ['to', 'Last day', false],
  ['work', 'Rotation or task', true],
]

export function ColumnsForm(props: {
  table: Table
  columns: ListColumns | undefined
  choose: (columns: ListColumns) => void
}) {
  const [columns, setColumns] = useState<Partial<ListColumns>>(props.columns ?? {})
  const [head = [], first = []] = props.table.rows
  const width = Math.max(head.length, first.length)
  const options = Array.from({ length: width }, (_, c) => {
    const example = first[c]?.text ? `, such as ${first[c]!.text.slice(0, 24)}` : ''
    return { value: String(c), label: `${columnLetters(c)}: ${head[c]?.text ?? ''}${example}` }
  })
  const { name, from, work, given = null, to = null } = columns
  const isWhole = name !== undefined && from !== undefined && work !== undefined
  return (
    <form
      className="columns-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) props.choose({ name, from, work, given, to })
      }}
    >
      {PARTS.map(([part, label, isNeeded]) => (
        <Select
          key={part}
          label={label}
          data={options}
          required={isNeeded}
          clearable={!isNeeded}
          value={typeof columns[part] === 'number' ? String(columns[part]) : null}
          onChange={(value) =>
            setColumns({ ...columns, [part]: value === null ? null : Number(value) })
          }
        />
      ))}
      <Button type="submit" variant="default" disabled={!isWhole}>
        Read it so
      </Button>
    </form>
  )
}
