import { expect, test } from 'vitest'
import { splitItems } from '../../../../src/assistant/tools/split-items.ts'
import { splitRequests } from '../../../../src/assistant/tools/split-requests.ts'
import { readTools, type Tool } from '../../../../src/assistant/tools/tools.ts'
import { functionTool } from './tool-questions.ts'

test.each<[question: string, texts: string[], later: boolean[]]>([
  ['Read a.txt', ['Read a.txt'], [false]],
  ['Read a.txt and list the folder', ['Read a.txt', 'list the folder'], [false, false]],
  ['Add 3 and 4, then multiply by 5', ['Add 3 and 4', 'multiply by 5'], [false, true]],
  ['Find a flight to Rome and book it', ['Find a flight to Rome', 'book it'], [false, true]],
  [
    'What is the weather in Lima and what time is it there?',
    ['What is the weather in Lima', 'what time is it there?'],
    [false, false],
  ],
  ['Read about cats and dogs', ['Read about cats and dogs'], [false]],
  ['Write "stop and delete it" to a.txt', ['Write "stop and delete it" to a.txt'], [false]],
  ['Ask Dr. Smith for a date', ['Ask Dr. Smith for a date'], [false]],
  ['How big is a.txt? Get its size.', ['How big is a.txt? Get its size.'], [false]],
  ['Send 20 to Lena and 30 to Max', ['Send 20 to Lena', 'Send 30 to Max'], [false, false]],
])('splitRequests splits %j', (question, texts, later) => {
  const clauses = splitRequests(question)
  expect(clauses.map(({ text }) => text)).toEqual(texts)
  expect(clauses.map(({ isLater }) => isLater)).toEqual(later)
})

const tool = (properties: string): Tool => {
  const [only] = readTools([functionTool('do_it', 'Does it', properties)])
  if (only === undefined) {
    throw new Error('no tool')
  }
  return only
}

test.each<[clause: string, properties: string, items: string[]]>([
  [
    'Weather in Oslo, New York and Rome',
    'city',
    ['Weather in Oslo', 'Weather in New York', 'Weather in Rome'],
  ],
  ['weather in oslo and rome?', 'city', ['weather in oslo?', 'weather in rome?']],
  ['Weather in Oslo, Norway', 'city', ['Weather in Oslo, Norway']],
  ['Fly from Oslo to Rome', 'origin destination', ['Fly from Oslo to Rome']],
  ['Fly from Oslo to Rome or Nice', 'origin destination', ['Fly from Oslo to Rome', 'Fly from Oslo to Nice']],
  ['Read /a.txt and /b.txt', 'path', ['Read /a.txt', 'Read /b.txt']],
  ['Read /a.txt and /b.txt', 'paths:array', ['Read /a.txt and /b.txt']],
  ['Add 3 and 4', 'a:number b:number', ['Add 3 and 4']],
  ['Roots of 9 and 16', 'x:number', ['Roots of 9', 'Roots of 16']],
  [
    'Convert 5 dollars to euros and yen',
    'amount:number from to',
    ['Convert 5 dollars to euros', 'Convert 5 dollars to yen'],
  ],
  ['Search for Romeo and Juliet', 'query', ['Search for Romeo and Juliet']],
])('splitItems splits %j for %s', (clause, properties, items) => {
  expect(splitItems(clause, tool(properties))).toEqual(items)
})

test('splitItems limits the number of calls', () => {
  const cities = Array.from({ length: 40 }, (_, index) => `City${'abcdefgh'.charAt(index % 8)}x`).join(', ')
  expect(splitItems(`Weather in ${cities} and Rome`, tool('city'))).toHaveLength(8)
})
