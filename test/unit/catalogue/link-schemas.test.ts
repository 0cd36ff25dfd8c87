import { describe, expect, test } from 'vitest'
import { linkSchemas } from '../../../src/catalogue/link-schemas.ts'

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** @returns a linker of component schemas */
function linkerOf(schemas: Record<string, object>) {
  return linkSchemas(
    Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, JSON.stringify(schema)])),
  )
}

describe('linkSchemas', () => {
  test('link replaces a reference by the component schema', () => {
    const { link } = linkerOf({ Name: { type: 'string' } })
    expect(link({ items: reference('Name') })).toEqual({ items: { type: 'string' } })
  })

  test('link mutates and returns its argument', () => {
    const { link } = linkerOf({ Name: { type: 'string' } })
    const value = { items: reference('Name') }
    expect(link(value)).toBe(value)
  })

  test('link replaces references in component schemas', () => {
    const { link } = linkerOf({ List: { items: reference('Item') }, Item: { type: 'integer' } })
    expect(link({ oneOf: [reference('List')] })).toEqual({ oneOf: [{ items: { type: 'integer' } }] })
  })

  test('all references to a component share one object', () => {
    const { link } = linkerOf({ Item: { type: 'integer' } })
    const linked: { a: object; b?: object } = link({ a: reference('Item'), b: reference('Item') })
    expect(linked.a).toBe(linked.b)
    expect(link({ a: reference('Item') }).a).toBe(linked.a)
  })

  test('a component is parsed on its first reference only', () => {
    const { link } = linkSchemas({ Broken: '{', Item: '{}' })
    expect(link({ a: reference('Item') })).toEqual({ a: {} })
    expect(() => link({ a: reference('Broken') })).toThrow(SyntaxError)
  })

  test('the inner occurrence of a recursive schema is a reference to the bundled one', () => {
    const { link, recursive } = linkerOf({ Tree: { properties: { child: reference('Tree') } } })
    const tree = { properties: { child: { $ref: '#/__bundled__/Tree' } } }
    expect(link({ a: reference('Tree') })).toEqual({ a: tree })
    expect(recursive).toEqual({ Tree: tree })
  })

  test('schemas that refer to each other are both linked', () => {
    const { link, recursive } = linkerOf({ A: { items: reference('B') }, B: { items: reference('A') } })
    expect(link({ a: reference('A') })).toEqual({ a: { items: { items: { $ref: '#/__bundled__/A' } } } })
    expect(Object.keys(recursive)).toEqual(['A'])
  })

  test('a reference to an unknown component becomes an empty schema', () => {
    expect(linkerOf({}).link({ a: reference('Gone') })).toEqual({ a: {} })
  })

  test.each(['example', 'examples', 'default', 'enum', 'const'])(
    'link does not change the data in %s',
    (keyword) => {
      const data = { [keyword]: [reference('Item')] }
      expect(linkerOf({ Item: {} }).link(structuredClone(data))).toEqual(data)
    },
  )

  test('properties may be called $ref, example or default', () => {
    const { link } = linkerOf({ Item: { type: 'integer' } })
    const properties = { $ref: { type: 'string' }, example: reference('Item'), default: reference('Item') }
    expect(link({ properties })).toEqual({
      properties: { $ref: { type: 'string' }, example: { type: 'integer' }, default: { type: 'integer' } },
    })
  })

  test('references to anything but component schemas are not replaced', () => {
    const value = { a: { $ref: '#/definitions/Item' } }
    expect(linkerOf({ Item: {} }).link(structuredClone(value))).toEqual(value)
  })
})
