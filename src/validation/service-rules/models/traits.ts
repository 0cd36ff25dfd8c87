import { BoundedMap } from '../../../web/limits/bounded-map.ts'

/** Facts about a family of models that decide which parameters the service accepts. */
export interface ModelTraits {
  /** Whether the models reason: always, unless the effort is `none`, only with another effort, or never. */
  reasons: 'always' | 'by default' | 'on request' | 'never'
  /** Values of `reasoning_effort`, and of `reasoning.effort`. */
  efforts: readonly string[]
  /** Parameters of single families, see the rules that read them. */
  limits: ReadonlySet<ModelLimit>
}

/** Restrictions that only some families have. */
export type ModelLimit =
  | 'no system role'
  | 'no stop'
  | 'no parallel calls'
  | 'medium verbosity'
  | 'no json schema'
  | 'eight choices'
  | 'cache for 24 hours'
  | 'responses only'

const LOW_TO_HIGH = ['low', 'medium', 'high']
const MINIMAL_TO_HIGH = ['minimal', ...LOW_TO_HIGH]
const NONE_TO_HIGH = ['none', ...LOW_TO_HIGH]
const LOW_TO_XHIGH = [...LOW_TO_HIGH, 'xhigh']
const NONE_TO_XHIGH = ['none', ...LOW_TO_XHIGH]

/** The families of chat models, the first match counts. Other names, such as those of deployments, have no traits. */
const FAMILIES: readonly (readonly [name: RegExp, traits: ModelTraits])[] = [
  family(
    /^o1-(?:mini|preview)/,
    'always',
    [],
    ['no system role', 'no stop', 'no parallel calls', 'medium verbosity'],
  ),
  family(/^o\d(?:-mini)?-(?:pro|deep-research)/, 'always', LOW_TO_HIGH, [
    'responses only',
    'medium verbosity',
  ]),
  family(/^o\d/, 'always', LOW_TO_HIGH, ['no stop', 'no parallel calls', 'medium verbosity']),
  family(/^gpt-[56][\d.]*-chat/, 'never', [], []),
  family(/^gpt-[56][\d.]*-(?:search|audio|image)/, 'never', [], []),
  family(/^gpt-5[\d.]*-pro/, 'always', [], ['responses only']),
  family(/^gpt-5-codex/, 'always', LOW_TO_HIGH, ['responses only', 'no stop']),
  family(/^gpt-5[\d.]*-codex/, 'always', LOW_TO_XHIGH, ['responses only', 'no stop']),
  family(/^gpt-5(?:-|$)/, 'always', MINIMAL_TO_HIGH, ['no stop']),
  family(/^gpt-5\.1(?:-|$)/, 'on request', NONE_TO_HIGH, []),
  family(/^gpt-5\.[2-5](?:-|$)/, 'on request', NONE_TO_XHIGH, []),
  family(/^gpt-5\.[6-9]|^gpt-6/, 'by default', NONE_TO_XHIGH, [
    'no stop',
    'eight choices',
    'cache for 24 hours',
  ]),
  family(/^gpt-4(?:o|\.1|\.5)|^chatgpt-4o/, 'never', [], ['medium verbosity']),
  family(/^gpt-(?:3\.5|4)/, 'never', [], ['medium verbosity', 'no json schema']),
]

function family(
  name: RegExp,
  when: ModelTraits['reasons'],
  efforts: readonly string[],
  limits: readonly ModelLimit[],
): readonly [RegExp, ModelTraits] {
  return [name, { reasons: when, efforts, limits: new Set(limits) }]
}

const MAX_CACHED_MODELS = 200

const cache = new BoundedMap<string, ModelTraits | undefined>(MAX_CACHED_MODELS)

/** @returns the traits of a model, or undefined if its name belongs to no known family of chat models */
export function traitsOf(model: string): ModelTraits | undefined {
  if (cache.has(model)) {
    return cache.get(model)
  }
  const traits = FAMILIES.find(([name]) => name.test(model))?.[1]
  cache.set(model, traits)
  return traits
}

/**
 * @param effort the value of `reasoning_effort` or `reasoning.effort`
 * @returns true if the model reasons in this request
 */
export function reasons({ reasons: when }: ModelTraits, effort: unknown): boolean {
  if (when === 'always' || when === 'never') {
    return when === 'always'
  }
  return effort === undefined || effort === null ? when === 'by default' : effort !== 'none'
}
