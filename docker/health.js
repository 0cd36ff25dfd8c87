/** The image's health check: exits with 0 if the mock on `PORT` is ready. */
const port = process.env['PORT'] ?? '4010'
try {
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/__mock/health`)
  console.log(`/__mock/health: ${status}`)
  process.exitCode = ok ? 0 : 1
} catch (error) {
  console.log(`cannot reach /__mock/health on port ${port}: ${String(error)}`)
  process.exitCode = 1
}
