import { API_DOCUMENT, IMAGE_GENERATION, SPEECH_TO_TEXT } from '../evidence.ts'
import { NO_VIOLATIONS, type RuleCheck, type RuleViolation, type ServiceRule, violates } from '../rule.ts'

const IMAGE_FORMS = ['createImageEdit', 'createImageVariation']
const AUDIO_FORMS = ['createTranscription', 'createTranslation']
const FILE_FORMS = [...IMAGE_FORMS, ...AUDIO_FORMS, 'createFile', 'addUploadPart']

const DUPLICATE: ServiceRule = {
  id: 'form-field-once',
  summary: 'A field of an image form occurs once, unless its name ends in `[]`.',
  operations: IMAGE_FORMS,
  message:
    "Duplicate parameter: '{param}'. You provided multiple values for this parameter, whereas only one is allowed. If you are trying to provide a list of values, use the array syntax instead e.g. '{param}[]=<value>'.",
  param: '{param}',
  code: 'duplicate_parameter',
  sureness: 'reported',
  evidence: ['https://github.com/64bit/async-openai/issues/366'],
}

const TEXT_FOR_FILE: ServiceRule = {
  id: 'form-file-is-a-file',
  summary: 'Files are sent as files, with a file name, not as text.',
  operations: FILE_FORMS,
  message: "Invalid type for '{param}': expected {expected}, but got a string instead.",
  param: '{param}',
  code: 'invalid_type',
  sureness: 'reported',
  evidence: ['https://github.com/openai/openai-ruby/issues/147'],
}

const IMAGE_TYPE: ServiceRule = {
  id: 'form-image-type',
  summary: 'Images have the media type of a supported format.',
  operations: IMAGE_FORMS,
  message:
    "Invalid file '{param}': unsupported mimetype ('{type}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.",
  param: '{param}',
  code: 'unsupported_file_mimetype',
  sureness: 'reported',
  evidence: [
    'https://github.com/openai/openai-node/issues/1468',
    'https://github.com/openai/openai-go/issues/404',
    'https://github.com/anasfik/openai/issues/216',
    'https://github.com/Comfy-Org/ComfyUI/issues/9329',
    IMAGE_GENERATION,
  ],
}

const AUDIO_EXTENSION: ServiceRule = {
  id: 'form-audio-extension',
  summary: 'The name of an audio file has the extension of a supported format.',
  operations: AUDIO_FORMS,
  message:
    "Unrecognized file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']",
  param: null,
  code: null,
  sureness: 'reported',
  evidence: [
    'https://github.com/openai/openai-python/issues/2315',
    'https://github.com/openai/openai-python/issues/333',
    SPEECH_TO_TEXT,
  ],
}

const EMPTY_AUDIO: ServiceRule = {
  id: 'form-audio-not-empty',
  summary: 'An audio file is not empty.',
  operations: AUDIO_FORMS,
  message: 'Audio file is too short. Minimum audio length is 0.1 seconds.',
  param: 'file',
  code: 'audio_too_short',
  sureness: 'reported',
  evidence: [SPEECH_TO_TEXT],
}

const JSONL: ServiceRule = {
  id: 'form-jsonl-purpose',
  summary: 'Files for batches and fine-tuning have the extension `.jsonl`.',
  operations: ['createFile'],
  message: 'Invalid file format for {purpose}. Must be .jsonl',
  param: null,
  code: null,
  sureness: 'documented',
  evidence: [API_DOCUMENT],
}

const EXTENSIONS = /\.(?:flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

/** Fields that hold files, by form. */
const IMAGE_FIELDS = ['image', 'mask']

/** Files of forms: kind, type, extension and size. */
const uploadedFiles: RuleCheck = {
  rules: [DUPLICATE, TEXT_FOR_FILE, IMAGE_TYPE, AUDIO_EXTENSION, EMPTY_AUDIO, JSONL],
  check: ({ operation, content }) => {
    const { id } = operation.route
    if (content.kind !== 'form' || !FILE_FORMS.includes(id)) {
      return NO_VIOLATIONS
    }
    const { fields, repeated } = content
    if (IMAGE_FORMS.includes(id)) {
      return [
        ...repeated.map((param) => violates(DUPLICATE, { param })),
        ...IMAGE_FIELDS.flatMap((param) => imageViolations(param, fields[param])),
      ]
    }
    const param = id === 'addUploadPart' ? 'data' : 'file'
    const file = fields[param]
    if (typeof file === 'string') {
      return [violates(TEXT_FOR_FILE, { param, expected: 'a file' })]
    }
    if (!(file instanceof File)) {
      return NO_VIOLATIONS
    }
    return AUDIO_FORMS.includes(id) ? audioViolations(file) : purposeViolations(file, fields['purpose'])
  },
}

/** Checks of the files of forms. */
export const UPLOAD_CHECKS: readonly RuleCheck[] = [uploadedFiles]

function imageViolations(param: string, value: unknown): RuleViolation[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((image) => {
    if (typeof image === 'string') {
      return [violates(TEXT_FOR_FILE, { param, expected: 'one of a file or array of files' })]
    }
    const type = image instanceof File ? (image.type.split(';')[0] ?? '').trim() : undefined
    return type === undefined || IMAGE_TYPES.has(type)
      ? []
      : [violates(IMAGE_TYPE, { param, type: type === '' ? 'application/octet-stream' : type })]
  })
}

function audioViolations(file: File): RuleViolation[] {
  return [
    ...(EXTENSIONS.test(file.name) ? [] : [violates(AUDIO_EXTENSION)]),
    ...(file.size === 0 ? [violates(EMPTY_AUDIO)] : []),
  ]
}

function purposeViolations(file: File, purpose: unknown): readonly RuleViolation[] {
  return (purpose === 'batch' || purpose === 'fine-tune') && !/\.jsonl$/i.test(file.name)
    ? [violates(JSONL, { purpose })]
    : NO_VIOLATIONS
}
