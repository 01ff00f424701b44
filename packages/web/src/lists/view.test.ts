import { expect, test } from 'vitest'
import { queryOf, type View, viewFrom } from './view.ts'

const always = () => true
const view = (part: Partial<View>): View => ({ filters: {}, sort: undefined, page: 1, per: 20, ...part })

test('a view comes back from its address as it was', () => {
  const shown = view({
    filters: {
      status: { any: ['open'] },
      risk_level: { any: ['high', 'a,b & c'] },
      registration_date: { from: '2026-01-01', to: '' },
      location_current: { under: ['XX01', 'XX02'] },
    },
    sort: { field: 'registration_date', descending: true },
    page: 3,
    per: 50,
  })
  expect(viewFrom(queryOf(shown, always), {}, always)).toEqual(shown)
})

test('an address without filters shows the usual ones, and one that asks for all shows none', () => {
  const usual = { status: { any: ['open'] } }
  expect(viewFrom('', usual, always).filters).toEqual(usual)
  expect(viewFrom('page=2', usual, always).filters).toEqual(usual)
  expect(viewFrom(queryOf(view({}), always), usual, always).filters).toEqual({})
})

test('a filter that could point to a person stays out of the address, both ways', () => {
  const mayShow = (field: string) => field !== 'owned_by'
  const shown = view({ filters: { owned_by: { any: ['amal'] }, status: { any: ['open'] } } })
  expect(queryOf(shown, mayShow)).toBe('status=open')
  expect(viewFrom('owned_by=amal&status=open', {}, mayShow).filters).toEqual({ status: { any: ['open'] } })
})

test('an address that somebody broke still gives a list', () => {
  const broken = viewFrom('page=-1&per=7&sort=;drop&status=&__proto__=x&%%%=1&age=%E0%A4%A', {}, always)
  expect(broken).toMatchObject({ page: 1, per: 20, sort: undefined })
  expect(Object.keys(broken.filters)).toEqual(['age'])
})
