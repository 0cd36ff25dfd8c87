// The least that a Worker can do: what ours costs is measured against it.
export default {
  fetch: () => Response.json({ ok: true }),
}
