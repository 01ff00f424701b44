// A signature drawn with a finger, or typed where drawing is hard. One per field; a new one takes the place of the old.
import { Trans, useLingui } from '@lingui/react/macro'
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { FileLine } from './FileLine.tsx'
import { type FieldProps, idOf, useFiles, usePage } from './page.ts'

const [width, height] = [600, 200]

export function SignatureField({ field }: FieldProps) {
  const { config } = usePage()
  const { list, add, remove } = useFiles()
  const [way, setWay] = useState<'draw' | 'type'>()
  const mine = list.filter((f) => f.field === field.name)
  const id = idOf([field.name])
  const keep = async (picture: Blob) => {
    for (const old of mine) remove(old.id)
    await add(field.name, new File([picture], 'signature.png', { type: 'image/png' }))
    setWay(undefined)
  }
  return (
    <section className="field" aria-labelledby={id}>
      <h3 className="label" id={id} tabIndex={-1}>
        {config.say(field.label)}
      </h3>
      {config.say(field.help) && <p className="hint">{config.say(field.help)}</p>}
      {mine.length > 0 && (
        <ul className="card list">
          {mine.map((file, i) => (
            <FileLine key={file.id} file={file} number={i + 1} onRemove={() => remove(file.id)} />
          ))}
        </ul>
      )}
      {way === 'draw' && <Drawn name={config.say(field.label)} onKeep={keep} onCancel={() => setWay(undefined)} />}
      {way === 'type' && <TypedName onKeep={keep} onCancel={() => setWay(undefined)} />}
      {way === undefined && (
        <span className="row">
          <Button small sign="pen-line" onClick={() => setWay('draw')}>
            {mine.length > 0 ? <Trans>Sign again</Trans> : <Trans>Sign here</Trans>}
          </Button>
          <Button look="quiet" small sign="keyboard" onClick={() => setWay('type')}>
            <Trans>Type instead</Trans>
          </Button>
        </span>
      )}
    </section>
  )
}

type WayProps = { onKeep: (picture: Blob) => void; onCancel: () => void }

const pictureOf = (canvas: HTMLCanvasElement, onKeep: (picture: Blob) => void): void =>
  canvas.toBlob((blob) => blob && onKeep(blob), 'image/png')

function Drawn({ name, onKeep, onCancel }: WayProps & { name: string }) {
  const { t } = useLingui()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [inked, setInked] = useState(false)
  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    Object.assign(pen, { lineWidth: 3, lineCap: 'round', lineJoin: 'round', strokeStyle: '#15231f' })
  }, [])
  const at = (e: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = e.currentTarget.getBoundingClientRect()
    return [((e.clientX - box.x) / box.width) * width, ((e.clientY - box.y) / box.height) * height]
  }
  const begin = (e: PointerEvent<HTMLCanvasElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId)
    const pen = e.currentTarget.getContext('2d')
    pen?.beginPath()
    pen?.moveTo(...at(e))
  }
  const draw = (e: PointerEvent<HTMLCanvasElement>) => {
    if (!e.currentTarget.hasPointerCapture(e.pointerId)) return
    const pen = e.currentTarget.getContext('2d')
    pen?.lineTo(...at(e))
    pen?.stroke()
    setInked(true)
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.fillRect(0, 0, width, height)
    setInked(false)
  }
  return (
    <div className="stack">
      <canvas
        className="sign"
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t`Place to sign: ${name}`}
        onPointerDown={begin}
        onPointerMove={draw}
      />
      <Ending ready={inked} onKeep={() => canvas.current && pictureOf(canvas.current, onKeep)} onCancel={onCancel}>
        <Button look="quiet" small sign="undo-2" flip onClick={clear}>
          <Trans>Start over</Trans>
        </Button>
      </Ending>
    </div>
  )
}

function TypedName({ onKeep, onCancel }: WayProps) {
  const [name, setName] = useState('')
  const keep = () => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')
    if (!pen) return
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    Object.assign(pen, {
      fillStyle: '#15231f',
      font: '48px cursive',
      textAlign: 'center',
      textBaseline: 'middle',
    })
    pen.fillText(name.trim(), width / 2, height / 2, width - 40)
    pictureOf(canvas, onKeep)
  }
  return (
    <div className="stack">
      <label className="field">
        <span>
          <Trans>Name of the person who signs</Trans>
        </span>
        <input dir="auto" translate="no" autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />
      </label>
      <Ending ready={name.trim() !== ''} onKeep={keep} onCancel={onCancel} />
    </div>
  )
}

type EndingProps = { ready: boolean; onKeep: () => void; onCancel: () => void; children?: ReactNode }

const Ending = ({ ready, onKeep, onCancel, children }: EndingProps) => (
  <span className="row">
    <button className="btn main small" type="button" aria-disabled={!ready} onClick={() => ready && onKeep()}>
      <Trans>Keep signature</Trans>
    </button>
    {children}
    <Button look="quiet" small onClick={onCancel}>
      <Trans>Cancel</Trans>
    </Button>
  </span>
)
