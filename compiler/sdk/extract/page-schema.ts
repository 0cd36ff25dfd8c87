import ts from 'ts-compiler-api'
import type { Schema } from '../../document/document.ts'
import type { SchemaWriter } from './schema-writer.ts'

/** Types of a page, for {@link pageSchema}. */
export interface Page {
  /** The page's class, as in the return type of the method. */
  type: ts.TypeNode
  /** The type of its items. */
  item?: ts.TypeNode | undefined
  scope: string
}

/**
 * Writes the response from which the SDK builds a page: the fields declared by the page's class and its base classes. A
 * list of the class's type parameter becomes a list of the method's items.
 */
export function pageSchema(page: Page, writer: SchemaWriter, checker: ts.TypeChecker): Schema {
  const properties: Record<string, Schema> = {}
  for (const declaration of classChain(checker.getTypeAtLocation(page.type).symbol, checker).toReversed()) {
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
  // Every list of the API has `object: "list"`; the classes omit it or declare it as a string.
  properties['object'] = { type: 'string', enum: ['list'], ...enumOf(properties['object']) }
  return { type: 'object', properties, required: Object.keys(properties) }
}

function enumOf(schema: Schema | undefined): Pick<Schema, 'enum'> {
  return schema?.enum === undefined ? {} : { enum: schema.enum }
}

/** The class and its base classes, most derived first. */
function classChain(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.ClassDeclaration[] {
  const declaration = symbol?.declarations?.find(ts.isClassDeclaration)
  if (declaration === undefined) {
    return []
  }
  const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
  const [base] = extended?.types ?? []
  const next = base === undefined ? undefined : checker.getTypeAtLocation(base).symbol
  return [declaration, ...classChain(next, checker)]
}

/** True for `Array<Item>`, if `Item` is a type parameter of the class. */
function isListOf(type: ts.TypeNode, generic: ReadonlySet<string>): boolean {
  const [item] = ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : []
  return item !== undefined && generic.has(item.getText())
}
