import { RequestBudget } from '../../src/web/limits/request-budget.ts'
import { rootContext, sample } from '../../src/assistant/schema-sampler/sample.ts'
import { asObject } from '../../src/web/json/narrow.ts'
import { seededRandom } from '../../src/web/random/seeded-random.ts'
import type { Json, JsonObject, OpenApiDocument, Schema } from '../document/document.ts'
import type { ExampleValues } from './collected-values.ts'
import { ExampleValueSource } from './example-value-source.ts'

/** Samples values of a document's schemas from examples. */
export class Sampler {
  readonly #root: JsonObject
  readonly #components: ReadonlyMap<string, Json>
  readonly #collected: ExampleValues

  /**
   * @param document a normalized document, in which references are resolved
   * @param components examples of component schemas, by name
   * @param collected values of properties in examples
   */
  constructor(document: OpenApiDocument, components: ReadonlyMap<string, Json>, collected: ExampleValues) {
    this.#root = asObject(document) ?? {}
    this.#components = components
    this.#collected = collected
  }

  /**
   * @param schema the schema to sample
   * @param name the property that gets the value, or '' at the root
   * @param kind kind of the enclosing object (its property `object`), or ''
   */
  sample(schema: Schema, name = '', kind = ''): Json {
    const source = new ExampleValueSource({
      root: this.#root,
      components: this.#components,
      collected: this.#collected,
      kind,
    })
    const context = rootContext({
      source,
      random: seededRandom(name),
      root: this.#root,
      // Schemas of a document end, except those that contain themselves.
      maxDepth: Infinity,
      maxSteps: Infinity,
      work: new RequestBudget({ steps: Infinity, outputBytes: Infinity }),
      name,
    })
    return structuredClone(sample(asObject(schema) ?? {}, context))
  }
}
