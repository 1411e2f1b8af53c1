// Where the Hopkins fellowship works and with which machines.
import { day } from '../src/kernel/day.ts'
import type { Equipment, Headline, Institution, ReferringService, Site, Volume } from './types.ts'

const source = 'Programme page of the fellowship'

export const hopkins: Institution = {
  id: 'johns-hopkins',
  name: 'Johns Hopkins',
  timeZone: 'America/New_York',
  links: [{ label: 'Further scanners used in research', url: null, cites: ['JH-93'] }],
  inventory: {
    asOf: day('2026-07-01'),
    changesOften: true,
    note: 'Machines come and go; always read the list for a given day.',
    returnColumns: ['modality', 'site', 'units', 'year of the latest installation'],
    assumed: ['asOf'],
    cites: ['JH-64', 'JH-96'],
  },
  cites: ['JH-12'],
}

const site = (
  id: string,
  name: string,
  kind: Site['kind'],
  cites: string[],
  more: Partial<Site> = {},
): Site => ({ id, institution: 'johns-hopkins', name, kind, ...more, cites })

export const hopkinsSites: Site[] = [
  site('jh-main', 'Main hospital', 'hospital', ['JH-12', 'JH-65'], {
    travelMinutes: 0,
    aliases: ['the hospital'],
    note: 'First of the three hospitals; its inpatients are covered by the service as well.',
  }),
  site('jh-or', 'Interventional MRI suite', 'suite', ['JH-77'], { parent: 'jh-main' }),
  site('jh-3d-lab', '3-D imaging laboratory', 'lab', ['JH-74'], { parent: 'jh-main' }),
  site('jh-green-spring', 'Green Spring Station', 'satellite', ['JH-66', 'JH-12'], {
    travelMinutes: 25,
    assumed: ['travelMinutes'],
  }),
  site('jh-white-marsh', 'White Marsh', 'satellite', ['JH-67', 'JH-12'], {
    travelMinutes: 22,
    assumed: ['travelMinutes'],
  }),
  site('jh-columbia', 'Columbia Medical Center', 'outpatient', ['JH-68', 'JH-12'], {
    travelMinutes: 35,
    assumed: ['travelMinutes'],
  }),
  site('jh-sibley', 'Sibley', 'hospital', ['JH-69', 'JH-12'], {
    travelMinutes: 65,
    aliases: ['Sibley hospital'],
    assumed: ['travelMinutes'],
  }),
  site('jh-suburban', 'Suburban', 'hospital', ['JH-70', 'JH-12'], {
    travelMinutes: 60,
    aliases: ['Suburban hospital'],
    assumed: ['travelMinutes'],
  }),
]

type Machine = Omit<Equipment, 'institution' | 'source' | 'status' | 'capabilities' | 'purpose'> &
  Partial<Pick<Equipment, 'status' | 'capabilities' | 'purpose'>>

const machine = (given: Machine): Equipment => ({
  capabilities: [],
  purpose: ['clinical'],
  status: 'in use',
  ...given,
  institution: 'johns-hopkins',
  source,
})

const ultrasound = (
  id: string,
  vendor: string | null,
  model: string,
  count: number,
  cites: string[],
  more: Partial<Equipment> = {},
): Equipment =>
  machine({
    ...{ id, site: 'jh-main', class: 'US', vendor, model, count, cites },
    assumed: ['site'],
    ...more,
  })

