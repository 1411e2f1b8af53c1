// The first page of everybody: their days, and what waits for them in rooms that come after the days.
import { TodayPage } from '../../rooms/days/pages/today.tsx'
import { ToSelect } from '../../rooms/interviews/pages/to-select.tsx'
import { BeforeYouBegin } from '../../rooms/ranking/pages/coming.tsx'

export const FirstPage = () => <TodayPage first={<BeforeYouBegin />} waits={<ToSelect />} />
