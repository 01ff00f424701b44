// Files of a record (api-records 16).
import { del, fields, forbidden, get, patch, post, step } from './calls.ts'
import { anyInt, anyList, anyMoment, anyText, type GoldenCase, match, today } from './golden.ts'
import { at, idsOf, records } from './world.ts'

// One pixel; a text; the first bytes of an mp3; a JPEG without a picture.
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const text = 'aGVsbG8gZnJpZW5k'
const mp3 = 'SUQzBAAAAAAAAAAAAAAAAAAAAAAAAA=='
const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=='

const yusuf = at('yusuf')
const files = `${yusuf}/attachments`
const photo = { field_name: 'photos', attachment_type: 'image', file_name: 'front.png', attachment: png }
const letter = {
  field_name: 'other_documents',
  attachment_type: 'document',
  file_name: 'letter.txt',
  attachment: text,
}
const urlOf = (path: string) => match(new RegExp(`^${path}/attachments/\\d+$`))

const refusedFile = (
  rule: string,
  title: string,
  data: Record<string, unknown>,
  settings?: Record<string, unknown>,
): GoldenCase => ({
  rule: rule.startsWith('departure') ? rule : `api-records 16 ${rule}`,
  title,
  as: 'ana',
  ...(settings ? { settings } : {}),
  call: post(files, data),
  expect: { status: 422, contains: { errors: [{ status: 422, resource: files }] } },
  then: [
    {
      as: 'ana',
      call: get(yusuf),
      expect: { status: 200, contains: { data: { has_photo: false, photos: [], other_documents: [] } } },
    },
  ],
})

