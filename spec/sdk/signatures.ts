import ts from 'ts-compiler-api'
import type { ResourceMethod } from './resources.ts'

/** A parameter of a method. */
export interface DeclaredParameter {
  /** Its type, without what only keeps callers from mixing up arguments. */
  type: ts.TypeNode
  required: boolean
}

/**
 * @param name the parameter's name in the compiled code
 * @returns the parameter in the widest overload that has it, which is the last
 */
export function declaredParameter(
  { overloads }: ResourceMethod,
  name: string,
): DeclaredParameter | undefined {
  const parameters = overloads.flatMap((overload) =>
    overload.parameters.filter((parameter) => parameter.name.getText() === name),
  )
  const declared = parameters.at(-1)
  const type = declared?.type === undefined ? undefined : withoutGuards(declared.type)
  return declared === undefined || type === undefined
    ? undefined
    : { type, required: declared.questionToken === undefined }
}

/** @returns names of the parameters of the overload that has most of them, without the request options */
export function parameterNames({ overloads }: ResourceMethod): string[] {
  const [longest = []] = overloads
    .map(({ parameters }) => parameters.map(({ name }) => name.getText()))
    .toSorted((one, other) => other.length - one.length)
  return longest.filter((name) => name !== 'options')
}

/** What a method's promise resolves to, over all its overloads. */
export interface DeclaredResult {
  /** Types of a JSON answer. */
  json: ts.TypeNode[]
  /** Types of the events of a stream. */
  events: ts.TypeNode[]
  /** A page of a list: its class, and the type of its items where the declaration gives it. */
  page?: { type: ts.TypeNode; item?: ts.TypeNode }
}

/** @returns what the method's overloads promise; nothing for `void` */
export function declaredResult({ overloads }: ResourceMethod, checker: ts.TypeChecker): DeclaredResult {
  const result: DeclaredResult = { json: [], events: [] }
  // The last overload is the widest, and promises what is usual first.
  for (const { type } of overloads.toReversed()) {
    if (type === undefined || !ts.isTypeReferenceNode(type)) {
      continue
    }
    const [promised, item] = type.typeArguments ?? []
    if (promised === undefined) {
      continue
    }
    if (type.typeName.getText() === 'PagePromise') {
      result.page = { type: promised, ...(item && { item }) }
      continue
    }
    for (const part of alternatives(promised)) {
      if (isStream(part)) {
        result.events.push(...eventTypes(part, checker))
      } else if (part.kind !== ts.SyntaxKind.VoidKeyword) {
        result.json.push(part)
      }
    }
  }
  return { ...result, json: distinct(result.json), events: distinct(result.events) }
}

/** The events of `Stream<Event>`, or of a type that stands for such a stream and more. */
function eventTypes(stream: ts.TypeReferenceNode, checker: ts.TypeChecker): ts.TypeNode[] {
  const symbol = checker.getSymbolAtLocation(stream.typeName)
  const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
  const target = isImported ? checker.getAliasedSymbol(symbol) : symbol
  const meaning = target?.declarations?.find(ts.isTypeAliasDeclaration)?.type
  if (meaning === undefined) {
    return stream.typeArguments?.slice(0, 1) ?? []
  }
  const parts: ts.TypeNode[] = ts.isIntersectionTypeNode(meaning) ? [...meaning.types] : [meaning]
  return parts.filter(isStream).flatMap((part) => eventTypes(part, checker))
}

function isStream(type: ts.TypeNode): type is ts.TypeReferenceNode {
  return ts.isTypeReferenceNode(type) && type.typeName.getText().endsWith('Stream')
}

function alternatives(type: ts.TypeNode): ts.TypeNode[] {
  return ts.isUnionTypeNode(type) ? type.types.flatMap(alternatives) : [type]
}

function distinct(types: ts.TypeNode[]): ts.TypeNode[] {
  return [...new Map(types.map((type) => [type.getText(), type])).values()]
}

/** Of `(ListParams & { path?: never } | null | undefined) | null`, only `ListParams`. */
function withoutGuards(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(type)) {
    return withoutGuards(type.type)
  }
  if (ts.isMappedTypeNode(type) || isNothing(type)) {
    return undefined
  }
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    const left = type.types.map(withoutGuards).filter((part) => part !== undefined)
    return left.length <= 1 ? left[0] : type
  }
  return type
}

function isNothing(type: ts.TypeNode): boolean {
  return (
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)
  )
}
