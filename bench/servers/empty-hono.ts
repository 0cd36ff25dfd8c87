import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// The least that a Hono app on Node can do: what ours costs is measured against it.
const app = new Hono()
app.all('*', (context) => context.json({ ok: true }))
serve({ fetch: app.fetch, port: Number(process.env['PORT']), hostname: '127.0.0.1' })
