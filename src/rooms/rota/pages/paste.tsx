// What is done with a block of codes from a spreadsheet, and what is asked about its blanks?
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { sayCount } from '../../../kernel/finding.ts'
import { fillBlanks, hasBlanks, pasteInto, readMerged, readTable, type Table } from './clipboard.ts'
import { change, type Editing } from './editing.ts'
import type { Area } from './selection.ts'

/**
 * Merged cells are filled to their full width: so a run comes back from our own sheet. Without that
 * knowledge a blank clears, as in every spreadsheet, and filling is one click away.
 */
export function paste(editing: Editing, data: DataTransfer | null): void {
  const plain = readTable(data?.getData('text/plain') ?? '')
  const merged = readMerged(data?.getData('text/html') ?? '')
  const { area } = editing.selection
  put(editing, { area, table: merged ?? plain }, merged ? 'pasted, merged runs filled' : 'pasted')
  if (!merged && hasBlanks(plain) && !editing.locked) offerFilling(editing, area, plain)
}

type Where = { area: Area; table: Table }

function put(editing: Editing, { area, table }: Where, done: string): void {
  const { changes, unknown } = pasteInto(
    editing.model,
    area,
    table,
    editing.selection.from(area.p1),
  )
  change(editing, changes, `${sayCount(changes.length, 'cell')} ${done}`)
  if (unknown.length === 0) return
  const more = unknown.length > 5 ? ' …' : ''
  notifications.show({
    color: 'yellow',
    title: 'Some cells were left as they are',
    message: `No work is called ${unknown.slice(0, 5).join(', ')}${more}.`,
  })
}

function offerFilling(editing: Editing, area: Area, plain: Table): void {
  const notice = notifications.show({
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': 'Close' },
    title: 'Blanks were pasted as nothing',
    message: (
      <span className="undo-notice">
        <span>Are they the rest of merged runs?</span>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            notifications.hide(notice)
            put(editing, { area, table: fillBlanks(plain) }, 'pasted, blanks filled')
            editing.selection.again()
          }}
        >
          Fill blanks
        </Button>
      </span>
    ),
  })
}
