// Where the Brigham residency works: the house, its departments, the partners across the street.
import type { Equipment, Institution, ReferringService, Site } from './types.ts'

export const brighamInstitution: Institution = {
  id: 'brigham',
  name: 'Brigham and Women’s Hospital',
  timeZone: 'America/New_York',
  links: [{ label: 'Humanitarian work', url: null, cites: ['BW-197'] }],
  cites: ['BW-01'],
}

const site = (
  id: string,
  name: string,
  kind: Site['kind'],
  cites: string[],
  more: Partial<Site> = {},
): Site => ({ id, institution: 'brigham', name, kind, ...more, cites })

const minutes = (travelMinutes: number) => ({ travelMinutes, assumed: ['travelMinutes'] })

export const brighamSites: Site[] = [
  site('bwh-main', 'Main campus', 'campus', ['BW-01'], { aliases: ['BWH'], travelMinutes: 0 }),
  site('bwh-emergency', 'Emergency department', 'department', ['BW-51'], { parent: 'bwh-main' }),
  site('bwh-l1', 'Radiology, floor L1', 'department', ['BW-142'], { parent: 'bwh-main' }),
  site('bwh-obstetrics', 'High-risk obstetrics', 'department', ['BW-143'], { parent: 'bwh-main' }),
  site('bwh-vascular-lab', 'Vascular laboratory', 'lab', ['BW-144'], { parent: 'bwh-main' }),
  site('bwh-amigo', 'AMIGO suite', 'suite', ['BW-18'], {
    parent: 'bwh-main',
    aliases: ['Advanced Multimodality Image Guided Operating suite'],
  }),
  site('dfci', 'Dana-Farber Cancer Institute', 'institute', ['BW-30'], {
    aliases: ['DFCI'],
    ...minutes(5),
    agreement: { needed: true, note: 'Letter of agreement on file; check that it is still valid' },
  }),
  site('mass-eye-ear', 'Massachusetts Eye and Ear', 'hospital', ['BW-89', 'BW-91'], {
    aliases: ['Massachusetts Eye & Ear'],
    ...minutes(25),
    agreement: { needed: true, note: 'Arranged for each stay with the hospital itself' },
  }),
  site('boston-childrens', 'Boston Children’s Hospital', 'hospital', ['BW-90', 'BW-110'], {
    ...minutes(5),
    agreement: { needed: true, note: 'Needed before a stay counts' },
  }),
  site('cebi', 'Center for Evidence-Based Imaging', 'institute', ['BW-160'], {
    aliases: ['CEBI'],
    nonClinical: true,
    ...minutes(10),
  }),
  site('ccds', 'Center for Clinical Data Science', 'institute', ['BW-170'], {
    aliases: ['CCDS'],
    nonClinical: true,
    sharedBy: ['brigham', 'Massachusetts General Hospital'],
    ...minutes(20),
  }),
  site('abroad', 'Partner hospital abroad', 'hospital', ['BW-195', 'BW-196'], {
    agreement: { needed: true, note: 'See the checklist for international rotations' },
    note: 'One record for every such place; the request names it.',
  }),
]

export const brighamEquipment: Equipment[] = [
  {
    id: 'bwh-amigo-suite',
    institution: 'brigham',
    site: 'bwh-amigo',
    class: 'suite',
    vendor: null,
    count: 1,
    capabilities: ['image-guided operations', 'several modalities in one room'],
    purpose: ['intervention', 'intra-operative'],
    status: 'in use',
    bookable: true,
    source: 'Page of the senior electives',
    assumed: ['count'],
    cites: ['BW-18'],
  },
]

const CONSULTING: [id: string, name: string][] = [
  ['emergency-medicine', 'Emergency medicine'],
  ['trauma-surgery', 'Trauma team and trauma surgery'],
  ['neurology', 'Neurology'],
  ['orthopaedics', 'Orthopaedics'],
  ['cardiothoracic', 'Cardiothoracic surgery'],
  ['vascular', 'Vascular surgery'],
  ['plastic', 'Plastic surgery'],
]

export const brighamConsulting: ReferringService[] = CONSULTING.map(([id, name], nth) => ({
  id: `bwh-${id}`,
  institution: 'brigham',
  name,
  role: 'consulting',
  cites: [`BW-${52 + nth}`],
}))
