// The list itself: put in order here at once, kept by the server, undone in one step.
import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../../platform/client.ts'
import { Empty, Findings, findingsOf, Section } from '../../people/pages/frame.tsx'
import { type Ranking, rankingContract as contract } from '../contract.ts'
import { byScore, move, setTier, upsideDown } from '../rules.ts'
import type { Entry } from '../schema.ts'
import { CertifyCard } from './certify-card.tsx'
import { HistoryList } from './history-list.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import { RANKING } from './queries.ts'
import { RankedRows } from './ranked-rows.tsx'

export function ListPart({ view }: { view: Ranking }) {
  const client = useQueryClient()
  const [entries, setEntries] = useState<Entry[]>(view.entries)
  const [past, setPast] = useState<Entry[][]>([])
  const [isPasting, setPasting] = useState(false)
  const version = useRef(view.version)
  const candidates = useMemo(
    () => new Map(view.candidates.map((one) => [one.application, one])),
    [view.candidates],
  )
  const params = { id: view.programme.id, cycle: view.cycle.id }
  const certified = view.certifications[0]?.reopenedAt === null
  const off = certified || view.isOver
  const save = useMutation({
    // One after the other, so that each goes out with the version that the one before has made.
    scope: { id: `ranking ${view.cycle.id}` },
    mutationFn: async (next: Entry[]) => {
      const made = await call(contract.save, {
        params,
        body: { version: version.current, entries: next },
      })
      version.current = made.version
    },
    onSuccess: () => client.invalidateQueries({ queryKey: RANKING }),
    onError: () => {
      void client.invalidateQueries({ queryKey: RANKING })
      setEntries(view.entries)
      setPast([])
    },
  })
  // Somebody else has put it in order meanwhile: theirs is shown.
  useEffect(() => {
    if (save.isPending || view.version <= version.current) return
    version.current = view.version
    setEntries(view.entries)
    setPast([])
  }, [save.isPending, view.version, view.entries])
  const put = (next: Entry[], isUndo = false) => {
    setPast((before) => (isUndo ? before.slice(0, -1) : [...before, entries].slice(-50)))
    setEntries(next)
    save.mutate(next)
  }
  const left = view.candidates.filter(
    ({ application, state }) =>
      state === 'submitted' && !entries.some((entry) => entry.application === application),
  )
  return (
    <>
      <CertifyCard
        view={view}
        isSaving={save.isPending}
        isChanged={JSON.stringify(entries) !== JSON.stringify(view.entries)}
      />
      <Findings findings={save.error ? findingsOf(save.error) : []} />
      <Section title="Ranked" count={entries.length}>
        {!off && (
          <div className="ranking-acts-row">
            <Button
              variant="default"
              disabled={past.length === 0}
              onClick={() => put(past.at(-1)!, true)}
            >
              Undo
            </Button>
            <Menu position="bottom-start">
              <Menu.Target>
                <Button variant="default">Fill the list</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => put(byScore(view.candidates))}>
                  In the order of the scores
                </Menu.Item>
                <Menu.Item onClick={() => setPasting(true)}>Paste ranks and numbers</Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <span className="small subtle" role="status">
              {save.isPending ? 'Keeping…' : past.length > 0 ? 'Kept.' : ''}
            </span>
          </div>
        )}
        {entries.length === 0 ? (
          <Empty says="Nobody is ranked yet. Begin with the order of the scores, and move from there.">
            {!off && (
              <Button onClick={() => put(byScore(view.candidates))}>
                In the order of the scores
              </Button>
            )}
          </Empty>
        ) : (
          <>
            <p className="small subtle ranking-legend">
              Scores from 0 to 100: <i data-source="review" /> of a review,{' '}
              <i data-source="interview" /> of an interview, <b /> what both come to.
            </p>
            <RankedRows
              entries={entries}
              candidates={candidates}
              odd={new Set(upsideDown(entries, view.candidates))}
              off={off}
              move={(from, to) => put(move(entries, from, to))}
              tier={(nth, tier) => put(setTier(entries, nth, tier))}
              note={(nth, note) =>
                put(entries.map((entry, at) => (at === nth ? { ...entry, note } : entry)))
              }
              remove={(nth) => put(entries.filter((_, at) => at !== nth))}
            />
          </>
        )}
      </Section>
      {left.length > 0 && !off && (
        <Section title="Not ranked" count={left.length}>
          <ul className="ranking-left">
            {left.map(({ application, name }) => (
              <li key={application}>
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`Rank ${name}`}
                  onClick={() =>
                    put([...entries, { application, note: '', tier: entries.at(-1)?.tier ?? 1 }])
                  }
                >
                  + {name}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <HistoryList view={view} restore={off ? undefined : (then) => put(then)} />
      {isPasting && (
        <PasteDialog
          candidates={view.candidates}
          before={entries}
          put={(next) => put(next)}
          close={() => setPasting(false)}
        />
      )}
    </>
  )
}
