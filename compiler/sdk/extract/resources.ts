import ts from 'ts-compiler-api'
import { clientDeclaration, type SdkPackage } from './load-package.ts'

/** A method of a resource, as the SDK declares it. */
export interface ResourceMethod {
  /** The call path in the client: `['beta', 'agents', 'sessions', 'create']`. */
  path: string[]
  /** Name of the declaring class. */
  className: string
  /** Declaration file of the class. */
  file: string
  /** Overloads in declaration order. */
  overloads: ts.MethodDeclaration[]
}

/** Name of the client class. */
const CLIENT = 'OpenAI'

/**
 * Collects the methods of all resources, starting at the client class and following its properties.
 *
 * @returns all public methods in declaration order; resources with several paths are only listed once
 */
export function resourceMethods({ program, folder }: SdkPackage): ResourceMethod[] {
  const checker = program.getTypeChecker()
  const client = program.getSourceFile(clientDeclaration(folder))?.statements.find(isClassNamed(CLIENT))
  if (client === undefined) {
    throw new Error(
      `the declarations of openai have no class ${CLIENT}, which compiler/sdk/extract/resources.ts expects`,
    )
  }
  const seen = new Set<ts.ClassDeclaration>()
  const visit = (resource: ts.ClassDeclaration, path: string[]): ResourceMethod[] => {
    if (seen.has(resource)) {
      return []
    }
    seen.add(resource)
    const own = path.length === 0 ? [] : methodsOf(resource, path)
    const inner = resource.members.filter(ts.isPropertyDeclaration).flatMap((property) => {
      const declaration = isPublic(property)
        ? checker.getTypeAtLocation(property).symbol?.valueDeclaration
        : undefined
      return declaration !== undefined && ts.isClassDeclaration(declaration) && isResource(declaration)
        ? visit(declaration, [...path, memberName(property)])
        : []
    })
    return [...own, ...inner]
  }
  return visit(client, [])
}

function isClassNamed(name: string): (node: ts.Node) => node is ts.ClassDeclaration {
  return (node): node is ts.ClassDeclaration => ts.isClassDeclaration(node) && node.name?.text === name
}

function isResource(declaration: ts.ClassDeclaration): boolean {
  return declaration.getSourceFile().fileName.includes('/resources/')
}

function methodsOf(resource: ts.ClassDeclaration, path: string[]): ResourceMethod[] {
  const methods = resource.members.filter(ts.isMethodDeclaration).filter(isPublic)
  return [...Map.groupBy(methods, memberName)].map(([name, overloads]) => ({
    path: [...path, name],
    className: resource.name?.text ?? '',
    file: resource.getSourceFile().fileName,
    overloads,
  }))
}

/** @returns false for private, protected and static members, and for names that start with `_` or `#` */
function isPublic(member: ts.PropertyDeclaration | ts.MethodDeclaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static
  return (ts.getCombinedModifierFlags(member) & hidden) === 0 && /^[a-z]/i.test(memberName(member))
}

function memberName({ name }: ts.PropertyDeclaration | ts.MethodDeclaration): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : ''
}
