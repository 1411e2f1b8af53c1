// The shapes of the demo: three programmes as data. Every record says which rows of the list it
// answers (`cites`); what no page gives is marked `invented` (whole record) or `assumed` (fields).
import type { Block } from '../src/kernel/block-calendar.ts'
import type { Day } from '../src/kernel/day.ts'
import type { ProblemInput, RuleChoice, workKinds } from '../src/rooms/planning/schema.ts'

export type Cited = {
  /** Ids of the acceptance list; empty only for invented records. */
  cites: string[]
  /** The whole record is made up: plausible, but on none of the pages. */
  invented?: true
  /** Names of the fields whose value no page gives. */
  assumed?: string[]
}
export type Link = { label: string; url: string | null; cites: string[] }

// ---------------------------------------------------------------- places and things

export type Institution = Cited & {
  id: string
  name: string
  timeZone: string
  links?: Link[]
  /** How the list of equipment is to be read, and what must be exported from it. */
  inventory?: Cited & {
    asOf: Day
    changesOften: boolean
    note: string
    /** Columns of the table of units by modality and site. */
    returnColumns: string[]
  }
}

export type SiteKind =
  | 'campus'
  | 'hospital'
  | 'satellite'
  | 'outpatient'
  | 'suite'
  | 'lab'
  | 'department'
  | 'institute'

export type Site = Cited & {
  id: string
  institution: string
  parent?: string
  name: string
  kind: SiteKind
  aliases?: string[]
  /** From the main campus, one way. */
  travelMinutes?: number
  /** Institutions that run the place together, for example a shared institute. */
  sharedBy?: string[]
  /** No patients are cared for here. */
  nonClinical?: true
  agreement?: { needed: boolean; note: string }
  note?: string
}

export type EquipmentClass =
  | 'CT'
  | 'MR'
  | 'US'
  | 'XR'
  | 'PET/CT'
  | 'NM'
  | 'software'
  | 'lab'
  | 'archive'
  | 'suite'

export type Purpose =
  | 'clinical'
  | 'research'
  | 'intervention'
  | 'intra-operative'
  | 'cardiac devices'
  | 'biopsy'

export type EquipmentStatus = 'in use' | 'under construction' | 'retired'

export type Equipment = Cited & {
  id: string
  institution: string
  site: string
  class: EquipmentClass
  /** Null: the page names none. */
  vendor: string | null
  /** More than one maker for a group of machines. */
  vendors?: string[]
  model?: string
  /** Null: some, the number is not known. */
  count: number | null
  rooms?: number
  attributes?: { slices?: number; detectorRows?: number; fieldStrengthTesla?: number }
  capabilities: string[]
  /** How many of the units have the capability; null = several. */
  capabilityCounts?: Record<string, number | null>
  purpose: Purpose[]
  purposeCounts?: Partial<Record<Purpose, number>>
  status: EquipmentStatus
  from?: Day
  to?: Day
  expectedFrom?: Day
  /** Can be reserved by the hour. */
  bookable?: true
  /** The spelling of the page where ours differs. */
  alias?: string
  source: string
}

/** A number that a page gives for a group, kept beside the items; the two need not agree. */
export type Headline = Cited & {
  id: string
  about: string
  class: EquipmentClass
  count: number
  unit: 'machines' | 'rooms'
  vendors?: string[]
  model?: string
  says: string
  itemised: string[]
}

export type Volume = Cited & {
  about: string
  atLeast: number
  /** More than `atLeast`, not equal. */
  strictly?: true
  unit: string
  period: 'day' | 'week' | 'month' | 'year'
  source: string
}

/** A department that sends patients or works with the trainee; may evaluate without an account. */
export type ReferringService = Cited & {
  id: string
  institution: string
  name: string
  role: 'referring' | 'consulting'
  main?: true
}

// ---------------------------------------------------------------- programmes

