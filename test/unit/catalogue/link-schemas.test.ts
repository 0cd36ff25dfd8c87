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
    const linker = linkerOf({ Name: { type: 'string' } })
    expect(linker.link({ items: reference('Name') })).toEqual({ items: { type: 'string' } })
  })

  test('link mutates and returns its argument', () => {
    const linker = linkerOf({ Name: { type: 'string' } })
    const value = { items: reference('Name') }
    expect(linker.link(value)).toBe(value)
  })

  test('link replaces references in component schemas', () => {
    const linker = linkerOf({ List: { items: reference('Item') }, Item: { type: 'integer' } })
    expect(linker.link({ oneOf: [reference('List')] })).toEqual({ oneOf: [{ items: { type: 'integer' } }] })
  })

  test('all references to a component share one object', () => {
    const linker = linkerOf({ Item: { type: 'integer' } })
    const linked: { a: object; b?: object } = linker.link({ a: reference('Item'), b: reference('Item') })
    expect(linked.a).toBe(linked.b)
    expect(linker.link({ a: reference('Item') }).a).toBe(linked.a)
  })

  test('a component is parsed on its first reference only', () => {
    const linker = linkSchemas({ Broken: '{', Item: '{}' })
    expect(linker.link({ a: reference('Item') })).toEqual({ a: {} })
    expect(() => linker.link({ a: reference('Broken') })).toThrow(SyntaxError)
  })

  test('the inner occurrence of a recursive schema is a reference to the bundled one', () => {
    const linker = linkerOf({ Tree: { properties: { child: reference('Tree') } } })
    const tree = { properties: { child: { $ref: '#/__bundled__/Tree' } } }
    expect(linker.link({ a: reference('Tree') })).toEqual({ a: tree })
    expect(linker.recursive).toEqual({ Tree: tree })
  })

  test('schemas that refer to each other are both linked', () => {
    const linker = linkerOf({ A: { items: reference('B') }, B: { items: reference('A') } })
    expect(linker.link({ a: reference('A') })).toEqual({
      a: { items: { items: { $ref: '#/__bundled__/A' } } },
    })
    expect(Object.keys(linker.recursive)).toEqual(['A'])
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
    const linker = linkerOf({ Item: { type: 'integer' } })
    const properties = { $ref: { type: 'string' }, example: reference('Item'), default: reference('Item') }
    expect(linker.link({ properties })).toEqual({
      properties: { $ref: { type: 'string' }, example: { type: 'integer' }, default: { type: 'integer' } },
    })
  })

  test('references to anything but component schemas are not replaced', () => {
    const value = { a: { $ref: '#/definitions/Item' } }
    expect(linkerOf({ Item: {} }).link(structuredClone(value))).toEqual(value)
  })
})
