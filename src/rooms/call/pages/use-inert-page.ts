// While a dialog is open, may what lies half covered below it be touched? No.
import { useLayoutEffect } from 'react'

/** A month has so many small buttons that some always look out from under the dialog. */
export function useInertPage(): void {
  useLayoutEffect(() => {
    const page = document.getElementById('root')
    page?.setAttribute('inert', '')
    return () => page?.removeAttribute('inert')
  }, [])
}
