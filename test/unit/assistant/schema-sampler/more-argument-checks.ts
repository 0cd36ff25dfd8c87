import type { ArgumentCheck } from './argument-checks.ts'

export const SHOP_AND_MONEY: readonly ArgumentCheck[] = [
  ['Where is my order ORD-77812?', { order_id: 'string' }, { order_id: 'ORD-77812' }],
  [
    'track parcel 1Z999AA10123456784',
    { tracking_number: 'string', 'carrier?': 'ups|dhl|fedex' },
    { tracking_number: '1Z999AA10123456784' },
  ],
  ['Add 3 of SKU-1001 to my cart', { sku: 'string', quantity: 'integer' }, { sku: 'SKU-1001', quantity: 3 }],
  [
    'search for wireless headphones under 80 dollars',
    { query: 'string', 'max_price?': 'number', 'min_price?': 'number', 'page?': 'integer' },
    { query: /wireless headphones/, max_price: 80 },
  ],
  [
    'Refund order 55120 because it arrived broken',
    { order_id: 'string', reason: 'string' },
    { order_id: '55120', reason: /arrived broken/ },
  ],
  [
    'Convert 250 USD to EUR',
    { amount: 'number', from_currency: 'string', to_currency: 'string' },
    { amount: 250, from_currency: 'USD', to_currency: 'EUR' },
  ],
  [
    'how many yen are 40 pounds',
    { amount: 'number', from: 'USD|EUR|GBP|JPY', to: 'USD|EUR|GBP|JPY' },
    { amount: 40, from: /.+/, to: /.+/ },
  ],
  [
    'Transfer €1,250.50 to Lena Novak',
    { recipient: 'string', amount: 'number', 'currency?': 'USD|EUR', 'note?': 'string' },
    { recipient: 'Lena Novak', amount: 1250.5, currency: 'EUR' },
  ],
  [
    'pay invoice INV-2026-004 with paypal',
    { invoice_id: 'string', method: 'card|paypal|bank' },
    { invoice_id: 'INV-2026-004', method: 'paypal' },
  ],
  ['Apply the coupon SAVE20', { code: 'string' }, { code: 'SAVE20' }],
  ['What is NVDA trading at?', { symbol: 'string' }, { symbol: 'NVDA' }],
  [
    'buy 10 shares of MSFT',
    { ticker: 'string', shares: 'integer', 'limit_price?': 'number' },
    { ticker: 'MSFT', shares: 10 },
  ],
  [
    'What is the monthly payment on a loan of $200,000 at 4.5% over 30 years?',
    { principal: 'number', annual_rate: 'number', years: 'integer' },
    { principal: 200000, annual_rate: 4.5, years: 30 },
  ],
  [
    'Split a bill of 86.40 between 4 people with a 15% tip',
    { bill: 'number', people: 'integer', tip_percent: 'number' },
    { bill: 86.4, people: 4, tip_percent: 15 },
  ],
  [
    'Create a customer named Zoë Müller with email zoe@mueller.de',
    { name: 'string', email: 'email', 'phone?': 'string', 'company?': 'string' },
    { name: 'Zoë Müller', email: 'zoe@mueller.de' },
  ],
  [
    'Create an invoice for Acme GmbH over 1200 EUR due 2026-04-30',
    { customer: 'string', amount: 'number', currency: 'string', 'due_date?': 'date' },
    { customer: /Acme GmbH/, amount: 1200, currency: 'EUR', due_date: '2026-04-30' },
  ],
  [
    'Update the status of lead L-300 to qualified',
    { lead_id: 'string', status: 'new|contacted|qualified|lost' },
    { lead_id: 'L-300', status: 'qualified' },
  ],
  [
    'Change the shipping address of order 9001 to 12 Elm Street, Springfield',
    { order_id: 'string', address: 'string' },
    { order_id: '9001', address: /Elm Street|Springfield/ },
  ],
  ['give the pizza place 4 stars', { rating: 'integer', 'comment?': 'string' }, { rating: 4 }],
  [
    'Order two large margherita pizzas',
    { item: 'string', quantity: 'integer', 'size?': 'small|medium|large' },
    { item: /pizza/, quantity: 2, size: 'large' },
  ],
]

