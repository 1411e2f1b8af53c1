// Whose rows are shown: by level, service and site; and what is hidden is said.
import { ActionIcon, Button, Select, Switch } from '@mantine/core'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PlanModel } from './plan-model.ts'
import { levelsOf, sayShown, sitesOf } from './row-view.ts'
import type { useRows } from './use-rows.ts'
import './filter-bar.css'

export function FilterBar(props: {
  model: PlanModel
  rows: ReturnType<typeof useRows>
  back: () => void
}) {
  const { model, rows } = props
  const { filter, set } = rows
  const box = useRef<HTMLDivElement>(null)
  // By a link it is there from the start: then nobody has asked for it.
  const { asked } = rows
  useEffect(() => {
    if (asked) box.current?.querySelector<HTMLElement>('button, input')?.focus()
  }, [asked])
  const levels = levelsOf(model)
  const sites = sitesOf(model)
  const services = [...new Set(model.services.map(({ says }) => says))]
  const turn = (level: string) =>
    set({
      levels: filter.levels.includes(level)
        ? filter.levels.filter((one) => one !== level)
        : [...filter.levels, level],
    })
  const end = () => {
    rows.close()
    props.back()
  }
  return (
    // The bar hears Escape from its fields.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="filter-bar"
      role="group"
      aria-label="Whose rows are shown"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) end()
      }}
    >
      {levels.length > 0 && (
        <span className="filter-levels" role="group" aria-label="Level">
          {levels.map((level) => (
            <Button
              key={level}
              variant={filter.levels.includes(level) ? 'filled' : 'default'}
              aria-pressed={filter.levels.includes(level)}
              onClick={() => turn(level)}
            >
              {level}
            </Button>
          ))}
        </span>
      )}
      <Choice
        says="Service"
        data={services.map((value) => ({ value, label: value }))}
        value={filter.service}
        choose={(service) => set({ service })}
      />
      <Choice says="Site" data={sites} value={filter.site} choose={(site) => set({ site })} />
      {levels.length > 0 && (
        <Switch
          size="xs"
          label="Group by level"
          checked={filter.grouped}
          onChange={(event) => set({ grouped: event.currentTarget.checked })}
        />
      )}
      <span className="filter-says" role="status">
        {sayShown(rows.view)}
      </span>
      {rows.view.shown.length < rows.view.of && (
        <Button variant="default" onClick={rows.showAll}>
          Show all
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--subtle)"
        aria-label="Close the filter and show all (Esc)"
        onClick={end}
      >
        <X size={16} aria-hidden />
      </ActionIcon>
    </div>
  )
}

function Choice(props: {
  says: string
  data: { value: string; label: string }[]
  value: string | null
  choose: (value: string | null) => void
}) {
  if (props.data.length < 2 && props.value === null) return null
  return (
    <Select
      aria-label={props.says}
      placeholder={`${props.says}: all`}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${props.says}: all again` }}
      nothingFoundMessage="Nothing is called that"
      data={props.data}
      value={props.value}
      onChange={props.choose}
    />
  )
}
