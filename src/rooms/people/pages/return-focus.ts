// Where does the focus go when a dialog is taken away? Back to whoever opened it.
import { useEffect, useState } from 'react'

/** For dialogs that exist only while they are open; those that stay do it by themselves. */
export function useReturnFocus(): void {
  const [openers] = useState(findOpeners)
  useEffect(
    () => () => {
      // After the page has been drawn without the dialog; whoever has taken the focus by then keeps it.
      setTimeout(() => {
        if (document.activeElement && document.activeElement !== document.body) return
        openers.find((opener) => opener.isConnected)?.focus({ preventScroll: true })
      })
    },
    [openers],
  )
}

/** The entry of a menu is gone by then; the button that shows the menu is not. */
function findOpeners(): HTMLElement[] {
  const active = document.activeElement
  if (!(active instanceof HTMLElement)) return []
  const menu = active.closest('[role="menu"]')
  const shows = menu && document.querySelector<HTMLElement>(`[aria-controls="${menu.id}"]`)
  return shows ? [shows] : [active]
}
