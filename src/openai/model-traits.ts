/**
 * A version of the Responses API, named by the month from which recordings show its new members. Each version keeps the
 * members of the earlier ones.
 */
export type ResponseVersion =
  '2025-08' | '2025-09' | '2025-11' | '2026-01' | '2026-04' | '2026-06' | '2026-07'

/** Facts about a model that decide which members its answers have. */
export interface ModelTraits {
  /** True if the model reasons before it answers. */
  reasons: boolean
  /** `reasoning.effort` if the request omits it; null for models that do not reason. */
  defaultEffort: string | null
  /** `reasoning.context` of the newest responses. */
  reasoningContext: string | null
  /** `prompt_cache_retention` of the newest responses. */
  cacheRetention: string
  /** `top_p` of responses if the request omits it. */
  topP: number
  /** True if messages of responses name their phase, such as `final_answer`. */
  hasPhases: boolean
  /** True if chat completions name the configuration of the backend; others have null. */
  hasFingerprint: boolean
  /** True if the choices of chat completions have `logprobs`, if only null. */
  hasLogprobs: boolean
  /** True if answers name the service tier. */
  hasServiceTier: boolean
  /** True if usage counts tokens of text and images apart. */
  countsModalities: boolean
  /** True if the usage of chat completions counts tokens written to the cache. */
  countsCacheWrites: boolean
  /** The version of the Responses API that answers for the model. */
  responses: ResponseVersion
}

/** A rule for the models whose names match; later rules override earlier ones. */
type TraitRule = readonly [models: RegExp, traits: Partial<ModelTraits>]

/** Traits of unknown models: the newest members, and those that the document requires. */
const DEFAULT_TRAITS: ModelTraits = {
  reasons: false,
  defaultEffort: null,
  reasoningContext: null,
  cacheRetention: 'in_memory',
  topP: 1,
  hasPhases: false,
  hasFingerprint: true,
  hasLogprobs: true,
  hasServiceTier: true,
  countsModalities: false,
  countsCacheWrites: false,
  responses: '2026-07',
}

/** Evidence: recordings of openai-dotnet, pydantic-ai, ruby_llm and ruby-openai; docs/fidelity.md lists them. */
const FAMILY_RULES: readonly TraitRule[] = [
  [
    /^(?:o\d|gpt-[5-9]|codex|computer-use)(?!.*-chat)/,
    { reasons: true, defaultEffort: 'medium', reasoningContext: 'current_turn' },
  ],
  [/^gpt-5\.[1-4](?!.*-(?:chat|codex))/, { defaultEffort: 'none' }],
  [/^gpt-5.*-pro/, { defaultEffort: 'high' }],
  [/^gpt-(?:5\.6|[6-9])/, { reasoningContext: 'all_turns', countsCacheWrites: true }],
  [/^gpt-(?:5\.[4-9]|[6-9])/, { hasPhases: true }],
  [/^gpt-(?:5\.[2-9]|[6-9])/, { topP: 0.98, cacheRetention: '24h' }],
  [/^gpt-(?:3\.5|4\.5|[5-9])/, { hasFingerprint: false }],
  [/^gpt-(?:4o-)?audio|-audio-preview/, { countsModalities: true, hasLogprobs: false }],
  [/-search-(?:preview|api)/, { hasServiceTier: false, hasLogprobs: false }],
  // The document requires logprobs: only models for which recordings show otherwise lack them.
  [
    /^(?:o1|o3|o4|gpt-4\.5|gpt-5(?:\.6)?(?:-(?:mini|nano|sol|\d{4}).*)?$|gpt-5\.4-mini)/,
    { hasLogprobs: false },
  ],
  [/^gpt-3\.5-turbo-instruct/, { hasFingerprint: false }],
]

/**
 * The version that most recordings of a model show. Recordings of a model may disagree, as the service changed; a model
 * without recordings has the newest version.
 */
const VERSION_RULES: readonly (readonly [models: RegExp, version: ResponseVersion])[] = [
  [/^(?:gpt-4o-mini|o3-mini)(?:-20.*)?$/, '2025-08'],
  [/^(?:gpt-5|o4-mini)(?:-20.*)?$/, '2025-09'],
  [/^(?:gpt-4o|gpt-4\.1(?:-mini)?|gpt-5-mini|computer-use-preview)(?:-20.*)?$/, '2026-01'],
  [/^gpt-5\.4-mini(?:-20.*)?$/, '2026-04'],
]

const FINE_TUNED = /^ft:([^:]+)/

/** Maximum length of a model name that is examined. */
const MAX_NAME_LENGTH = 100

/**
 * Returns the traits of a model.
 *
 * @param model the model that the request names: an alias, a snapshot, or a fine-tuned model
 */
export function modelTraits(model: unknown): ModelTraits {
  const full = typeof model === 'string' ? model.slice(0, MAX_NAME_LENGTH) : ''
  const name = FINE_TUNED.exec(full)?.[1] ?? full
  const responses = VERSION_RULES.find(([models]) => models.test(name))?.[1]
  return FAMILY_RULES.reduce<ModelTraits>(
    (all, [models, some]) => (models.test(name) ? { ...all, ...some } : all),
    responses === undefined ? DEFAULT_TRAITS : { ...DEFAULT_TRAITS, responses },
  )
}
