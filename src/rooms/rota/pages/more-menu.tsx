// What else can be done with a draft: change of plans, export, print, rules?
import { ActionIcon, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import type { DraftView } from '../schema.ts'
import { useRemoval } from './bars.tsx'
import type { PlanModel } from './plan-model.ts'
import { PrintItems } from './print-menu.tsx'
import type { Printer } from './printer.ts'
import type { Open } from './use-panels.ts'

export function MoreMenu(props: {
  model: PlanModel
  draft: DraftView
  busy: boolean
  show: (what: Open) => void
  printer: Printer
  tools: React.ReactNode
}) {
  const { model, show } = props
  const draft = props.draft.id
  const remove = useRemoval(model.view.id, props.draft)
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <ActionIcon aria-label="What if, export, print and rules">
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {props.tools}
        <Menu.Label>Change of plans</Menu.Label>
        {model.view.publication && (
          <Menu.Item disabled={props.busy} onClick={() => show('happened')}>
            Something has happened…
            <span className="subtle small" style={{ display: 'block' }}>
              The published year, repaired with the fewest changes
            </span>
          </Menu.Item>
        )}
        <Menu.Item disabled={props.busy} onClick={() => show('what-if')}>
          What if…
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => (
            <Link to="/plans/$id/compare" params={{ id: model.view.id }} {...rest} />
          )}
        >
          Compare years
        </Menu.Item>
        <Menu.Item disabled={props.busy} onClick={() => show('blocks')}>
          Split and join blocks…
        </Menu.Item>
        <Menu.Item disabled={props.busy} onClick={() => show('next-year')}>
          Next year…
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => (
            <Link to="/plans/$id/versions" params={{ id: model.view.id }} {...rest} />
          )}
        >
          Published versions
        </Menu.Item>
        <Menu.Item onClick={() => show('fairness')}>Fairness</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Export and print</Menu.Label>
        <Menu.Item component="a" href={`/api/drafts/${draft}/sheet.xlsx`} download>
          Excel sheet
        </Menu.Item>
        <Menu.Item component="a" href={`/api/drafts/${draft}/sheet.csv`} download>
          CSV
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => (
            <Link
              to="/plans/$id/workbook"
              params={{ id: model.view.id }}
              search={{ draft } as never}
              {...rest}
            />
          )}
        >
          Bring in a workbook…
        </Menu.Item>
        <Menu.Item
          renderRoot={(rest) => (
            <Link
              to="/plans/$id/paper"
              params={{ id: model.view.id }}
              search={{ draft } as never}
              {...rest}
            />
          )}
        >
          PDF for the wall…
        </Menu.Item>
        <PrintItems printer={props.printer} />
        <Menu.Divider />
        <Menu.Item
          renderRoot={(rest) => (
            <Link to="/plans/$id/rules" params={{ id: model.view.id }} {...rest} />
          )}
        >
          Rules of this year
        </Menu.Item>
        <Menu.Item onClick={remove}>Throw this draft away</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
