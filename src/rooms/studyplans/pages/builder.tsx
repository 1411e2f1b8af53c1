// How do I fill my year, week by week, and what stands in the way?
import { Button, Drawer } from '@mantine/core'
import { useMediaQuery, useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Page, Trouble, Waiting } from '../../people/pages/frame.tsx'
import { useMe } from '../../people/pages/session.ts'
import {
  addItem,
  addMini,
  changeItem,
  moveItem,
  newItem,
  resizeItem,
  usualWeeks,
} from '../moving.ts'
import type { StudyItem, StudyView } from '../schema.ts'
import { budgetOf } from '../weeks.ts'
import { ChainCard } from './chain-card.tsx'
import { ItemPanel } from './item-panel.tsx'
import { Budget, Judged } from './judged.tsx'
import { Offers } from './offers.tsx'
import { type At, STATES, studyQuery } from './queries.ts'
import { Ribbon } from './ribbon.tsx'
import { Actions, SentBack, Unsaved, Words } from './study-head.tsx'
import { type Editing, useStudy } from './use-study.ts'
import { WeekList } from './week-list.tsx'
import './study.css'

export function StudyPlanPage() {
  const { id = '', person = '' } = useParams({ strict: false })
  const { plan } = useSearch({ strict: false }) as { plan?: string }
  const at = { id, person, plan }
  const { data, error } = useQuery(studyQuery(at))
  if (error)
    return (
      <Page title="Plan of a year" narrow>
        <Trouble error={error} />
      </Page>
    )
  if (!data) return <Waiting />
  return <Builder key={`${person} ${data.year.id}`} view={data} at={at} />
}

function Builder({ view, at }: { view: StudyView; at: At }) {
  const me = useMe().person
  const isPhone = useMediaQuery('(max-width: 47.99em)', window.innerWidth < 768, {
    getInitialValueInEffect: false,
  })
  const editing = useStudy(view, at)
  const { facts, may, study } = view
  const { words, notes } = editing
  const acts = useActs(view, editing)
  const [chosen, setChosen] = useState<string | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  /** On the phone: from which week something is looked for. */
  const [adding, setAdding] = useState(false)
  useHotkeys([
    ['mod+Z', () => editing.undo?.()],
    ['mod+shift+Z', () => editing.redo?.()],
    ['mod+Y', () => editing.redo?.()],
  ])
  const item = words.items.find(({ id }) => id === chosen)
  const panel = item && (
    <ItemPanel
      {...{ facts, item, isMine: may.edit }}
      change={(change) => acts.change(item.id, change)}
      move={(by) => acts.move(item.id, by)}
      resize={(weeks) => acts.resize(item.id, weeks)}
      remove={() => {
        acts.remove(item.id)
        setChosen(null)
      }}
    />
  )
  const offers = may.edit && (
    <Offers
      {...{ facts, items: words.items, intent: words.careerIntent, show: setShown }}
      addElective={(elective) => {
        setShown(elective.id)
        setChosen(acts.addElective(elective))
        setAdding(false)
      }}
      addMini={(mini) => {
        setChosen(acts.addMini(mini))
        setAdding(false)
      }}
      addLeave={(leave) => {
        setChosen(acts.addLeave(leave))
        setAdding(false)
      }}
    />
  )
  const isMine = me?.id === view.person.id
  return (
    <Page
      title={isMine ? 'My year' : `The year of ${view.person.name}`}
      beside={
        <span className="subtle">
          <span className="chip" data-tone={STATES[study.state].tone}>
            {STATES[study.state].says}
          </span>{' '}
          {view.year.title}
        </span>
      }
      actions={<Actions view={view} at={at} editing={editing} />}
    >
      <div className="study">
        <div className="study-head card">
          <Budget facts={facts} items={words.items} />
          <Words view={view} editing={editing} />
        </div>
        <Unsaved editing={editing} />
        <SentBack view={view} />
        {isPhone ? (
          <WeekList
            {...{ facts, items: words.items, notes, choose: setChosen }}
            add={may.edit ? () => setAdding(true) : null}
          />
        ) : (
          <div
            className="card ribbon-card"
            role="region"
            aria-label="Ribbon of the year"
            tabIndex={0}
          >
            <Ribbon
              {...{ facts, items: words.items, notes, chosen }}
              choose={(id) => {
                setChosen(id)
                setShown(words.items.find((one) => one.id === id)?.work ?? null)
              }}
              shown={shown}
              acts={may.edit ? acts : null}
            />
          </div>
        )}
        {words.items.length === 0 && may.edit && (
          <p className="small subtle">
            Add what you want to do; it is placed into the first weeks that are free. Then move it:
            drag it, or use the arrow keys.
          </p>
        )}
        <div className="study-columns">
          {!isPhone && offers}
          {!isPhone &&
            (panel ||
              (may.edit && (
                <p className="item-none subtle">Choose something in the ribbon to change it.</p>
              )))}
          <div className="study-side" data-first={may.edit ? 'checks' : 'chain'}>
            <Judged notes={notes} choose={setChosen} />
            <ChainCard view={view} at={at} />
          </div>
        </div>
        {isPhone && may.edit && (
          <Button
            className="study-add"
            leftSection={<Plus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add to my year
          </Button>
        )}
        {isPhone && (
          <>
            <Sheet title="Add to my year" open={adding} close={() => setAdding(false)}>
              {offers}
            </Sheet>
            <Sheet title="Change it" open={item !== undefined} close={() => setChosen(null)}>
              {panel}
            </Sheet>
          </>
        )}
        <div className="study-paper">
          <h2>
            {view.person.name}, {view.year.title}
          </h2>
          <p>{words.careerIntent}</p>
          <WeekList {...{ facts, items: words.items, notes, choose: setChosen, add: null }} />
        </div>
      </div>
    </Page>
  )
}

function Sheet(props: {
  title: string
  open: boolean
  close: () => void
  children: React.ReactNode
}) {
  return (
    <Drawer
      opened={props.open}
      onClose={props.close}
      position="bottom"
      size="80%"
      title={<strong>{props.title}</strong>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
    </Drawer>
  )
}

function useActs({ facts }: StudyView, { words, setItems }: Editing) {
  const { items } = words
  const year = facts.weeks.length
  const add = (item: StudyItem) => {
    setItems(addItem(facts, items, item))
    return item.id
  }
  return {
    move: (id: string, by: number) => setItems(moveItem(year, items, id, by)),
    resize: (id: string, weeks: number) => setItems(resizeItem(year, items, id, weeks)),
    remove: (id: string) => setItems(items.filter((one) => one.id !== id)),
    change: (id: string, change: Partial<StudyItem>) =>
      setItems(changeItem(items, id, (item) => ({ ...item, ...change }))),
    addElective: (elective: StudyView['facts']['catalogue']['electives'][number]) =>
      add(
        newItem({
          ...{ id: crypto.randomUUID(), kind: 'elective', work: elective.id },
          weeks: usualWeeks(elective, budgetOf(facts)),
        }),
      ),
    addLeave: (leave: StudyView['facts']['leaves'][number]) =>
      add(newItem({ id: crypto.randomUUID(), kind: 'leave', work: leave.id, weeks: 2 })),
    addMini: (mini: StudyView['facts']['catalogue']['miniFellowships'][number]) => {
      const ids = mini.parts.map(() => crypto.randomUUID())
      setItems(addMini(facts, items, mini, (nth) => ids[nth]!))
      return ids[0]!
    },
  }
}
