// What interviewers begin with; a programme changes it as it likes.
import type { InterviewSetup } from './schema.ts'

export const usualInterview: InterviewSetup = {
  questions: [
    { id: 'case', asks: 'Tell me about a case that changed how you read.' },
    { id: 'mistake', asks: 'Tell me about a mistake at work, and what you did the next day.' },
    { id: 'team', asks: 'When did a team work well because of you? When not?' },
    { id: 'future', asks: 'What would you like to be able to do at the end of the year?' },
  ],
  criteria: [
    {
      ...{ id: 'thinking', name: 'Clinical thinking', most: 5 },
      says: '5: reasons from images to decisions. 1: recites.',
    },
    {
      ...{ id: 'working', name: 'Working with others', most: 5 },
      says: '5: gives examples, shares credit. 1: none.',
    },
    {
      ...{ id: 'fit', name: 'What we can teach, what they want', most: 5 },
      says: '5: knows our year and wants it. 1: any place would do.',
    },
  ],
}