const uploads: GoldenCase[] = [
  {
    rule: 'api-records 16 upload',
    title: 'a photo is added and answered with where it lies, without empty keys',
    as: 'ana',
    call: post(files, { ...photo, date: '2026-03-01', description: 'front', is_current: true }),
    expect: {
      status: 200,
      body: {
        data: {
          id: anyInt,
          field_name: 'photos',
          file_name: 'front.png',
          date: '2026-03-01',
          description: 'front',
          is_current: true,
          attachment_url: urlOf(yusuf),
          content_type: 'image/png',
          record: { id: records.yusuf.id, enabled: true, has_photo: true, last_updated_at: anyMoment },
        },
      },
    },
  },
  {
    rule: 'api-records 16 upload',
    title: 'a document is added and does not make a photo of the case',
    as: 'ana',
    call: post(files, letter),
    expect: {
      status: 200,
      contains: {
        data: { field_name: 'other_documents', content_type: 'text/plain', file_name: 'letter.txt' },
      },
    },
    then: [
      {
        as: 'ana',
        call: get(yusuf),
        expect: {
          status: 200,
          contains: {
            data: { has_photo: false, other_documents: [{ id: anyInt, file_name: 'letter.txt' }] },
          },
        },
      },
    ],
  },
  {
    rule: 'api-records 16 upload',
    title: 'a recording is added',
    as: 'ana',
    call: post(files, {
      field_name: 'recorded_audio',
      attachment_type: 'audio',
      file_name: 'voice.mp3',
      attachment: mp3,
    }),
    expect: { status: 200, contains: { data: { field_name: 'recorded_audio', content_type: 'audio/mpeg' } } },
  },
  {
    rule: 'api-records 16 type-is-sniffed',
    title: 'what a file is, its bytes say, not the client',
    as: 'ana',
    call: post(files, { ...photo, file_name: 'front.jpg', attachment: jpeg, content_type: 'text/html' }),
    expect: { status: 200, contains: { data: { content_type: 'image/jpeg' } } },
  },
  {
    rule: 'api-records 16 upload-needs-rw-field',
    title: 'a field of a form that one may only read takes no file',
    as: 'walid',
    call: post(files, photo),
    expect: { status: 403, body: forbidden(files) },
    then: [{ as: 'ana', call: get(yusuf), expect: { status: 200, contains: { data: { photos: [] } } } }],
  },
  {
    rule: 'api-records 16 upload-needs-rw-field',
    title: 'a field of a form that one may write takes a file',
    as: 'walid',
    call: post(files, letter),
    expect: { status: 200, contains: { data: { field_name: 'other_documents' } } },
  },
  {
    rule: 'api-records 16 upload-needs-rw-field',
    title: 'a field that nobody knows takes no file',
    as: 'ana',
    call: post(files, { ...photo, field_name: 'selfies' }),
    expect: { status: 403, body: forbidden(files) },
  },
  {
    rule: 'api-records 16 view-photo-is-not-write',
    title: 'who may look at photos adds none',
    as: 'bea',
    call: post(files, photo),
    expect: { status: 403, body: forbidden(files) },
  },
  {
    rule: 'api-records 16 upload-needs-write',
    title: 'a case out of reach takes no file',
    as: 'ana',
    call: post(`${at('omid')}/attachments`, photo),
    expect: { status: 403, body: forbidden(`${at('omid')}/attachments`) },
  },
  refusedFile('wrong-file', 'a text is no image', { ...photo, file_name: 'front.png', attachment: text }),
  refusedFile('wrong-file', 'an image is no recording', {
    field_name: 'recorded_audio',
    attachment_type: 'audio',
    file_name: 'voice.mp3',
    attachment: png,
  }),
  refusedFile('wrong-file', 'a kind of attachment that nobody knows is refused', {
    ...photo,
    attachment_type: 'hologram',
  }),
  refusedFile('wrong-file', 'a file without a field is refused', {
    attachment_type: 'image',
    file_name: 'front.png',
    attachment: png,
  }),
  refusedFile('wrong-file', 'a page of HTML is no document', {
    ...letter,
    file_name: 'letter.html',
    attachment: 'PGh0bWw+PHNjcmlwdD48L3NjcmlwdD48L2h0bWw+',
  }),
  refusedFile('departure empty-file-refused', 'a file without bytes is refused, not quietly left out', {
    ...photo,
    attachment: '',
  }),
  refusedFile('departure empty-file-refused', 'bytes that are not base64 are refused', {
    ...photo,
    attachment: '%%%',
  }),
  {
    rule: 'api-records 16 size-limit',
    title: 'a file beyond twenty mebibytes is refused',
    as: 'ana',
    call: {
      method: 'POST',
      path: files,
      bodyOf: () => ({
        data: { ...letter, attachment: Buffer.alloc(20 * 1024 * 1024 + 1, 'a').toString('base64') },
      }),
    },
    expect: { status: 422, contains: { errors: [{ status: 422, resource: files }] } },
  },
  {
    rule: 'api-records 16 count-limit',
    title: 'a case takes no more files than the setting says',
    as: 'ana',
    settings: { system_options: { maximum_attachments_per_record: 1 } },
    given: [step('ana', post(files, photo))],
    call: post(files, letter),
    expect: {
      status: 422,
      body: {
        errors: [{ status: 422, resource: files, detail: 'base', message: ['errors.attachments.maximum'] }],
      },
    },
  },
  {
    rule: 'api-records 16 signature',
    title: 'a signature tells who gave it, who took it and when',
    as: 'ana',
    call: post(files, {
      field_name: 'golden_signature',
      attachment_type: 'signature',
      file_name: 'sign.png',
      attachment: png,
      signature_provided_by: 'the caregiver',
    }),
    expect: {
      status: 200,
      contains: { data: { field_name: 'golden_signature', content_type: 'image/png' } },
    },
    then: [
      {
        as: 'ana',
        call: fields(yusuf, 'golden_signature'),
        expect: {
          status: 200,
          contains: {
            data: {
              golden_signature: {
                id: anyInt,
                field_name: 'golden_signature',
                signature_provided_on: today,
                signature_provided_by: 'the caregiver',
                signature_created_by_user: 'ana',
                attachment_url: urlOf(yusuf),
              },
            },
          },
        },
      },
    ],
  },
  {
    rule: 'departure signatures-only-when-permitted',
    title: 'a signature on a form that one does not have is not shown',
    as: 'lina',
    given: [
      step(
        'ana',
        post(files, {
          field_name: 'golden_signature',
          attachment_type: 'signature',
          file_name: 'sign.png',
          attachment: png,
        }),
      ),
    ],
    call: get(yusuf),
    expect: { status: 200, contains: { data: { id: records.yusuf.id } }, absent: ['/data/golden_signature'] },
  },
]

