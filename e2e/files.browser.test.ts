// What keeps a person from a slip: a photo is looked at, a removal is asked for twice, nobody is registered twice or as nobody.
import { afterAll, expect } from 'vitest'
import { wide } from '../packages/server/test/attachments/pictures.ts'
import { drawn } from '../packages/server/src/previews/make.ts'
import { pdfOf } from '../packages/server/src/previews/pdf.ts'
import { photo, questionOf, questionsOf } from './fill.ts'
import { desk, leaves, type Look, phone, shows } from './house.ts'
import { closeBrowser, test } from './journey.ts'
import { findsNothing, openNew, registered, stored } from './records.ts'

afterAll(closeBrowser)

const looks: Look[] = [phone('ar'), desk('en')]
// The first journey goes in both, the others by turns: how each state looks is another question (axe.browser.test.ts).
const [onPhone, atDesk] = [looks.slice(0, 1), looks.slice(1)]
const where = ({ width, language }: Look): string => `at ${width} in ${language}`

for (const look of looks) {
  test(`a photo is looked at, removed only on a second word, and the log tells both, ${where(look)}`, async ({
    house,
  }) => {
    const { id } = await registered(house, 'primero_cp', {})
    const visit = await house.visit({ as: 'primero_cp', look, at: `/cases/${id}/photos_and_audio?edit=1` })
    const { page, say } = visit
    const photos = page.getByRole('region', { name: questionOf(await questionsOf(visit), 'photos'), exact: true })
    const line = photos.getByRole('listitem')
    await photos.getByLabel(say('Choose photo')).setInputFiles(photo)
    const kept = async () => ((await stored(house, 'primero_cp', `cases/${id}`))['photos'] as unknown[]).length
    await expect.poll(kept).toBe(1)
    await line.getByRole('button', { expanded: false }).click()
    await shows(line.locator('img'))

    const dialog = page.getByRole('dialog')
    await line.getByRole('button').last().click()
    await dialog.getByRole('button', { name: say('Keep'), exact: true }).click()
    await shows(line)
    expect(await kept()).toBe(1)
    await line.getByRole('button').last().click()
    await dialog.getByRole('button', { name: say('Remove'), exact: true }).click()
    await leaves(line)
    await expect.poll(kept).toBe(0)

    await visit.open(`/cases/${id}/change_logs`)
    await shows(page.getByText(say('File added')))
    await shows(page.getByText(say('File removed')))
  })
}

for (const look of onPhone) {
  test(`a paper shows its first page, and one that cannot be shown says so, ${where(look)}`, async ({ house }) => {
    const { id } = await registered(house, 'primero_cp', {})
    const page1 = await drawn({ bytes: wide(300, 200), contentType: 'image/png' })
    const papers = {
      'scan.pdf': pdfOf(page1 ?? Buffer.alloc(0), { width: 300, height: 200 }),
      'broken.pdf': Buffer.from('%PDF-1.4\nnothing of it is true\n%%EOF'),
      'note.txt': Buffer.from('words'),
    }
    for (const [file_name, bytes] of Object.entries(papers)) {
      const data = { field_name: 'other_documents', attachment_type: 'document', file_name }
      const sent = { ...data, attachment: bytes.toString('base64') }
      expect((await house.ask('primero_cp', `POST cases/${id}/attachments`, sent)).status).toBe(200)
    }
    const visit = await house.visit({
      as: 'primero_cp',
      look,
      at: `/cases/${id}/other_documents?edit=1`,
      refusals: [404],
    })
    const { page, say } = visit
    const lineOf = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    const shown = (name: string) => lineOf(name).getByRole('button', { expanded: false })
    await shown('scan.pdf').click()
    await shows(lineOf('scan.pdf').locator('img'))
    const width = () =>
      lineOf('scan.pdf')
        .locator('img')
        .evaluate((img) => (img as HTMLImageElement).naturalWidth)
    await expect.poll(width).toBe(1280)
    await shown('broken.pdf').click()
    await shows(lineOf('broken.pdf').getByText(say('Its first page cannot be shown. Open the file to see it.')))
    // Nothing is promised of what cannot be drawn: it opens as a file.
    expect(await shown('note.txt').count()).toBe(0)
  })

  test(`a photo of somebody new is looked at before anything is sent, ${where(look)}`, async ({ house }) => {
    const visit = await house.visit({ as: 'primero_cp', look, at: '/cases/new' })
    const { page, say } = visit
    const config = await questionsOf(visit)
    await openNew(visit, 'photos_and_audio')
    const photos = page.getByRole('region', { name: questionOf(config, 'photos'), exact: true })
    await photos.getByLabel(say('Choose photo')).setInputFiles(photo)
    await photos.getByRole('listitem').getByRole('button', { expanded: false }).click()
    await shows(photos.locator('img'))
  })
}

for (const look of atDesk) {
  test(`a search that finds nothing looks among the closed ones, too, ${where(look)}`, async ({ house }) => {
    const { id, code } = await registered(house, 'primero_cp', {})
    await house.ask('primero_cp', `PATCH cases/${id}`, { status: 'closed' })
    const visit = await house.visit({ as: 'primero_cp', look, at: '/cases' })
    const { page, say } = visit
    await findsNothing(visit, code)
    await page
      .locator('.card')
      .filter({ hasText: say('Nothing found') })
      .getByRole('button')
      .click()
    await shows(page.locator('.found:not([aria-busy])').getByRole('link', { name: code }))
  })

  test(`nobody is registered by a tap on Save alone, ${where(look)}`, async ({ house }) => {
    const visit = await house.visit({ as: 'primero_cp', look, at: '/cases/new' })
    const { page, say } = visit
    await questionsOf(visit)
    await page.getByRole('button', { name: say('Save'), exact: true }).click()
    await shows(page.getByText(say('Nothing is answered yet. Answer one question, then save.')))
    expect(page.url()).toContain('/cases/new')
  })
}
