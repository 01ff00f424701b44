import { expect, test } from 'vitest'
import { sampleField, sampleForm } from '../forms/sample.ts'
import { type FileCase, fileCases } from './files.cases.ts'
import { mayOpenFile, mayWriteFile } from './files.ts'
import { sampleActor, sampleFacts, sampleWorld } from './sample.ts'

const file = (name: string, type: Parameters<typeof sampleField>[1]) => sampleField(name, type, { identifying: true })

const config = sampleWorld({
  forms: [
    sampleForm('basic_identity', [sampleField('name', 'text_field', { identifying: true })]),
    sampleForm('photos_and_audio', [file('photos', 'photo_upload_box'), file('recorded_audio', 'audio_upload_box')]),
    sampleForm('other_documents', [file('other_documents', 'document_upload_box')]),
    sampleForm('consent', [file('signature', 'signature')]),
  ],
})

const factsOf = (of: FileCase['of']) => {
  if (of === 'own') return sampleFacts('amal')
  if (of === 'granted') return sampleFacts('bilal', { grantedTo: ['amal'] })
  return sampleFacts('bilal', of === 'out of reach' ? { seenBy: ['u:bilal'] } : {})
}

test.each(fileCases)('$says', ({ role, of, file: field, kind, act, answer }) => {
  const [actor, facts] = [sampleActor('amal', role), factsOf(of)]
  const may =
    act === 'open' ? mayOpenFile(config, actor, facts, { field, kind }) : mayWriteFile(config, actor, facts, field)
  expect(may).toBe(answer === 'yes')
})

test('a search beyond reach opens no file of a module that is not the role’s', () => {
  const permissions = { case: ['read', 'search_owned_by_others', 'display_view_page'] }
  const actor = sampleActor('amal', { identity: 'scope', permissions })
  const facts = sampleFacts('bilal', { seenBy: ['u:bilal'], module: 'primeromodule-gbv' })
  expect(mayOpenFile(config, actor, facts, { field: 'photos', kind: 'image' })).toBe(false)
})

test('a photo that a consent leaves out is opened by no right to see faces', () => {
  const actor = sampleActor('amal', { identity: 'scope', permissions: { case: ['read', 'view_photo'] } })
  const facts = sampleFacts('bilal', { grantedTo: ['amal'] })
  const photo = { field: 'photos', kind: 'image' } as const
  expect(mayOpenFile(config, actor, facts, photo)).toBe(true)
  expect(mayOpenFile(config, { ...actor, leftOut: ['photos'] }, facts, photo)).toBe(false)
})
