// What do I wish for, in which order; and what did I get?
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { sayCount } from '../../../kernel/finding.ts'
import { call, Refusal } from '../../../platform/client.ts'
import { Findings, findingsOf, Page, Section, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { sayMoment } from '../../people/pages/say-moment.ts'
import { electivesContract as contract } from '../contract.ts'
import type { Mine } from '../schema.ts'
import { RoundState, sayTimes } from './choices.tsx'
import { MyResult } from './my-result.tsx'
import { OfferList } from './offer-list.tsx'
import { type At, MECHANISMS, mineQuery } from './queries.ts'
import { RankedList } from './ranked-list.tsx'
import './choices.css'

export function MyWishesPage() {
  const { id = '', round = '' } = useParams({ strict: false })
  const at = { id, round }
  const { data, error } = useQuery(mineQuery(at))
  if (error)
    return (
      <Page title="Choosing electives" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  const { state } = data.round
  return (
    <Page
      title={data.round.title}
      beside={
        <span className="subtle">
          <RoundState state={state} /> {sayTimes(data.round)}
        </span>
      }
      narrow
    >
      {state === 'released' ? <MyResult mine={data} at={at} /> : <Wishing mine={data} at={at} />}
      <Section title="How it is decided">
        <p className="small">
          {MECHANISMS[data.round.mechanism]}, with the seed <b>{data.round.seed}</b>. Your number is{' '}
          <b>{data.number}</b>: your place in the lottery follows from the two, and you can compute
          it again. You get at most {sayCount(data.round.places, 'place')}. Your wishes are seen by
          you and by those who plan the programme.
        </p>
      </Section>
    </Page>
  )
}

/** Saved at each change. What was refused stays on the page as it was put, with the reason. */
function useWishes(mine: Mine, at: At) {
  const client = useQueryClient()
  const { queryKey } = mineQuery(at)
  /** Here and not saved; null = as the server has it. */
  const [mineHere, setHere] = useState<string[] | null>(null)
  /** The version on which what is here was made. */
  const version = useRef(mine.version)
  const save = useMutation({
    // One after the other: each is made on the version that the one before gave.
    scope: { id: `wishes ${at.round}` },
    mutationFn: (wishes: string[]) =>
      call(contract.save, { params: at, body: { version: version.current, wishes } }),
    onSuccess: (saved, wishes) => {
      version.current = saved.version
      client.setQueryData(queryKey, saved)
      setHere((now) => (now && now.join('\n') === wishes.join('\n') ? null : now))
    },
    onError: () => client.invalidateQueries({ queryKey }),
  })
  const put = (wishes: string[]) => {
    if (mineHere === null) version.current = mine.version
    setHere(wishes)
    save.mutate(wishes)
  }
  const isStale =
    save.error instanceof Refusal && save.error.findings[0]?.rule === 'electives.stale'
  return {
    wishes: mineHere ?? mine.wishes,
    put,
    save,
    isUnsaved: mineHere !== null,
    isStale,
    keepMine: () => {
      version.current = mine.version
      if (mineHere) put(mineHere)
    },
    keepTheirs: () => {
      version.current = mine.version
      setHere(null)
      save.reset()
    },
  }
}

function Wishing({ mine, at }: { mine: Mine; at: At }) {
  const state = useWishes(mine, at)
  const { wishes, put, save } = state
  const isOpen = mine.round.state === 'open'
  const [said, setSaid] = useState('')
  const names = new Map(mine.offers.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  return (
    <>
      <Section title="My wishes" count={wishes.length}>
        {wishes.length === 0 ? (
          <p className="card wish-none">
            {isOpen
              ? 'You have not wished for anything. Without wishes you get no elective in this round. Add one below.'
              : mine.round.state === 'coming'
                ? 'You can wish once the round has opened.'
                : 'You have not wished for anything, so you get no elective in this round.'}
          </p>
        ) : (
          <RankedList
            wishes={wishes}
            offers={mine.offers}
            off={!isOpen}
            move={(from, to) => {
              const next = [...wishes]
              const [one] = next.splice(from, 1)
              next.splice(to, 0, one!)
              put(next)
              setSaid(`${nameOf(one!)} is wish ${to + 1} now.`)
            }}
            remove={(nth) => {
              setSaid(`${nameOf(wishes[nth]!)} is removed.`)
              put(wishes.filter((_, at) => at !== nth))
            }}
          />
        )}
        <p className="small subtle" role="status">
          {said}{' '}
          {save.isPending
            ? 'Saving.'
            : state.isUnsaved
              ? 'Not saved.'
              : mine.savedAt && `Saved ${sayMoment(mine.savedAt)}.`}
        </p>
        <Findings findings={save.error ? findingsOf(save.error) : []} />
        {state.isUnsaved && save.error && (
          <div className="round-acts">
            {state.isStale && isOpen && (
              <Button variant="default" onClick={state.keepMine}>
                Keep what is here
              </Button>
            )}
            <Button variant="default" onClick={state.keepTheirs}>
              {state.isStale ? 'Keep what is there' : 'Back to what is saved'}
            </Button>
          </div>
        )}
        {mine.savedOffersVersion !== null && mine.savedOffersVersion < mine.offersVersion && (
          <Findings
            tone="warning"
            findings={[
              {
                ...{ rule: 'electives.offers', by: 1, who: [], periods: [], works: [] },
                says: 'Places have changed since you saved. Look through your wishes once more.',
              },
            ]}
          />
        )}
      </Section>
      <OfferList
        offers={mine.offers}
        wishes={wishes}
        isFull={wishes.length >= mine.round.mostWishes}
        most={mine.round.mostWishes}
        add={
          isOpen
            ? (offer) => {
                put([...wishes, offer])
                setSaid(`${nameOf(offer)} is wish ${wishes.length + 1}.`)
              }
            : undefined
        }
      />
    </>
  )
}