export type Level = { id: string; label: string; order: number }
export type Aim = Cited & { id: string; says: string }
export type Goal = Cited & {
  id: string
  says: string
  modalities: string[]
  act: 'interpretation' | 'intervention' | 'both'
}
export type Track = Cited & {
  id: string
  name: string
  kind: 'clinical' | 'research' | 'combined'
  quota?: number
}
export type Pathway = Cited & {
  id: string
  name: string
  summary: string
  eligibility: string[]
  entry: 'application' | 'match' | 'agreement'
  steps: string[]
  appliesTo: string[]
  effect: string
  /** Years of each part in order, for example DR 4, ESIR 1, IR 1. */
  years?: { part: string; years: number }[]
  /** The parts may be taken in any order. */
  orderFree?: true
  leadsTo?: string
  capacity?: number
  /** Time credited here must not be credited again there. */
  countsOnce?: string[]
}
export type Competency = Cited & {
  id: string
  name: string
  kind: 'interpretation' | 'procedure' | 'technique' | 'topic' | 'duty' | 'objective'
  modality?: string
  guidance?: 'MR' | 'US' | 'CT' | 'fluoroscopy'
  bodyPart?: string
  /** Null: a target is possible, the programme has set none. */
  target?: number | null
  signOff?: true
  /** To be seen, not to be counted. */
  exposureOnly?: true
}
export type Committee = Cited & {
  id: string
  name: string
  decides: string[]
  members: string[]
  minutes: boolean
}
export type ContactPoint = Cited & {
  id: string
  person: string
  title: string
  coordinates: string[]
  address: {
    street: string
    room: string
    city: string
    state: string
    postalCode: string
  }
  phone: string
  fax?: string
  email: string
  /** The public page must not show the address in a form that a harvester reads. */
  hideEmailFromHarvesters: boolean
}

export type Unit = 'days' | 'weeks' | 'months'

export type CurriculumRequirement = Cited & {
  id: string
  name: string
  levels?: string[]
  /** Ids of rotations or electives, or a category. */
  works: string[]
  bound: 'exactly' | 'at-least' | 'at-most'
  amount: number
  unit: Unit
  pathway?: string
  /** Works whose time must not be counted here as well. */
  notCountedWith?: string[]
  note?: string
}

/** Something to hand in or to prove before the programme counts as completed. */
export type Deliverable = Cited & {
  id: string
  name: string
  evidences: string[]
  blocksCompletion: boolean
  waivable: boolean
}

/** A check of the curriculum itself, for example that the parts make the whole. */
export type CurriculumCheck = Cited & {
  id: string
  kind: 'partition' | 'sum' | 'split' | 'gap' | 'reach'
  says: string
  whole?: string
  parts: string[]
  total?: { amount: number; unit: Unit }
}

export type OnboardingTask = Cited & {
  id: string
  kind: 'licence' | 'credential' | 'training'
  asks: string
  state?: string
}

export type Programme = Cited & {
  id: string
  institution: string
  name: string
  kind: 'fellowship' | 'residency'
  specialty: string
  lengthMonths: number
  /** Null: the page does not say. */
  accredited: boolean | null
  /** Rule packs adopted of its own accord. */
  adopts?: string[]
  mission: string
  levels: Level[]
  aims: Aim[]
  goals: Goal[]
  tracks: Track[]
  pathways: Pathway[]
  competencies: Competency[]
  requirements: CurriculumRequirement[]
  deliverables: Deliverable[]
  checks: CurriculumCheck[]
  committees: Committee[]
  contacts: ContactPoint[]
  onboarding: OnboardingTask[]
  /** Programmes whose trainees stand in the same services. */
  sharesServicesWith?: string[]
  partOf?: string
}

// ---------------------------------------------------------------- rotations and electives

export type WorkKind = (typeof workKinds)[number]

/** What a trainee on the rotation does, with which modality, for whom. */
export type Scope = {
  modalities: string[]
  setting: ('outpatient' | 'hospital' | 'emergency')[]
  guidance?: string[]
  duties: string[]
  acts?: string[]
  /** The rotation owns everything in the scope. */
  all?: boolean
  /** Ids of rotations whose scope is left out. */
  except?: string[]
}

export type Rotation = Cited & {
  id: string
  programme: string
  code: string
  name: string
  kind: WorkKind
  scope: Scope
  sites?: string[]
  resource?: string
  /** Null: the page gives none; never required. */
  length: { amount: number; unit: Unit } | null
  capacity?: number
  categories: string[]
  levels?: string[]
  color: number
  /** Working hours that are not the plain day. */
  pattern?: { name: string; from: string; to: string; days: string }
  referring?: string[]
  /** Call belongs to the rotation; times a month. */
  call?: { timesAMonth: number; kind: 'home' | 'in-house' }
}

/** Where people of a day stand: who is assigned, who supervises, who else is counted. */
export type Service = Cited & {
  id: string
  institution: string
  name: string
  rotations: string[]
  sites: string[]
  /** One named trainee and one named faculty member a day, not only a block. */
  daily?: { trainees: number; faculty: number }
  /** Trainees of these programmes count toward one capacity. */
  sharedBy: string[]
  capacity?: number
  referring: string[]
  shift?: { name: string; from: string; to: string }[]
  note?: string
}

export type ConferenceSeries = Cited & {
  id: string
  programme: string
  name: string
  ownedBy: string
  /** `times` in one `every`: twice a month is { times: 2, every: 'month' }. */
  frequency: { times: number; every: 'week' | 'month' }
  multidisciplinary: boolean
  traineePresents: boolean
  assumed?: string[]
}

