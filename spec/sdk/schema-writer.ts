import {
  AnnotatedType,
  type BaseType,
  type CompletedConfig,
  Context,
  createFormatter,
  createParser,
  DEFAULT_CONFIG,
  DefinitionType,
  type Definition,
  ReferenceType,
  StringType,
  type SubNodeParser,
  type SubTypeFormatter,
  type TypeFormatter,
} from 'ts-json-schema-generator'
import ts from 'ts-compiler-api'
import { referenceTo, type Schema } from '../document.ts'
import { mapSchema } from '../schemas.ts'

const CONFIG: CompletedConfig = {
  ...DEFAULT_CONFIG,
  // Comments are OpenAI's prose: they stay in the package.
  jsDoc: 'none',
  expose: 'all',
  // The API grows: what a type does not name is not forbidden.
  additionalProperties: true,
  discriminatorType: 'open-api',
  functions: 'hide',
  sortProps: false,
  skipTypeCheck: true,
}

/** What the SDK works out for its users; the API does not send it. */
const OF_THE_SDK = new Set(['output_text'])

/** The SDK's name for whatever can be uploaded; what the platform declares for bytes is not loaded and has no symbol. */
const BYTES = new Set([
  'Uploadable',
  'Response',
  'Blob',
  'File',
  'ReadableStream',
  'ArrayBuffer',
  'Uint8Array',
  'Buffer',
])

/** Turns types of the SDK into JSON Schema, and collects the named ones as component schemas. */
export class SchemaWriter {
  readonly #parser: ReturnType<typeof createParser>
  readonly #formatter: TypeFormatter
  /** Names of the components by the id of their type. */
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()
  readonly #components: Record<string, Schema> = {}
  readonly #unwritten: DefinitionType[] = []
  /** What a name is prefixed with when two types have the same. */
  #scope = ''

  /** @param program the SDK's declarations */
  constructor(program: ts.Program) {
    const checker = program.getTypeChecker()
    this.#parser = createParser(program, CONFIG, (chain) => chain.addNodeParser(new BytesParser(checker)))
    this.#formatter = createFormatter(CONFIG, (chain) =>
      chain.addTypeFormatter(new ComponentFormatter((type) => this.#nameOf(type))),
    )
  }

  /** @returns the component schemas that the schemas written so far refer to */
  get components(): Record<string, Schema> {
    return this.#components
  }

  /**
   * @param node a type in a declaration
   * @param scope the resource that it is written for, which tells types of the same name apart
   */
  write(node: ts.TypeNode, scope: string): Schema {
    this.#scope = scope
    const schema = plain(
      this.#formatter.getDefinition(withoutName(this.#parser.createType(node, new Context()))),
    )
    for (let type = this.#unwritten.pop(); type !== undefined; type = this.#unwritten.pop()) {
      this.#components[this.#nameOf(type)] = plain(this.#formatter.getDefinition(type.getType()))
    }
    return schema
  }

  #nameOf(type: DefinitionType): string {
    const known = this.#names.get(type.getId())
    if (known !== undefined) {
      return known
    }
    const name = type.getName().replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    const candidates = [name, `${this.#scope}.${name}`]
    const free =
      candidates.find((candidate) => !this.#taken.has(candidate)) ?? `${name}.${String(this.#taken.size)}`
    this.#taken.add(free)
    this.#names.set(type.getId(), free)
    this.#unwritten.push(type)
    return free
  }
}

/** What is uploaded or downloaded is bytes, however many ways a platform has to hold them. */
class BytesParser implements SubNodeParser {
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  supportsNode(node: ts.Node): boolean {
    if (!ts.isTypeReferenceNode(node) || !BYTES.has(node.typeName.getText())) {
      return false
    }
    const symbol = this.#checker.getSymbolAtLocation(node.typeName)
    const declared = symbol?.declarations?.[0]?.getSourceFile().fileName ?? ''
    return node.typeName.getText() === 'Uploadable' || !declared.includes('/resources/')
  }

  createType(): BaseType {
    return new AnnotatedType(new StringType(), { format: 'binary' }, false)
  }
}

class ComponentFormatter implements SubTypeFormatter {
  readonly #nameOf: (type: DefinitionType) => string

  constructor(nameOf: (type: DefinitionType) => string) {
    this.#nameOf = nameOf
  }

  supportsType(type: BaseType): boolean {
    return (
      type instanceof DefinitionType ||
      (type instanceof ReferenceType && type.getType() instanceof DefinitionType)
    )
  }

  getDefinition(type: DefinitionType | ReferenceType): Definition {
    const target = type instanceof ReferenceType ? type.getType() : type
    return target instanceof DefinitionType ? { $ref: referenceTo(this.#nameOf(target)) } : {}
  }

  getChildren(): BaseType[] {
    return []
  }
}

/** The generator makes a definition of every root, though it was never named. */
function withoutName(type: BaseType): BaseType {
  return type instanceof DefinitionType && type.getName() === type.getId() ? type.getType() : type
}

/** As OpenAI's document would have it: one value is an enumeration of one; what may not be there, and what says nothing, is left out. */
function plain(definition: Definition): Schema {
  return mapSchema(
    definition as Schema,
    ({ additionalProperties, const: only, properties, required, ...schema }) => ({
      ...schema,
      ...(required && { required: required.filter((name) => !OF_THE_SDK.has(name)) }),
      ...(only !== undefined && { enum: [only] }),
      ...(properties && { properties: withoutForbidden(properties) }),
      ...(isRestriction(additionalProperties) && { additionalProperties }),
    }),
  )
}

/** `name?: never` keeps callers from mixing up alternatives. */
function withoutForbidden(properties: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([, { not }]) => !(typeof not === 'object' && not !== null && isEmpty(not)),
    ),
  )
}

function isRestriction(schema: boolean | Schema | undefined): boolean {
  return schema === false || (typeof schema === 'object' && !isEmpty(schema))
}

function isEmpty(schema: object): boolean {
  return Object.keys(schema).length === 0
}
