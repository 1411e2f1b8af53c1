// The door of the recruitment room: cycles, who applies, applications, their documents and letters.
export {
  type Applicant,
  type ApplicationRow,
  ensureApplicant,
  ensureApplication,
  findApplication,
  findApplications,
  tieApplicant,
  updateApplicationState,
  updateForm,
} from './application-store.ts'
export { findCycle, findCycles, insertCycle } from './cycle-store.ts'
export {
  type DocumentRow,
  endDocuments,
  findBytes,
  findDocuments,
  insertDocument,
} from './document-store.ts'
export {
  findRecommendations,
  insertRecommendation,
  type RecommendationRow,
  updateRecommendation,
} from './letter-store.ts'
export {
  type ApplicantCaller,
  applicantOf,
  asCaller,
  findApplicantCaller,
  keepApplicant,
} from './entering.ts'
export { judgeSlot } from './rules/windows.ts'
export { findVerdicts } from './verdict-store.ts'
export { upsertPage } from './page-store.ts'
export { notePage } from './public-page.ts'
export { remindRecruitment } from './reminding.ts'
export { answerFile } from './uploads.ts'
export { routeRecruitment } from './routes.ts'
