import type { OutputCheck } from './output-checks.ts'

export const EXTRACTION: readonly OutputCheck[] = [
  [
    'Alice and Bob are going to a science fair on Friday',
    { name: 'string', date: 'string', participants: 'string[]' },
    { name: /science fair/i, date: 'Friday', participants: ['Alice', 'Bob'] },
  ],
  [
    'Jason Liu from Acme Corp ordered 3 lamps for 49.90 EUR on March 5, 2026. Phone: (555) 123-4567',
    {
      name: 'string',
      company: 'string',
      product: 'string',
      quantity: 'integer',
      price: 'number',
      currency: 'string',
      date: 'date',
      phone: 'string',
    },
    {
      name: 'Jason Liu',
      company: 'Acme Corp',
      product: 'lamps',
      quantity: 3,
      price: 49.9,
      currency: 'EUR',
      date: '2026-03-05',
      phone: '(555) 123-4567',
    },
  ],
  [
    'Extract the person: Amina Yusuf, 34, amina@yusuf.ng, lives in Lagos',
    { name: 'string', age: 'integer', email: 'email', city: 'string' },
    { name: 'Amina Yusuf', age: 34, email: 'amina@yusuf.ng', city: 'Lagos' },
  ],
  [
    'Invoice INV-9 from Nordic Supplies Ltd, total $1,240.00, due 2026-05-01',
    { invoice_number: 'string', vendor: 'string', total: 'number', due_date: 'date' },
    { invoice_number: 'INV-9', vendor: 'Nordic Supplies Ltd', total: 1240, due_date: '2026-05-01' },
  ],
  [
    'Meeting with Tomás in Room 4 on 12 April 2026 at 09:30',
    { attendee: 'string', date: 'date', time: 'string' },
    { attendee: 'Tomás', date: '2026-04-12', time: '09:30' },
  ],
  [
    'Hello there',
    { name: 'string?', email: 'string?', phone: 'string?' },
    { name: null, email: null, phone: null },
  ],
  [
    'Contact: Li Na, li.na@example.cn',
    { name: 'string?', email: 'string?', phone: 'string?' },
    { name: 'Li Na', email: 'li.na@example.cn', phone: null },
  ],
  [
    'Maria is 30 and Pedro is 25',
    { people: [{ name: 'string', age: 'integer' }] },
    {
      people: [
        { name: 'Maria', age: 30 },
        { name: 'Pedro', age: 25 },
      ],
    },
  ],
  [
    'Order: 2 pizzas for 18 EUR, 1 salad for 7 EUR and 3 colas for 9 EUR',
    { items: [{ item: 'string', quantity: 'integer', price: 'number' }] },
    {
      items: [
        { item: /pizza/, quantity: 2, price: 18 },
        { item: /salad/, quantity: 1, price: 7 },
        { item: /cola/, quantity: 3, price: 9 },
      ],
    },
  ],
  [
    'We visited Rome, Florence and Venice last year',
    { cities: 'string[]' },
    { cities: ['Rome', 'Florence', 'Venice'] },
  ],
  [
    'Write to a@x.org or b@y.org',
    { emails: 'string[]', urls: 'string[]' },
    { emails: ['a@x.org', 'b@y.org'], urls: [] },
  ],
  [
    'Ingredients: 200 g flour, 2 eggs and milk',
    { ingredients: 'string[]' },
    { ingredients: [/flour/, /eggs/, /milk/] },
  ],
  ['Ship it to 12 Elm Street, Springfield', { address: 'string' }, { address: /12 Elm Street/ }],
  [
    'Dr. Ivanova works at Charité Hospital in Berlin',
    { person: 'string', city: 'string' },
    { person: /Ivanova/, city: 'Berlin' },
  ],
  [
    'The temperature in Oslo is 4 degrees and it is windy',
    { city: 'string', temperature: 'number' },
    { city: 'Oslo', temperature: 4 },
  ],
  [
    'My name is Ngozi Adeyemi and I am 41 years old',
    { user: { name: 'string', age: 'integer' } },
    { user: { name: 'Ngozi Adeyemi', age: 41 } },
  ],
  [
    'Flight LH441 departs from Frankfurt and arrives in Houston on 2026-08-09',
    { flight: 'string', origin: 'string', destination: 'string', date: 'date' },
    { flight: 'LH441', origin: 'Frankfurt', destination: 'Houston', date: '2026-08-09' },
  ],
  [
    'Call me at +1 415 555 2671 tomorrow at 5pm',
    { phone: 'string', when: 'date-time' },
    { phone: '+1 415 555 2671', when: '2026-03-12T17:00:00Z' },
  ],
]

export const GENERATION: readonly OutputCheck[] = [
  [
    'Create three heroes for a game',
    { heroes: [{ name: 'string', hero_class: ['string', 'Class: warrior, mage, or thief'] }] },
    { heroes: [{ hero_class: 'warrior' }, { hero_class: 'warrior' }, { hero_class: 'warrior' }] },
  ],
  [
    'Plan searches about tea',
    { searches: ['string[]', 'A list of 5 to 20 searches'] },
    { searches: [/./, /./, /./, /./, /./] },
  ],
  ['Give me five tips for better sleep', { tips: 'string[]' }, { tips: [/./, /./, /./, /./, /./] }],
  [
    'List 2 books about space',
    { books: [{ title: 'string', author: 'string' }] },
    { books: [{ title: /./ }, { title: /./ }] },
  ],
  [
    'Tell me a joke about cats',
    { setup: 'string', punchline: 'string' },
    { setup: /cats/, punchline: /cats/ },
  ],
  [
    'What is the temperature in London?',
    { city: 'string', temperature: 'number' },
    { city: 'London', temperature: 21 },
    { results: ['{"temperature":21,"unit":"C"}'] },
  ],
  ['Search the capital of France', { answer: 'string' }, { answer: 'Paris' }, { results: ['Paris'] }],
]
