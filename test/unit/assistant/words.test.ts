import { expect, test } from 'vitest'
import {
  conceptsOf,
  contentWords,
  isNounVerb,
  relatedStems,
  splitWords,
  stem,
  verbsOf,
} from '../../../src/assistant/words.ts'

test.each([
  'book booking booked books',
  'translate translation translator translating',
  'calculate calculator calculation',
  'cancel cancelled canceled cancelling cancellation',
  'city cities',
  'address addresses',
  'pay paid payment paying',
  'deliver delivery delivered',
  'summarize summary summaries',
  'notify notification notifies',
  'send sent sends',
  'run running ran runs',
])('the stem is the same for %s', (forms) => {
  expect(new Set(forms.split(' ').map(stem)).size).toBe(1)
})

test.each(['state station', 'form format', 'custom customer', 'new news', 'string strong'])(
  'the stems differ for %s',
  (words) => {
    expect(new Set(words.split(' ').map(stem)).size).toBe(2)
  },
)

test('splitWords splits identifiers and keeps other alphabets', () => {
  expect(splitWords('getUserName get_user_name HTTPServer')).toEqual(
    'get user name get user name http server'.split(' '),
  )
  expect(splitWords('Wetter in Köln, 東京')).toEqual(['wetter', 'in', 'köln', '東京'])
})

test('contentWords leaves out stop words', () => {
  expect(contentWords('What is the weather like in Oslo?')).toEqual(['weather', 'oslo'])
})

test('verbsOf groups verbs in any form', () => {
  expect(verbsOf('deleting')).toEqual(['delete'])
  expect(verbsOf('removes')).toEqual(['delete'])
  expect(verbsOf('banana')).toEqual([])
})

test('isNounVerb tells orders from deletes', () => {
  expect(isNounVerb('orders')).toBe(true)
  expect(isNounVerb('deletes')).toBe(false)
})

test('conceptsOf and relatedStems connect words of one subject', () => {
  expect(conceptsOf('rainy')).toEqual(['weather'])
  expect(relatedStems(stem('folder'))).toContain(stem('directory'))
})