export const HOME_AND_MORE: readonly ArgumentCheck[] = [
  [
    'Turn on the kitchen lights',
    { room: 'kitchen|bedroom|living_room', on: 'boolean' },
    { room: 'kitchen', on: true },
  ],
  [
    'turn off the lamp in the living room',
    { room: 'kitchen|bedroom|living_room', on: 'boolean' },
    { room: 'living_room', on: false },
  ],
  [
    'Set the thermostat to 21.5 degrees',
    { temperature: 'number', 'mode?': 'heat|cool|off' },
    { temperature: 21.5 },
  ],
  [
    'Dim the bedroom light to 30%',
    { room: 'string', brightness: 'integer', 'color?': 'string' },
    { room: /bedroom/i, brightness: 30 },
  ],
  ['make it dark', { theme: 'light|dark' }, { theme: 'dark' }],
  [
    'Play Bohemian Rhapsody by Queen',
    { song: 'string', 'artist?': 'string' },
    { song: /Bohemian Rhapsody/, artist: 'Queen' },
  ],
  ['Set the volume to 7', { level: 'integer' }, { level: 7 }],
  [
    'Translate "good night" to Japanese',
    { text: 'string', target_language: 'string' },
    { text: 'good night', target_language: 'Japanese' },
  ],
  [
    'translate where is the station into German',
    { text: 'string', target_lang: ['string', 'ISO code, for example "fr"'] },
    { text: 'where is the station', target_lang: 'de' },
  ],
  [
    'Translate from English to French: The cat sleeps.',
    { text: 'string', source_language: 'string', target_language: 'string' },
    { text: 'The cat sleeps.', source_language: 'English', target_language: 'French' },
  ],
  [
    'How do you say thank you in Korean?',
    { text: 'string', target_language: 'string' },
    { text: 'thank you', target_language: 'Korean' },
  ],
  ['Add 5 and 7', { a: 'number', b: 'number' }, { a: 5, b: 7 }],
  [
    'what is 12.5 times 8',
    { x: 'number', y: 'number', operation: 'add|subtract|multiply|divide' },
    { x: 12.5, y: 8, operation: 'multiply' },
  ],
  [
    'subtract three from ten',
    { a: 'number', b: 'number', op: 'add|sub|mul|div' },
    { a: 3, b: 10, op: 'sub' },
  ],
  ['I need to solve the equation 3x + 11 = 14', { equation: 'string' }, { equation: '3x + 11 = 14' }],
  ['Calculate (2 + 3) * 4', { expression: 'string' }, { expression: '(2 + 3) * 4' }],
  [
    'Convert 10 miles to km',
    { value: 'number', from_unit: 'km|mi', to_unit: 'km|mi' },
    { value: 10, from_unit: /km|mi/, to_unit: /km|mi/ },
  ],
  ['average of 4, 8, 15, 16, 23 and 42', { numbers: 'number[]' }, { numbers: [4, 8, 15, 16, 23, 42] }],
  ['echo hello world', { message: 'string' }, { message: 'hello world' }],
  [
    'Search the web for the best ramen in Osaka',
    { query: 'string', 'count?': 'integer' },
    { query: /best ramen in Osaka/ },
  ],
  [
    'Who won the 2014 world cup?',
    { query: 'string', 'date?': 'date' },
    { query: /Who won the 2014 world cup/ },
  ],
  ['Search the docs for rate limits', { query: 'string' }, { query: 'rate limits' }],
  [
    'Add milk, eggs and bread to my shopping list',
    { items: 'string[]' },
    { items: ['milk', 'eggs', 'bread'] },
  ],
  [
    'add buy stamps to my todo list',
    { task: 'string', 'priority?': 'low|medium|high' },
    { task: 'buy stamps' },
  ],
  [
    'Add a task to review the budget with high priority',
    { title: 'string', 'priority?': 'low|medium|high', 'due?': 'date' },
    { title: /review the budget/, priority: 'high' },
  ],
  [
    'Book an appointment with Dr. Okafor on April 2nd at 11am',
    { doctor: 'string', date: 'date', time: 'string' },
    { doctor: /Okafor/, date: '2026-04-02', time: '11:00' },
  ],
  ['What are the side effects of ibuprofen?', { query: 'string' }, { query: /ibuprofen/ }],
  ['Find employee E-4411', { employee_id: 'string', 'department?': 'string' }, { employee_id: 'E-4411' }],
  [
    'Request vacation from 2026-07-06 to 2026-07-17',
    { start_date: 'date', end_date: 'date', 'reason?': 'string' },
    { start_date: '2026-07-06', end_date: '2026-07-17' },
  ],
  [
    'Create a poll "Lunch?" with options pizza, sushi and salad',
    { question: 'string', options: 'string[]' },
    { question: 'Lunch?', options: ['pizza', 'sushi', 'salad'] },
  ],
  [
    'Deploy version v2.3.1 to staging',
    { version: 'string', environment: 'staging|production', 'dry_run?': 'boolean' },
    { version: 'v2.3.1', environment: 'staging' },
  ],
  [
    'scale the checkout service to 5 replicas',
    { service: 'string', replicas: 'integer' },
    { service: /checkout/, replicas: 5 },
  ],
  [
    'Change my seat to 12A, my confirmation number is LL0EH6',
    { confirmation_number: 'string', new_seat: 'string' },
    { confirmation_number: 'LL0EH6', new_seat: '12A' },
  ],
  [
    'Draw a picture of a fox in the snow',
    { prompt: 'string', 'size?': '256x256|512x512|1024x1024' },
    { prompt: /fox in the snow/ },
  ],
  [
    'delete user 42 without notifying them',
    { user_id: 'integer', 'notify?': 'boolean' },
    { user_id: 42, notify: false },
  ],
  [
    'Show me orders sorted by date, newest first, page 2',
    { 'sort?': 'asc|desc', 'page?': 'integer', 'limit?': 'integer' },
    { sort: 'desc', page: 2 },
  ],
  ['list the products', { 'category?': 'string', 'limit?': ['integer', 'Defaults to 20'] }, {}],
]

/** Strict schemas: null where it is allowed, else the documented default. */
export const STRICT: readonly ArgumentCheck[] = [
  [
    'Weather in Cairo',
    { city: 'string', unit: 'celsius|fahrenheit?', days: 'integer?' },
    { city: 'Cairo', unit: null, days: null },
  ],
  ['Weather in Cairo for 3 days', { city: 'string', days: 'integer?' }, { city: 'Cairo', days: 3 }],
  [
    'read README.md',
    {
      path: 'string',
      encoding: ['string', 'Text encoding. Defaults to utf-8.'],
      limit: ['integer', 'Lines to read (default: 2000)'],
    },
    { path: 'README.md', encoding: 'utf-8', limit: 2000 },
  ],
  [
    'Email kim@x.dev about lunch',
    { to: 'email', subject: 'string', cc: 'string?', html: 'boolean?' },
    { to: 'kim@x.dev', subject: /lunch/i, cc: null, html: null },
  ],
  [
    'find laptops',
    {
      query: 'string',
      sort: ['string', 'One of price, rating, newest. Default: rating'],
      in_stock: ['boolean', 'Only items in stock (default true)'],
    },
    { query: /laptops/, sort: 'rating', in_stock: true },
  ],
]
