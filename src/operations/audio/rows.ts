import { type OperationRow, rowOf } from '../operation.ts'
import { speechEvents } from './speech-stream.ts'
import { speech } from './speech.ts'
import { transcriptText } from './transcript-formats.ts'
import { transcriptionEvents } from './transcription-stream.ts'
import { transcriptions, translations } from './transcriptions.ts'

/** Speech, transcriptions and translations. */
export const AUDIO_ROWS: readonly OperationRow[] = [
  rowOf('createSpeech', { binary: speech, stream: speechEvents, isRateLimited: true }),
  rowOf('createTranscription', {
    transform: transcriptions,
    stream: transcriptionEvents,
    // "Streaming is not supported for the whisper-1 model and will be ignored" (API reference).
    ignoresStream: ({ model }) => model === 'whisper-1',
    outputFormat: transcriptText,
    isRateLimited: true,
    supportsReply: true,
  }),
  rowOf('createTranslation', {
    transform: translations,
    outputFormat: transcriptText,
    isRateLimited: true,
    supportsReply: true,
  }),
]
