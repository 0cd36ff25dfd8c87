import type { Json } from '../../../../src/web/json/json.ts'
import type { CompactObject } from './compact-schema.ts'

/** Expected members; a pattern matches a string. Members that are not listed must be absent. */
export type Expected = Readonly<Record<string, Json | RegExp>>

/** A question, the parameters of a tool, and the arguments of its call. The clock is Wednesday, 2026-03-11. */
export type ArgumentCheck = readonly [question: string, parameters: CompactObject, expected: Expected]

export const WEATHER_AND_TRAVEL: readonly ArgumentCheck[] = [
  ['whats the weather in porto', { city: 'string' }, { city: 'porto' }],
  [
    'Weather in São Paulo in fahrenheit please',
    { location: 'string', 'unit?': 'celsius|fahrenheit' },
    { location: 'São Paulo', unit: 'fahrenheit' },
  ],
  ['I am in Berlin. What is the forecast for Rome?', { city: 'string' }, { city: 'Rome' }],
  [
    'how hot is it in new york tomorrow',
    { city: 'string', 'date?': 'date' },
    { city: 'new york', date: '2026-03-12' },
  ],
  ['Forecast for Oslo, Norway', { location: 'string' }, { location: 'Oslo, Norway' }],
  ['Will it rain in Kraków on Friday?', { city: 'string', 'days?': 'integer' }, { city: 'Kraków' }],
  ['5 day forecast for Nairobi', { city: 'string', 'days?': 'integer' }, { city: 'Nairobi', days: 5 }],
  [
    'Find flights from Lisbon to Buenos Aires on 2026-05-02 for 2 adults',
    {
      origin: 'string',
      destination: 'string',
      departure_date: 'date',
      'adults?': 'integer',
      'return_date?': 'date',
    },
    { origin: 'Lisbon', destination: 'Buenos Aires', departure_date: '2026-05-02', adults: 2 },
  ],
  [
    'fly me from CDG to JFK next monday',
    { from: 'string', to: 'string', date: 'date' },
    { from: 'CDG', to: 'JFK', date: '2026-03-16' },
  ],
  ['Is flight BA117 on time?', { flight_number: 'string' }, { flight_number: 'BA117' }],
  [
    'Book a hotel in Kyoto from April 3 to April 7 for three guests',
    { city: 'string', checkIn: 'date', checkOut: 'date', guests: 'integer' },
    { city: 'Kyoto', checkIn: '2026-04-03', checkOut: '2026-04-07', guests: 3 },
  ],
  [
    'I need a hotel in Lima, check-in 2026-06-01, check-out 2026-06-05, under $150 a night',
    { city: 'string', check_in: 'date', check_out: 'date', 'max_price?': 'number', 'stars?': 'integer' },
    { city: 'Lima', check_in: '2026-06-01', check_out: '2026-06-05', max_price: 150 },
  ],
  [
    'How far is it from Munich to Vienna by train?',
    { origin: 'string', destination: 'string', 'mode?': 'driving|walking|transit' },
    { origin: 'Munich', destination: 'Vienna', mode: 'transit' },
  ],
  [
    'Directions from 221B Baker Street to Heathrow Airport',
    { origin: 'string', destination: 'string' },
    { origin: /Baker Street/, destination: 'Heathrow Airport' },
  ],
  ['What time is it in Tokyo?', { city: 'string' }, { city: 'Tokyo' }],
  [
    'Book a table at Trattoria Roma for 4 people tomorrow at 7:30pm',
    { restaurant: 'string', party_size: 'integer', date: 'date', time: 'string' },
    { restaurant: 'Trattoria Roma', party_size: 4, date: '2026-03-12', time: '19:30' },
  ],
  [
    'Rent a car in Málaga from 1 July 2026 until 8 July 2026',
    { location: 'string', start_date: 'date', end_date: 'date' },
    { location: 'Málaga', start_date: '2026-07-01', end_date: '2026-07-08' },
  ],
  [
    'Find me restaurants near Alexanderplatz that serve sushi',
    { location: 'string', 'cuisine?': 'sushi|pizza|thai' },
    { location: 'Alexanderplatz', cuisine: 'sushi' },
  ],
]

