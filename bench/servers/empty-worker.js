// A minimal Worker, the baseline for ours.
export default {
  fetch: () => Response.json({ ok: true }),
}
