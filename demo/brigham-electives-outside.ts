// The fourth year outside the clinic: leading, informatics, teaching, work abroad.
import { elective, type Given, objective, part } from './elective-parts.ts'
import type { Elective } from './types.ts'

const outside = (given: Given): Elective => elective({ section: 'extraclinical', ...given })

const leadership = outside({
  id: 'leadership',
  code: 'BML',
  name: 'Business and management',
  group: 'Leadership',
  color: 2,
  components: [
    part('summit', 'Yearly summit of the ACR’s leadership institute', ['BW-152'], {
      owner: 'American College of Radiology',
      optional: true,
    }),
    part('medical-school', 'Courses at Harvard Medical School', ['BW-153'], {
      owner: 'Harvard Medical School',
      optional: true,
    }),
    part('macy', 'Courses of the Harvard Macy Institute', ['BW-154'], {
      owner: 'Harvard Macy Institute',
      optional: true,
    }),
  ],
  objectives: [objective('Has learned to lead, by a plan of one’s own', 'BW-151')],
  finalProject: { says: 'Project on leading a change', gate: true, cites: ['BW-155'] },
  selfDesigned: true,
  supervisors: ['radiologist', 'physician'],
  cites: ['BW-150', 'BW-151'],
})

const informatics = outside({
  id: 'cebi',
  code: 'CEB',
  name: 'Evidence-based imaging and informatics',
  group: 'Informatics',
  color: 3,
  components: [part('cebi-time', 'Work at the centre', ['BW-160'], { site: 'cebi' })],
  objectives: [
    objective('Weighs evidence for imaging', 'BW-163'),
    objective('Builds and judges imaging informatics', 'BW-163'),
  ],
  nominalWeeks: 52,
  minWeeks: 8,
  note: 'May be the centre’s year of the two-year fellowship; credited once, after approval.',
  supervisors: ['radiologist', 'scientist'],
  links: [{ label: 'The centre', url: null, cites: ['BW-160'] }],
  cites: ['BW-160', 'BW-164'],
})

const dataScience = outside({
  id: 'data-science',
  code: 'CDS',
  name: 'Clinical data science',
  group: 'Informatics',
  color: 4,
  components: [part('centre', 'Project at the shared centre', ['BW-170'], { site: 'ccds' })],
  objectives: [objective('Has tried a learning machine on a clinical question', 'BW-172')],
  finalProject: { says: 'Report on the project', gate: false, cites: ['BW-172'] },
  supervisors: ['scientist', 'engineer'],
  links: [{ label: 'The centre', url: null, cites: ['BW-170'] }],
  assumed: ['finalProject'],
  cites: ['BW-170', 'BW-171'],
})

type Theme = [id: string, name: string, objective: string, assignment: string]

const THEMES: Theme[] = [
  ['learning', 'How people learn', 'Explain two theories', 'Essay of two pages'],
  ['hands-on', 'Teaching at the workstation', 'Teach at the screen', 'Four observed read-outs'],
  [
    'curriculum',
    'Building a curriculum',
    'State aims that can be tested',
    'Plan of a short course',
  ],
  ['feedback', 'Judging and telling', 'Give feedback that helps', 'Three written evaluations'],
  ['mentoring', 'Being a mentor', 'Accompany a junior colleague', 'Log of six meetings'],
  ['leading', 'Leading in education', 'Run a small team', 'Minutes of a project'],
  ['inquiry', 'Research on teaching', 'Ask a question with an answer', 'Abstract of a study'],
]

const educator = outside({
  id: 'educator',
  code: 'EDU',
  name: 'Clinician and educator',
  group: 'Education',
  color: 5,
  modules: THEMES.map(([id, name, aim, assignment], nth) => ({
    id: `educator-${id}`,
    name,
    objectives: [aim],
    assignments: [assignment],
    assumed: ['objectives', 'assignments'],
    cites: [`BW-${181 + nth}`, 'BW-188'],
  })),
  objectives: [objective('Owns a teaching portfolio that goes on growing', 'BW-190', 'BW-191')],
  nominalWeeks: 12,
  minWeeks: 6,
  note: 'Finished when the modules are, not when the weeks are.',
  cites: ['BW-180', 'BW-189'],
})

const globalHealth = outside({
  id: 'global-health',
  code: 'GLH',
  name: 'Radiology abroad',
  group: 'Global health',
  color: 6,
  components: [part('abroad', 'Work at a partner hospital abroad', ['BW-195'], { site: 'abroad' })],
  offSite: [
    {
      site: 'abroad',
      arrangedSeparately: true,
      agreement: 'Checklist for international rotations complete',
      cites: ['BW-195', 'BW-196'],
    },
  ],
  links: [{ label: 'Humanitarian work', url: null, cites: ['BW-197'] }],
  cites: ['BW-195'],
})

export const extraclinicalElectives: Elective[] = [
  leadership,
  informatics,
  dataScience,
  educator,
  globalHealth,
]
