// Which keys work while somebody reads and scores? All of them, except where a key is a letter of a text.
import { useHotkeys } from '@mantine/hooks'

const isText = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(target.type))

/** A number that was chosen keeps the focus, and the keys go on working; in its row a digit is a score. */
const isScore = (target: EventTarget | null, key: string) =>
  /^\d$/.test(key) && target instanceof HTMLInputElement && target.name.startsWith('score-')

export function useReviewKeys(keys: readonly (readonly [key: string, act: () => void])[]): void {
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (isText(event.target) || isScore(event.target, key)) return
        event.preventDefault()
        act()
      },
      { preventDefault: false },
    ]),
    [],
  )
}
