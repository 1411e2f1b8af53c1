// Where does one type first? A step with one field begins in it.
import { useEffect, useRef } from 'react'

export function useFocusFirst() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return field
}
