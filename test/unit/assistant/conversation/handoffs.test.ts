import { expect, test } from 'vitest'
import { isReturnTool, isTransfer, isTransferTool } from '../../../../src/assistant/conversation/handoffs.ts'
import type { Tool } from '../../../../src/assistant/tools/tools.ts'

const tool = (name: string, ...properties: string[]): Tool => ({
  kind: 'function',
  name,
  parameters: { type: 'object', properties: Object.fromEntries(properties.map((key) => [key, {}])) },
  definition: {},
})

test.each([
  ['transfer_to_billing_agent', '{"assistant":"Billing agent"}', true],
  ['transfer_to_math_expert', 'Successfully transferred to math_expert', true],
  ['transfer_back_to_supervisor', 'Successfully transferred back to supervisor', true],
  ['handoffToSales', 'Handed off to sales', true],
  ['assign_to_writer', 'Assigned to writer', true],
  ['transfer_to_account', 'Sent 40 EUR, reference 7', false],
  ['get_transfer', 'Transferred to savings', false],
])('isTransfer of %s with result %j is %j', (name, output, expected) => {
  expect(isTransfer(name, output)).toBe(expected)
})

test('isTransferTool needs a name of a handoff and no data', () => {
  expect(isTransferTool(tool('transfer_to_sales'))).toBe(true)
  expect(isTransferTool(tool('delegate_to_writer', 'task_description'))).toBe(true)
  expect(isTransferTool(tool('transfer_money', 'amount'))).toBe(false)
  expect(isTransferTool(tool('transfer_to_account', 'amount', 'iban'))).toBe(false)
})

test('isReturnTool recognizes the way back', () => {
  expect(isReturnTool(tool('transfer_back_to_supervisor'))).toBe(true)
  expect(isReturnTool(tool('transfer_to_sales'))).toBe(false)
})
