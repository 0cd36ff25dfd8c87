import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import bareWorker from './bare-worker.js'

// bare-worker.js on Node, as a Hono app.
const app = new Hono()
app.post('*', ({ req }) => bareWorker.fetch(req.raw))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
