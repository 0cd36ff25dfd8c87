import { paintPicture } from '../picture.ts'
import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'

/** A picture that the service paints, in the tool's size and format. */
export const imageGenerationItems: ItemsOf = ({ tool }, { prompt, random }) => {
  const { base64, ...properties } = paintPicture(tool.definition, prompt)
  return [
    {
      type: 'image_generation_call',
      id: itemIdentifier('ig_', random),
      status: 'completed',
      ...properties,
      revised_prompt: prompt,
      result: base64,
    },
  ]
}
