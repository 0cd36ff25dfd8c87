/** The image's health check: ends with 0 when the mock on `PORT` says that it is ready. */
const port = process.env['PORT'] ?? '4010'
try {
  const { ok, status } = await fetch(`http://127.0.0.1:${port}/__mock/health`)
  console.log(`/__mock/health: ${status}`)
  process.exitCode = ok ? 0 : 1
} catch (error) {
  console.log(`/__mock/health cannot be reached on port ${port}: ${String(error)}`)
  process.exitCode = 1
}
