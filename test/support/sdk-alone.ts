import { catalogue } from '../../src/generated/catalogue.js'

/** True where what is served is made of the SDK alone: without the examples of OpenAI's document and what its prose says. */
export const isSdkAlone = catalogue.document.kind === 'sdk'
