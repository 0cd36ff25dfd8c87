import ts from 'ts-compiler-api'
import type { Schema } from '../document.ts'
import type { SchemaWriter } from './schema-writer.ts'

/** What {@link pageSchema} needs to know of a page. */
export interface Page {
  /** The page's class, as a method's promise names it. */
  type: ts.TypeNode
  /** Its items. */
  item?: ts.TypeNode | undefined
  scope: string
}

/**
 * @returns the answer that the SDK makes a page of: the fields that the page's class and those that it extends declare.
 *   A list of the class's own items is a list of the method's
 */
export function pageSchema(page: Page, writer: SchemaWriter, checker: ts.TypeChecker): Schema {
  const properties: Record<string, Schema> = {}
  for (const declaration of ancestry(checker.getTypeAtLocation(page.type).symbol, checker).toReversed()) {
    const generic = new Set(declaration.typeParameters?.map(({ name }) => name.text))
    for (const member of declaration.members.filter(ts.isPropertyDeclaration)) {
      const { name, type } = member
      const isOwn = member.modifiers === undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name))
      if (isOwn && type !== undefined) {
        properties[name.text] = isListOf(type, generic)
          ? { type: 'array', items: page.item === undefined ? {} : writer.write(page.item, page.scope) }
          : writer.write(type, page.scope)
      }
    }
  }
  // Every list of the API says that it is one; the classes leave that out, or say that it is some string.
  properties['object'] = { type: 'string', enum: ['list'], ...enumerated(properties['object']) }
  return { type: 'object', properties, required: Object.keys(properties) }
}

function enumerated(schema: Schema | undefined): Pick<Schema, 'enum'> {
  return schema?.enum === undefined ? {} : { enum: schema.enum }
}

/** The class and those that it extends, the nearest first. */
function ancestry(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.ClassDeclaration[] {
  const declaration = symbol?.declarations?.find(ts.isClassDeclaration)
  if (declaration === undefined) {
    return []
  }
  const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
  const [base] = extended?.types ?? []
  const next = base === undefined ? undefined : checker.getTypeAtLocation(base).symbol
  return [declaration, ...ancestry(next, checker)]
}

/** `Array<Item>`, where `Item` is a parameter of the class. */
function isListOf(type: ts.TypeNode, generic: ReadonlySet<string>): boolean {
  const [item] = ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : []
  return item !== undefined && generic.has(item.getText())
}