export const CALENDAR_AND_MAIL: readonly ArgumentCheck[] = [
  [
    'Schedule a meeting with Priya Sharma tomorrow at 3pm',
    { title: 'string', date: 'date', time: 'string', 'attendees?': 'string[]' },
    { title: /Priya Sharma/, date: '2026-03-12', time: '15:00', attendees: ['Priya Sharma'] },
  ],
  [
    'Create an event called "Quarterly Review" on 2026-04-10 at 10:00 for 90 minutes',
    { title: 'string', date: 'date', start_time: 'string', duration_minutes: 'integer' },
    { title: 'Quarterly Review', date: '2026-04-10', start_time: /10:00/, duration_minutes: 90 },
  ],
  [
    'Set up a 2 hour call titled Roadmap sync on March 20 at noon',
    { title: 'string', date: 'date', time: 'string', 'duration_minutes?': 'integer' },
    { title: 'Roadmap sync', date: '2026-03-20', time: '12:00', duration_minutes: 120 },
  ],
  [
    'Remind me to call the dentist tomorrow at 9am',
    { text: 'string', when: 'date-time' },
    { text: /call the dentist/, when: '2026-03-12T09:00:00Z' },
  ],
  [
    'remind me to water the plants in three days',
    { title: 'string', date: 'date' },
    { title: 'water the plants', date: '2026-03-14' },
  ],
  ["What's on my calendar next Friday?", { date: 'date' }, { date: '2026-03-13' }],
  ['Cancel the meeting evt_8842', { event_id: 'string', 'notify?': 'boolean' }, { event_id: 'evt_8842' }],
  [
    'Block my calendar on 2026-03-18 between 14:00 and 16:30',
    { date: 'date', start_time: 'string', end_time: 'string' },
    { date: '2026-03-18', start_time: /14:00/, end_time: /16:30/ },
  ],
  [
    'Email ana.lopez@example.com with subject "Invoice 42" saying The invoice is attached.',
    { to: 'string', subject: 'string', body: 'string', 'cc?': 'string' },
    { to: 'ana.lopez@example.com', subject: 'Invoice 42', body: /invoice is attached/i },
  ],
  [
    'Send an email to bob@corp.io and eve@corp.io about the launch',
    { recipients: 'string[]', subject: 'string', 'body?': 'string' },
    { recipients: ['bob@corp.io', 'eve@corp.io'], subject: /launch/i },
  ],
  [
    'Text Maria that I am running late',
    { recipient: 'string', message: 'string' },
    { recipient: 'Maria', message: 'I am running late' },
  ],
  [
    'Tell the team channel: deploy is done',
    { channel: 'string', text: 'string' },
    { channel: /team|channel/i, text: 'deploy is done' },
  ],
  [
    'Post "Shipping v2 today!" to #releases',
    { channel: 'string', text: 'string' },
    { channel: /releases/, text: 'Shipping v2 today!' },
  ],
  ['call +49 30 901820 please', { phone_number: 'string' }, { phone_number: '+49 30 901820' }],
  [
    'Text (555) 010-7788: see you at 8',
    { to: 'string', body: 'string' },
    { to: '(555) 010-7788', body: 'see you at 8' },
  ],
  [
    'Invite Noor, Jonas and Li Wei to the offsite',
    { attendees: 'string[]', 'message?': 'string' },
    { attendees: ['Noor', 'Jonas', 'Li Wei'] },
  ],
  [
    'reply to message msg_771 with thanks, will do',
    { message_id: 'string', body: 'string' },
    { message_id: 'msg_771', body: /thanks, will do/ },
  ],
  [
    'Move my dentist appointment to next tuesday at 2:15 pm',
    { new_date: 'date', new_time: 'string' },
    { new_date: '2026-03-17', new_time: '14:15' },
  ],
  ['Set an alarm for 6:45am', { time: 'string', 'label?': 'string' }, { time: '06:45' }],
  [
    'set a timer for 10 minutes',
    { duration_seconds: 'integer', 'label?': 'string' },
    { duration_seconds: 600 },
  ],
]