export type ElectiveComponent = {
  id: string
  name: string
  minWeeks?: number
  /** Department that owns the component when it is not radiology. */
  owner?: string
  resource?: string
  site?: string
  optional?: boolean
  /** Always open to who wants it; does not compete for places. */
  guaranteed?: boolean
  order?: number
  topics?: string[]
  /** Booked by the session with the staff who do it. */
  sessions?: { minCommitmentWeeks: number; withStaff: string }
  activity?: 'observation' | 'operation' | 'interpretation'
  supervisor?: string
  assumed?: string[]
  cites: string[]
}

export type Elective = Cited & {
  id: string
  programme: string
  code: string
  name: string
  section: 'clinical' | 'extraclinical'
  group: string
  color: number
  components: ElectiveComponent[]
  options: { id: string; name: string; site?: string; cites: string[] }[]
  tracks: { id: string; name: string; sharesCapacityWith?: string[]; cites: string[] }[]
  objectives: { says: string; cites: string[] }[]
  duties: { name: string; cites: string[] }[]
  offSite?: { site: string; arrangedSeparately: boolean; agreement: string; cites: string[] }[]
  prerequisites: { says: string; competencies: string[]; cites: string[] }[]
  finalProject?: { says: string; gate: boolean; cites: string[] }
  modules: {
    id: string
    name: string
    objectives: string[]
    assignments: string[]
    assumed?: string[]
    cites: string[]
  }[]
  nominalWeeks?: number
  minWeeks?: number
  /** People at once. */
  capacity: number
  /** Longer than usual. */
  extended?: { weeks: number }
  granularity: 'weeks'
  careerIntent?: string
  /** The trainee drafts the plan, an adviser approves it. */
  selfDesigned?: true
  tailored?: true
  /** Places are given by interest. */
  preferenceDriven?: true
  supervisors: ('radiologist' | 'physician' | 'technologist' | 'scientist' | 'engineer')[]
  links: Link[]
  note?: string
}

export type MiniFellowship = Cited & {
  id: string
  name: string
  parts: { elective: string; weeks: number; order: number }[]
  minWeeks: number
  certificate: string
}

export type Checklist = Cited & { id: string; name: string; appliesTo: string[]; items: string[] }

export type ElectiveSection = Cited & {
  id: 'clinical' | 'extraclinical'
  name: string
  capWeeks: number | null
}

// ---------------------------------------------------------------- people

export type RoleName =
  | 'trainee'
  | 'chief'
  | 'faculty'
  | 'coordinator'
  | 'director'
  | 'associate-director'
  | 'ccc-member'
  | 'selection-committee'
  | 'visiting-student'
  | 'supervisor'

export type Role = {
  programme: string
  role: RoleName
  title?: string
  level?: string
  track?: string
  from: Day
  to?: Day
}

export type Person = Cited & {
  id: string
  given: string
  family: string
  titles?: string[]
  roles: Role[]
  interests?: string[]
  section?: string
  appointments?: string[]
}

/** Whom a visitor may be. */
export type SignIn = { programme: string; person: string; as: string }

// ---------------------------------------------------------------- a programme's book, a plan

/** Everything of one institution. */
export type Book = {
  institution: Institution
  sites: Site[]
  equipment: Equipment[]
  headlines: Headline[]
  volumes: Volume[]
  referringServices: ReferringService[]
  programmes: Programme[]
  rotations: Rotation[]
  services: Service[]
  conferences: ConferenceSeries[]
  electiveSections: ElectiveSection[]
  electives: Elective[]
  miniFellowships: MiniFellowship[]
  checklists: Checklist[]
}

export type PlanPerson = {
  person: string
  levels: { level: string; from: Day }[]
  groups?: string[]
  from?: Day
  to?: Day
  monthsTrained?: number
}

export type PlanRule = Omit<RuleChoice, 'params' | 'strength'> &
  Cited & { id: string; params: Record<string, unknown>; strength: RuleChoice['strength'] }

export type PlanWork = NonNullable<ProblemInput['work']>[number] & { color: number }

export type DemoPlan = {
  id: string
  programme: string
  title: string
  year: { from: Day; to: Day }
  calendar: Block[]
  people: PlanPerson[]
  works: PlanWork[]
  resources: NonNullable<ProblemInput['resources']>
  absences: NonNullable<ProblemInput['absences']>
  wishes: NonNullable<ProblemInput['wishes']>
  pins: NonNullable<ProblemInput['pins']>
  history: NonNullable<ProblemInput['history']>
  rules: PlanRule[]
}
