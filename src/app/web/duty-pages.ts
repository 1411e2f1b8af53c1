// Which address shows which page of call, leave, trades, hours and conferences?
import { page } from './shell-route.ts'

const myCalls = page(
  '/programmes/$id/calls',
  () => import('../../rooms/swaps/pages/my-calls.tsx'),
  'MyCallsPage',
)
const myLeave = page(
  '/programmes/$id/leave/mine',
  () => import('../../rooms/leave/pages/mine.tsx'),
  'MyLeavePage',
)
const leave = page(
  '/programmes/$id/leave',
  () => import('../../rooms/leave/pages/board.tsx'),
  'LeavePage',
)
const trades = page(
  '/programmes/$id/trades',
  () => import('../../rooms/swaps/pages/trades.tsx'),
  'TradesPage',
)
const myHours = page(
  '/programmes/$id/people/$person/hours/$monday',
  () => import('../../rooms/worktime/pages/week.tsx'),
  'HoursPage',
)
const classHours = page(
  '/programmes/$id/hours',
  () => import('../../rooms/worktime/pages/class-hours.tsx'),
  'ClassHoursPage',
)
const packs = page(
  '/programmes/$id/hours/rules',
  () => import('../../rooms/hours/pages/packs.tsx'),
  'PacksPage',
)
const board = page(
  '/programmes/$id/board',
  () => import('../../rooms/board/pages/board.tsx'),
  'BoardPage',
)
const callOfProgramme = page(
  '/programmes/$id/call',
  () => import('../../rooms/call/pages/call.tsx'),
  'CallPage',
)
const yearWithCall = page(
  '/programmes/$id/call/year',
  () => import('../../rooms/call/pages/year-with-call.tsx'),
  'YearWithCallPage',
)
const holidays = page(
  '/holidays',
  () => import('../../rooms/call/pages/house-holidays.tsx'),
  'HouseHolidaysPage',
)
const relief = page(
  '/programmes/$id/calls/$call/relief',
  () => import('../../rooms/swaps/pages/relief.tsx'),
  'ReliefPage',
)

const conferences = page(
  '/programmes/$id/conferences',
  () => import('../../rooms/conferences/pages/conferences.tsx'),
  'ConferencesPage',
)
const myConferences = page(
  '/my/conferences',
  () => import('../../rooms/conferences/pages/my.tsx'),
  'MyConferencesPage',
)

export const dutyPages = [
  myCalls,
  myLeave,
  leave,
  trades,
  myHours,
  classHours,
  packs,
  board,
  callOfProgramme,
  yearWithCall,
  relief,
  holidays,
  conferences,
  myConferences,
] as const
