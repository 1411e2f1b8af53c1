// What are the groups of requirements called?
import type { GroupName } from '../schema.ts'

export const GROUPS: Record<GroupName, string> = {
  time: 'Time',
  breadth: 'Breadth',
  counts: 'Rotations and procedures',
  deliverables: 'To hand in',
  reviews: 'Reviews',
  leave: 'Leave',
}