const computedTomography: Equipment[] = [
  machine({
    id: 'jh-ct-64',
    site: 'jh-main',
    class: 'CT',
    vendor: 'Siemens',
    model: 'Flash',
    count: 3,
    attributes: { slices: 64 },
    capabilities: ['multidetector', '3-D'],
    assumed: ['site'],
    cites: ['JH-71', 'JH-72'],
  }),
  machine({
    id: 'jh-ct-40',
    site: 'jh-main',
    class: 'CT',
    vendor: 'Siemens',
    model: 'Flash',
    count: 1,
    attributes: { slices: 40 },
    capabilities: ['multidetector', '3-D'],
    assumed: ['site'],
    cites: ['JH-71', 'JH-72'],
  }),
  machine({
    id: 'jh-ct-aquilion',
    site: 'jh-main',
    class: 'CT',
    vendor: 'Toshiba',
    model: 'Aquilion ONE',
    count: 2,
    attributes: { detectorRows: 320 },
    capabilities: ['multidetector', '4D CT'],
    assumed: ['site'],
    cites: ['JH-76'],
  }),
  machine({
    id: 'jh-3d-software',
    site: 'jh-3d-lab',
    class: 'software',
    vendor: null,
    model: '3-D software, newest release',
    count: null,
    capabilities: ['3-D'],
    assumed: ['site'],
    cites: ['JH-73'],
  }),
  machine({
    id: 'jh-3d-laboratory',
    site: 'jh-3d-lab',
    class: 'lab',
    vendor: null,
    count: 1,
    capabilities: ['3-D'],
    bookable: true,
    cites: ['JH-74'],
  }),
]

const ultrasoundMachines: Equipment[] = [
  machine({
    id: 'jh-us-rooms',
    site: 'jh-main',
    class: 'US',
    vendor: null,
    model: 'Examination rooms',
    count: null,
    rooms: 13,
    capabilities: ['3-D'],
    capabilityCounts: { '3-D': null },
    purpose: ['clinical', 'biopsy'],
    purposeCounts: { biopsy: 10 },
    assumed: ['site'],
    cites: ['JH-78', 'JH-84', 'JH-86'],
  }),
  ultrasound('jh-us-philips-5000', 'Philips', '5000', 7, ['JH-79']),
  ultrasound('jh-us-iu22', 'Philips', 'iU22', 2, ['JH-80'], { alias: 'IU-22' }),
  ultrasound('jh-us-sequoia', null, 'Sequoia', 2, ['JH-81']),
  ultrasound('jh-us-elegra', 'Siemens', 'Elegra', 1, ['JH-82']),
  ultrasound('jh-us-xp', 'Acuson', 'XP', 1, ['JH-83']),
  ultrasound('jh-us-titan', 'SonoSite', 'Titan', 1, ['JH-85'], { alias: 'sonositic Titan' }),
  ultrasound('jh-us-voluson', 'GE', 'Voluson 750', 1, ['JH-85']),
  machine({
    id: 'jh-us-archive',
    site: 'jh-main',
    class: 'archive',
    vendor: null,
    model: 'Ultrasound review and archive',
    count: 1,
    capabilities: ['review', 'storage'],
    assumed: ['site'],
    cites: ['JH-87'],
  }),
]

const magnets: Equipment[] = [
  machine({
    id: 'jh-mr-3t',
    site: 'jh-main',
    class: 'MR',
    vendor: null,
    vendors: ['Siemens', 'GE', 'Philips'],
    count: 8,
    attributes: { fieldStrengthTesla: 3 },
    purpose: ['clinical', 'research'],
    purposeCounts: { clinical: 7, research: 4 },
    assumed: ['site'],
    cites: ['JH-88', 'JH-89', 'JH-90'],
  }),
  machine({
    id: 'jh-mr-or',
    site: 'jh-or',
    class: 'MR',
    vendor: null,
    count: 1,
    attributes: { fieldStrengthTesla: 3 },
    capabilities: ['MR guidance'],
    purpose: ['intervention', 'intra-operative'],
    bookable: true,
    cites: ['JH-77'],
  }),
  machine({
    id: 'jh-mr-new',
    site: 'jh-main',
    class: 'MR',
    vendor: null,
    count: 2,
    attributes: { fieldStrengthTesla: 1.5 },
    status: 'under construction',
    expectedFrom: day('2027-03-01'),
    assumed: ['site', 'expectedFrom'],
    cites: ['JH-91', 'JH-64'],
  }),
  machine({
    id: 'jh-mr-cardiac',
    site: 'jh-main',
    class: 'MR',
    vendor: null,
    count: 2,
    attributes: { fieldStrengthTesla: 1.5 },
    purpose: ['cardiac devices'],
    assumed: ['site'],
    cites: ['JH-92'],
  }),
]

