import { catalogue } from '../../src/generated/catalogue.js'

/** True if the catalogue is compiled from the SDK alone, without the examples and prose of OpenAI's document. */
export const isSdkOnly = catalogue.document.kind === 'sdk'
