import ts from 'ts-compiler-api'
import { clientDeclaration, type SdkPackage } from './package-program.ts'

/** A method of a resource, as the SDK declares it. */
export interface ResourceMethod {
  /** How a client reaches it: `['beta', 'agents', 'sessions', 'create']`. */
  path: string[]
  /** The class that declares it. */
  className: string
  /** File of the class's declaration. */
  file: string
  /** Its overloads, in their order. */
  overloads: ts.MethodDeclaration[]
}

/** The class of the client. */
const CLIENT = 'OpenAI'

/**
 * Walks from the client's class to the classes of its resources, through their properties.
 *
 * @returns every public method of every resource, in the order of declaration; one that a client reaches in two ways
 *   once
 */
export function resourceMethods({ program, folder }: SdkPackage): ResourceMethod[] {
  const checker = program.getTypeChecker()
  const client = program.getSourceFile(clientDeclaration(folder))?.statements.find(isClassNamed(CLIENT))
  if (client === undefined) {
    throw new Error(`openai's declarations have no class ${CLIENT}; spec/sdk/resources.ts expects one`)
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
        ? visit(declaration, [...path, nameOf(property)])
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
  return [...Map.groupBy(methods, nameOf)].map(([name, overloads]) => ({
    path: [...path, name],
    className: resource.name?.text ?? '',
    file: resource.getSourceFile().fileName,
    overloads,
  }))
}

/** @returns false for private and protected members, and for those that start with `_` or `#` */
function isPublic(member: ts.PropertyDeclaration | ts.MethodDeclaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static
  return (ts.getCombinedModifierFlags(member) & hidden) === 0 && /^[a-z]/i.test(nameOf(member))
}

function nameOf({ name }: ts.PropertyDeclaration | ts.MethodDeclaration): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : ''
}
