import { expect, test } from 'vitest'
import type { Offered } from '../store/recipients.ts'
import { fitsOf, soughtBy } from './asked.ts'

const clinic: Offered = {
  id: '7d3c1b1e-1111-4111-8111-111111111111' as Offered['id'],
  name: 'Clinic',
  services: ['health_medical_service'],
  places: ['XX01'],
  languages: [],
  staff: null,
  hours: [{ days: [0, 1], from: '08:00', to: '12:00' }],
  closedOn: [],
  phone: '',
  email: '',
  address: '',
  note: '',
  from: null,
  until: null,
  agency: null,
  isOutside: true,
  people: [],
  room: null,
  answering: null,
}
const above = (place: string) => (place === 'XX0101' ? ['XX', 'XX01', 'XX0101'] : [place])
const monday = '2026-03-02' as never

test('who fits comes first, and who does not says why', () => {
  const others = [
    { ...clinic, name: 'Full', room: 0 },
    { ...clinic, name: 'Far', places: ['XX02'] },
    { ...clinic, name: 'Near', places: ['XX0101'] },
  ]
  const sought = { service: 'health_medical_service', place: 'XX0101', language: '' }
  const fits = fitsOf([clinic, ...others], sought, monday, above)
  expect(fits.map(({ provider }) => provider.name)).toEqual(['Near', 'Clinic', 'Full', 'Far'])
  expect(fits.map(({ misfits }) => misfits)).toEqual([[], [], ['full'], ['place']])
})

test('the case says where and in which language', () => {
  expect(soughtBy({ location_current: 'XX0101', language: ['language2', 'language3'] }, 'food_service')).toEqual({
    service: 'food_service',
    place: 'XX0101',
    language: 'language2',
  })
  expect(soughtBy({}, undefined)).toEqual({ service: '', place: '', language: '' })
})
