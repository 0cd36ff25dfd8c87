import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// A minimal Hono app on Node, the baseline for ours.
const app = new Hono()
app.all('*', (context) => context.json({ ok: true }))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