const withPhoto = [step('ana', post(files, { ...photo, date: '2026-03-01' }), 'photo')]
const withLetter = [step('ana', post(files, letter), 'letter')]

const shown: GoldenCase[] = [
  {
    rule: 'api-records 5.1 embedded-keys',
    title: 'a case shows its photos and where the newest is',
    as: 'ana',
    given: [
      ...withPhoto,
      step('ana', post(files, { ...photo, file_name: 'older.png', date: '2025-03-01' }), 'older'),
      step('ana', post(files, { ...photo, file_name: 'undated.png' }), 'undated'),
    ],
    call: fields(yusuf, 'photos', 'photo'),
    expect: {
      status: 200,
      contains: {
        data: {
          photo: `${files}/{{photo.data.id}}`,
          photos: [{ id: '{{photo.data.id}}' }, { id: '{{older.data.id}}' }, { id: '{{undated.data.id}}' }],
        },
      },
    },
  },
  {
    rule: 'api-records 16 has-photo',
    title: 'a case with a photo is found by that',
    as: 'ana',
    given: withPhoto,
    call: fields('/api/v2/cases?has_photo=true', 'short_id'),
    expect: { status: 200, rowsById: idsOf('yusuf') },
  },
  {
    rule: 'api-records 16 download',
    title: 'a file is downloaded as it was, under its name',
    as: 'ana',
    given: withLetter,
    call: get(`${files}/{{letter.data.id}}`),
    expect: {
      status: 200,
      text: /^hello friend$/,
      headers: {
        'content-type': /^text\/plain/,
        'content-disposition': /^inline; filename="letter\.txt"/,
        'x-content-type-options': 'nosniff',
      },
    },
  },
  {
    rule: 'api-records 16 download',
    title: 'nobody downloads nothing',
    as: null,
    given: withLetter,
    call: get(`${files}/{{letter.data.id}}`, { auth: 'none' }),
    expect: { status: 401, body: { error: anyText } },
  },
  {
    rule: 'api-records 16 download',
    title: 'a file of a case out of reach is not downloaded',
    as: 'carol',
    given: withLetter,
    call: get(`${files}/{{letter.data.id}}`),
    expect: { status: 403 },
  },
  {
    rule: 'api-records 16 download',
    title: 'a file that does not exist is not found',
    as: 'ana',
    call: get(`${files}/999999`),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 16 download-needs-field',
    title: 'who has no form with the file does not download it',
    as: 'lina',
    given: withLetter,
    call: get(`${files}/{{letter.data.id}}`),
    expect: { status: 403 },
  },
  {
    rule: 'api-records 16 view-photo-opens-photos',
    title: 'who may look at photos downloads one without having the form',
    as: 'bea',
    given: withPhoto,
    call: get(`${files}/{{photo.data.id}}`),
    expect: { status: 200, headers: { 'content-type': 'image/png' } },
  },
  {
    rule: 'api-records 16 view-photo-opens-photos',
    title: 'who may look at photos downloads no document by that',
    as: 'bea',
    given: withLetter,
    call: get(`${files}/{{letter.data.id}}`),
    expect: { status: 403 },
  },
  {
    rule: 'departure identity-none',
    title: 'who works without identity downloads no photo',
    as: 'elif',
    given: withPhoto,
    call: get(`${files}/{{photo.data.id}}`),
    expect: { status: 403 },
  },
  {
    rule: 'departure attachment-of-this-record',
    title: 'a file is not opened through another case that one may read',
    as: 'ana',
    given: [step('carol', post(`${at('omid')}/attachments`, letter), 'theirs')],
    call: get(`${files}/{{theirs.data.id}}`),
    expect: { status: 404 },
  },
  {
    rule: 'departure attachment-of-this-record',
    title: 'a file is not removed through another case that one may write',
    as: 'ana',
    given: [step('carol', post(`${at('omid')}/attachments`, letter), 'theirs')],
    call: del(`${files}/{{theirs.data.id}}`),
    expect: { status: 404 },
    then: [
      {
        as: 'carol',
        call: get(`${at('omid')}/attachments/{{theirs.data.id}}`),
        expect: { status: 200, text: /^hello friend$/ },
      },
    ],
  },
]