const nuclear: Equipment[] = [
  machine({
    id: 'jh-petct',
    site: 'jh-main',
    class: 'PET/CT',
    vendor: 'GE',
    count: 2,
    alias: 'CT-PET',
    assumed: ['site'],
    cites: ['JH-94'],
  }),
  machine({
    id: 'jh-nm-green-spring',
    site: 'jh-green-spring',
    class: 'NM',
    vendor: null,
    count: null,
    cites: ['JH-95'],
  }),
  machine({
    id: 'jh-nm-white-marsh',
    site: 'jh-white-marsh',
    class: 'NM',
    vendor: null,
    count: null,
    cites: ['JH-95'],
  }),
]

/** Shows that the list depends on the day it is read for. */
const gone = machine({
  id: 'jh-xr-retired',
  site: 'jh-green-spring',
  class: 'XR',
  vendor: null,
  count: 1,
  status: 'retired',
  from: day('2012-02-01'),
  to: day('2026-08-31'),
  invented: true,
  cites: ['JH-64'],
})

export const hopkinsEquipment: Equipment[] = [
  ...computedTomography,
  ...ultrasoundMachines,
  ...magnets,
  ...nuclear,
  gone,
]

export const hopkinsHeadlines: Headline[] = [
  {
    id: 'jh-ct-flash-five',
    about: 'johns-hopkins',
    class: 'CT',
    count: 5,
    unit: 'machines',
    vendors: ['Siemens'],
    model: 'Flash',
    says: 'Five of the Flash line; three with 64 slices and one with 40 are itemised',
    itemised: ['jh-ct-64', 'jh-ct-40'],
    cites: ['JH-71', 'JH-72'],
  },
  {
    id: 'jh-us-thirteen-rooms',
    about: 'johns-hopkins',
    class: 'US',
    count: 13,
    unit: 'rooms',
    says: 'Thirteen rooms; the machines listed for them are 7, 2, 2, 1 and 1',
    itemised: ['jh-us-philips-5000', 'jh-us-iu22', 'jh-us-sequoia', 'jh-us-elegra', 'jh-us-xp'],
    cites: ['JH-78', 'JH-79', 'JH-80', 'JH-81', 'JH-82', 'JH-83'],
  },
  {
    id: 'jh-mr-twenty-two',
    about: 'johns-hopkins',
    class: 'MR',
    count: 22,
    unit: 'machines',
    vendors: ['Siemens', 'GE', 'Philips'],
    says: 'Twenty-two magnets in all, from three makers',
    itemised: ['jh-mr-3t', 'jh-mr-or', 'jh-mr-new', 'jh-mr-cardiac'],
    cites: ['JH-88'],
  },
  {
    id: 'jh-mr-eight-3t',
    about: 'johns-hopkins',
    class: 'MR',
    count: 8,
    unit: 'machines',
    says: 'Eight at 3 tesla; the purposes given with them add up to eleven',
    itemised: ['jh-mr-3t'],
    cites: ['JH-89', 'JH-90'],
  },
]

export const hopkinsVolumes: Volume[] = [
  {
    about: 'jh-3d-laboratory',
    atLeast: 1000,
    strictly: true,
    unit: '3-D CT cases',
    period: 'month',
    source,
    cites: ['JH-75'],
  },
]

const refers = (id: string, name: string, cite: string, main?: true): ReferringService => ({
  id,
  institution: 'johns-hopkins',
  name,
  role: 'referring',
  ...(main ? { main } : {}),
  cites: [cite],
})

export const hopkinsReferring: ReferringService[] = [
  { ...refers('jh-orthopaedics', 'Orthopaedic surgery', 'JH-11', true), cites: ['JH-11', 'JH-19'] },
  refers('jh-rheumatology', 'Rheumatology', 'JH-13'),
  refers('jh-neurology', 'Neurology', 'JH-14'),
  refers('jh-neurosurgery', 'Neurosurgery', 'JH-15'),
  refers('jh-emergency-adult', 'Emergency medicine, adults', 'JH-16'),
  refers('jh-emergency-children', 'Emergency medicine, children', 'JH-17'),
  refers('jh-other', 'Other specialists', 'JH-18'),
]