export const FILES_AND_CODE: readonly ArgumentCheck[] = [
  [
    'Read src/app/main.py',
    { path: 'string', 'offset?': 'integer', 'limit?': 'integer' },
    { path: 'src/app/main.py' },
  ],
  [
    'show me the first 20 lines of /var/log/syslog',
    { path: 'string', 'head?': ['integer', 'Number of first lines to return'], 'tail?': 'integer' },
    { path: '/var/log/syslog', head: 20 },
  ],
  ['write hello to a.txt', { path: 'string', content: 'string' }, { path: 'a.txt', content: 'hello' }],
  [
    'Create notes/todo.md with the content "buy milk"',
    { path: 'string', content: 'string', 'overwrite?': 'boolean' },
    { path: 'notes/todo.md', content: 'buy milk' },
  ],
  [
    'Rename old.csv to new.csv',
    { source: 'string', destination: 'string' },
    { source: 'old.csv', destination: 'new.csv' },
  ],
  [
    'copy /etc/hosts to /tmp/hosts.bak',
    { source_path: 'string', dest_path: 'string' },
    { source_path: '/etc/hosts', dest_path: '/tmp/hosts.bak' },
  ],
  ['delete build/output.log', { path: 'string', 'recursive?': 'boolean' }, { path: 'build/output.log' }],
  [
    'List the directory ./docs recursively',
    { path: 'string', 'recursive?': 'boolean' },
    { path: './docs', recursive: true },
  ],
  [
    'Search for "TODO" in src/',
    { pattern: 'string', path: 'string', 'include?': 'string' },
    { pattern: 'TODO', path: 'src/' },
  ],
  [
    'find all files matching **/*.test.ts',
    { pattern: 'string', 'path?': 'string' },
    { pattern: '**/*.test.ts' },
  ],
  [
    'Replace "foo" with "bar" in lib/util.js',
    { path: 'string', old_string: 'string', new_string: 'string', 'replace_all?': 'boolean' },
    { path: 'lib/util.js', old_string: 'foo', new_string: 'bar' },
  ],
  [
    'Read package.json and tsconfig.json',
    { paths: 'string[]' },
    { paths: ['package.json', 'tsconfig.json'] },
  ],
  [
    'run bash: echo hi',
    { command: 'string', 'timeout?': 'integer', 'workdir?': 'string' },
    { command: 'echo hi' },
  ],
  ["run 'git status' in the shell", { cmd: 'string', 'shell?': 'string' }, { cmd: 'git status' }],
  [
    'Run `npm test -- --watch` please',
    { command: 'string', 'description?': 'string' },
    { command: 'npm test -- --watch' },
  ],
  ['execute ls -la', { command: 'string' }, { command: 'ls -la' }],
  ['Run this python code: print(1 + 2)', { code: 'string' }, { code: 'print(1 + 2)' }],
  [
    'Run the query SELECT name FROM users WHERE age > 30',
    { sql: 'string' },
    { sql: 'SELECT name FROM users WHERE age > 30' },
  ],
  [
    'Create an issue titled "Login broken" in acme/webshop with labels bug and urgent',
    { repo: 'string', title: 'string', 'labels?': 'string[]', 'body?': 'string' },
    { repo: /acme\/webshop/, title: 'Login broken', labels: ['bug', 'urgent'] },
  ],
  ['Close issue #128', { issue_number: 'integer', 'comment?': 'string' }, { issue_number: 128 }],
  [
    'merge pull request 57 using squash',
    { pull_number: 'integer', 'method?': 'merge|squash|rebase' },
    { pull_number: 57, method: 'squash' },
  ],
  [
    'Fetch https://example.org/feed.xml',
    { url: 'uri', 'max_length?': 'integer', 'raw?': 'boolean' },
    { url: 'https://example.org/feed.xml' },
  ],
  [
    'list open issues of vercel/next.js',
    { repo: 'string', 'state?': 'open|closed|all' },
    { repo: 'vercel/next.js', state: 'open' },
  ],
  [
    'take a screenshot of https://news.test/page?id=3',
    { url: 'string', 'full_page?': 'boolean' },
    { url: 'https://news.test/page?id=3' },
  ],
  ['checkout branch feature/login', { branch: 'string' }, { branch: 'feature/login' }],
  ['Show commit 9fceb02', { sha: 'string' }, { sha: '9fceb02' }],
]
