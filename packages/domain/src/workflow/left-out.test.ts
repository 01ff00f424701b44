import { expect, test } from 'vitest'
import { sampleStored } from '../records/sample.ts'
import { currentCare } from '../cases/derive.ts'
import { tellsAnswers, withTellers } from './left-out.ts'

test('with an answer goes what is made of it, and with a name every part of it', () => {
  expect(withTellers(['name_first', 'sex'])).toEqual(['name_first', 'name', 'sex'])
  expect(withTellers(['name'])).toEqual(expect.arrayContaining(['name', 'name_first', 'name_last', 'name_nickname']))
  expect(withTellers(['age'])).toContain('date_of_birth')
  expect(withTellers([])).toEqual([])
  expect(withTellers(['constructor'])).toEqual(['constructor'])
})

test('all that is made of how a child is cared for goes with it', () => {
  const row = {
    unique_id: 'a',
    care_arrangements_type: 'foster',
    name_caregiver: 'Amra',
    care_arrangement_started_date: '2024-01-01',
  }
  const { data } = sampleStored({ care_arrangements_section: [row] })
  const made = Object.keys(currentCare(data))
  expect(made).toHaveLength(3)
  expect(withTellers(['care_arrangements_section'])).toEqual(expect.arrayContaining(made))
  expect(made.every(tellsAnswers)).toBe(true)
  expect(tellsAnswers('status')).toBe(false)
})
