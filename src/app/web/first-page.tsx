// The first page of everybody: their days, and what waits for them in every room.
import { TodayPage } from '../../rooms/days/pages/today.tsx'
import { ToSelect } from '../../rooms/interviews/pages/to-select.tsx'

/** The rooms of choosing fellows stand behind that of days, so their part is handed in here. */
export function FirstPage() {
  return <TodayPage also={<ToSelect />} />
}
