// Do those who have a draft open learn of each other, and is nobody told who is alone?
import { describe, expect, test } from 'vitest'
import { Company, type Place } from './presence.ts'

const AT: Place = { person: 'amy', period: 'b1' }
const come = { seat: 'seat-two', person: { id: 'ben', name: 'Ben van Berg' } }

function company() {
  const said: (Place | null)[] = []
  const here = new Company('seat-one', async (at) => said.push(at))
  return { here, said }
}

describe('who else is here', () => {
  test('one who comes is greeted with where the cursor is', () => {
    const { here, said } = company()
    here.move(AT)
    expect(said).toEqual([])
    here.hear(come, 0)
    expect(said).toEqual([AT])
    expect(here.others).toMatchObject([{ name: 'Ben van Berg', initials: 'BB', at: null }])
  })

  test('a cursor that moves keeps its colour and its order', () => {
    const { here, said } = company()
    here.hear(come, 0)
    here.hear({ ...come, seat: 'seat-three' }, 0)
    const before = here.others.map(({ colour }) => colour)
    here.hear({ ...come, at: AT }, 1)
    expect(here.others.map(({ seat }) => seat)).toEqual(['seat-two', 'seat-three'])
    expect(here.others.map(({ colour }) => colour)).toEqual(before)
    expect(here.others[0]!.at).toEqual(AT)
    expect(said).toHaveLength(2)
  })

  test('who leaves or falls silent is gone; one does not hear oneself', () => {
    const { here } = company()
    here.hear({ ...come, seat: 'seat-one' }, 0)
    expect(here.others).toEqual([])
    here.hear(come, 0)
    here.hear({ ...come, at: null, gone: true }, 1)
    expect(here.others).toEqual([])
    here.hear(come, 0)
    here.beat(80_000)
    expect(here.others).toEqual([])
  })
})
