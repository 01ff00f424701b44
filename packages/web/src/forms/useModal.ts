// A native dialog that is open while it is drawn: the browser keeps focus in, covers the page, and closes on Escape.
import { type RefObject, useEffect, useRef } from 'react'

export function useModal(onClose: () => void): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    // Whatever opened the dialog gets the focus back, on a page that may have been drawn again meanwhile.
    const opener = document.activeElement as HTMLElement | null
    dialog.showModal()
    // On a phone the keyboard would cover half of the list that it is to search.
    if (matchMedia('(pointer: fine)').matches) dialog.querySelector<HTMLElement>('input[type=search]')?.focus()
    const onCancel = (e: Event) => {
      e.preventDefault()
      close.current()
    }
    // A press on the backdrop lands on the dialog itself, outside its box.
    const onPress = (e: MouseEvent) => {
      const box = dialog.getBoundingClientRect()
      const inside = e.clientX >= box.x && e.clientX <= box.right && e.clientY >= box.y && e.clientY <= box.bottom
      if (e.target === dialog && !inside) close.current()
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('mousedown', onPress)
    return () => {
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('mousedown', onPress)
      if (dialog.open) dialog.close()
      if (opener?.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return ref
}