const changed: GoldenCase[] = [
  {
    rule: 'api-records 16 change-description',
    title: 'what is said about a file may be changed',
    as: 'ana',
    given: withPhoto,
    call: patch(`${files}/{{photo.data.id}}`, {
      description: 'side',
      date: '2026-03-02',
      comments: 'blurred',
      is_current: false,
    }),
    expect: {
      status: 200,
      contains: {
        data: {
          id: '{{photo.data.id}}',
          description: 'side',
          date: '2026-03-02',
          comments: 'blurred',
          is_current: false,
        },
      },
    },
  },
  {
    rule: 'api-records 16 file-itself-unchangeable',
    title: 'the file itself is not changed afterwards',
    as: 'ana',
    given: withPhoto,
    call: patch(`${files}/{{photo.data.id}}`, { attachment: png, description: 'side' }),
    expect: {
      status: 422,
      body: {
        errors: [
          {
            status: 422,
            resource: `${files}/{{photo.data.id}}`,
            detail: ['attachment'],
            message: 'Invalid Attachment JSON',
          },
        ],
      },
    },
    then: [
      {
        as: 'ana',
        call: fields(yusuf, 'photos'),
        expect: {
          status: 200,
          contains: { data: { photos: anyList } },
          absent: ['/data/photos/0/description'],
        },
      },
    ],
  },
  {
    rule: 'api-records 16 file-itself-unchangeable',
    title: 'a file does not move to another field or name',
    as: 'ana',
    given: withPhoto,
    call: patch(`${files}/{{photo.data.id}}`, { file_name: 'other.png' }),
    expect: {
      status: 422,
      contains: { errors: [{ detail: ['file_name'], message: 'Invalid Attachment JSON' }] },
    },
  },
  {
    rule: 'api-records 16 detach',
    title: 'a removed photo is gone, and the case has none',
    as: 'ana',
    given: withPhoto,
    call: del(`${files}/{{photo.data.id}}`),
    expect: { status: 204, empty: true },
    then: [
      { as: 'ana', call: get(`${files}/{{photo.data.id}}`), expect: { status: 404 } },
      {
        as: 'ana',
        call: get(yusuf),
        expect: { status: 200, contains: { data: { photos: [], photo: null, has_photo: false } } },
      },
    ],
  },
  {
    rule: 'api-records 16 view-photo-is-not-write',
    title: 'who may look at photos removes none',
    as: 'bea',
    given: withPhoto,
    call: del(`${files}/{{photo.data.id}}`),
    expect: { status: 403 },
    then: [
      {
        as: 'ana',
        call: get(`${files}/{{photo.data.id}}`),
        expect: { status: 200, headers: { 'content-type': 'image/png' } },
      },
    ],
  },
  {
    rule: 'api-records 16 three-types-have-files',
    title: 'a tracing request takes a photo',
    as: 'ana',
    call: post(`${at('anasTracing')}/attachments`, photo),
    expect: {
      status: 200,
      contains: {
        data: {
          field_name: 'photos',
          attachment_url: urlOf(at('anasTracing')),
          record: { id: records.anasTracing.id },
        },
      },
    },
  },
  {
    rule: 'api-records 16 three-types-have-files',
    title: 'a registry record takes no files',
    as: 'ana',
    call: post(`${at('anasFarm')}/attachments`, photo),
    expect: { status: 404 },
  },
  {
    rule: 'api-records 16 upload',
    title: 'the shape of an attachment in a record is that of the upload, without the record',
    as: 'ana',
    given: withPhoto,
    call: fields(yusuf, 'photos'),
    expect: {
      status: 200,
      contains: {
        data: {
          photos: [
            {
              id: '{{photo.data.id}}',
              field_name: 'photos',
              file_name: 'front.png',
              date: '2026-03-01',
              attachment_url: '{{photo.data.attachment_url}}',
              content_type: 'image/png',
            },
          ],
        },
      },
      absent: ['/data/photos/0/record'],
    },
  },
]

export const cases: GoldenCase[] = [...uploads, ...shown, ...changed]
