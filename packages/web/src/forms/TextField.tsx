// Free text, long text and phone numbers.
import { useLayoutEffect, useRef } from 'react'
import { CharactersLeft } from '../ui/LongText.tsx'
import { useAnswer } from './answers.ts'
import { FieldFrame } from './FieldFrame.tsx'
import { type FieldProps, usePage } from './page.ts'

const isEmpty = (text: string): boolean => text === ''

export function TextField({ field, path }: FieldProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const phone = field.phoneNumber === true
  return (
    <FieldFrame field={field} path={path}>
      {(ties) => (
        <input
          {...ties}
          type={phone ? 'tel' : 'text'}
          {...(phone ? { inputMode: 'tel' } : {})}
          dir={phone ? 'ltr' : 'auto'}
          className={phone ? 'latin' : undefined}
          autoComplete="off"
          spellCheck={field.identifying === true ? false : undefined}
          translate={field.identifying === false ? undefined : 'no'}
          value={text}
          maxLength={field.maxLength}
          onChange={(e) => set(isEmpty(e.target.value) ? null : e.target.value)}
          onBlur={() => {
            // A space at the end is nobody's answer, and would not be found by search.
            if (text !== text.trim()) set(text.trim() || null)
            remarks.touch(path)
          }}
        />
      )}
    </FieldFrame>
  )
}

export function LongTextField({ field, path }: FieldProps) {
  const { answers, remarks } = usePage()
  const [value, set] = useAnswer(answers, path)
  const text = typeof value === 'string' ? value : ''
  const box = useRef<HTMLTextAreaElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = box.current
    if (!area || CSS.supports('field-sizing', 'content')) return
    area.style.blockSize = 'auto'
    area.style.blockSize = `${area.scrollHeight + 4}px`
  }, [text])
  const limit = field.maxLength
  return (
    <FieldFrame field={field} path={path}>
      {(ties) => (
        <>
          <textarea
            {...ties}
            ref={box}
            rows={3}
            dir="auto"
            translate="no"
            value={text}
            maxLength={limit}
            onChange={(e) => set(isEmpty(e.target.value) ? null : e.target.value)}
            onBlur={() => remarks.touch(path)}
          />
          {limit && <CharactersLeft most={limit} text={text} />}
        </>
      )}
    </FieldFrame>
  )
}
