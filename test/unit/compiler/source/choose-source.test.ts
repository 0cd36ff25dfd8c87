import { describe, expect, test } from 'vitest'
import { sdkVersion } from '../../../../compiler/sdk/version.ts'
import { chooseSource } from '../../../../compiler/source/choose-source.ts'
import { readLock } from '../../../../compiler/source/lock.ts'

describe('choosing the document source', () => {
  const nowhere = { projectFolder: '/nowhere', fetch: async () => new Response('', { status: 503 }) }

  test('the SDK is used alone, with a notice, when no copy of the document is available', async () => {
    const { document, sdk, notice } = await chooseSource(readLock(), nowhere)
    expect(document).toBeUndefined()
    expect(sdk).toBe(sdkVersion())
    expect(notice).toMatch(/Cannot find[^]*Building from the openai package instead/)
  })

  test('SPEC_SOURCE=sdk uses the SDK alone', async () => {
    expect(await chooseSource(readLock(), { ...nowhere, specSource: 'sdk' })).toMatchObject({
      sdk: sdkVersion(),
    })
  })

  test('SPEC_SOURCE=document without a document and an unknown SPEC_SOURCE are errors', async () => {
    await expect(chooseSource(readLock(), { ...nowhere, specSource: 'document' })).rejects.toThrow(
      /Cannot find OpenAI's API document/,
    )
    await expect(chooseSource(readLock(), { ...nowhere, specSource: 'x' })).rejects.toThrow(
      /SPEC_SOURCE is "x"/,
    )
  })
})
