// The first page of everybody, with what rooms add to it that come after the days.
import { TodayPage } from '../../rooms/days/pages/today.tsx'
import { BeforeYouBegin } from '../../rooms/ranking/pages/coming.tsx'

export const FirstPage = () => <TodayPage more={<BeforeYouBegin />} />
