import { apiError } from '../../openai/errors.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import { type Kept, parentKey, type Place } from '../../state/kept.ts'
import type { Upload } from '../../request/uploads.ts'
import type { Store } from '../../state/store.ts'
import { zip } from '../../web/bytes/zip.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { downloadHeaders } from '../files/kept-files.ts'
import type { StateBehavior, StateRequest } from '../state/behavior.ts'
import { goneError } from '../state/lookup.ts'

/** Paths of the families of skills. */
const SKILLS = '/skills'
const VERSIONS = '/skills/{skill_id}/versions'

function versionPlace(skillId: string, version: string): Place {
  return { family: VERSIONS, parent: parentKey([skillId]), id: version }
}

function skillOf({ store, pathParameters }: StateRequest): Kept | undefined {
  return store.get({ family: SKILLS, parent: '', id: pathParameters['skill_id'] ?? '' })
}

/** @returns the uploaded archive, or an archive of the uploaded files */
async function archiveOf(uploads: readonly Upload[]): Promise<Uint8Array> {
  const [first, ...others] = uploads
  if (first !== undefined && others.length === 0 && first.name.endsWith('.zip')) {
    return first.read()
  }
  return zip(await Promise.all(uploads.map(async (file) => ({ name: file.name, bytes: await file.read() }))))
}

/** Creates a skill with its first version. */
export const createdSkills: StateBehavior = (request, steps) => {
  const { store, random, now } = request
  let archive: Uint8Array = new Uint8Array()
  return {
    ...steps,
    before: async () => {
      archive = await archiveOf(request.uploads)
      return steps.before()
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      if (kept !== undefined) {
        const { name = '', description = '' } = kept.body
        const version = {
          object: 'skill.version',
          id: newHexIdentifier('skillver_', random, 32),
          skill_id: kept.id,
          version: '1',
          created_at: now,
          name,
          description,
        }
        keepVersion(store, version, { archive, now })
      }
      return kept
    },
  }
}

function keepVersion(
  store: Store,
  version: JsonObject,
  { archive, now }: { archive: Uint8Array; now: number },
): Kept {
  const place = versionPlace(asString(version['skill_id']) ?? '', asString(version['version']) ?? '')
  const seq = store.insert(place, version, { created: now })
  store.setContent({ seq }, archive)
  return { ...place, seq, created: now, due: undefined, gone: false, body: version }
}

/** Creates a version of a kept skill: the next number, which becomes the latest one, and the default if asked for. */
export const createdVersions: StateBehavior = (request, steps) => {
  const { store, body, now } = request
  let archive: Uint8Array = new Uint8Array()
  return {
    ...steps,
    before: async () => {
      archive = await archiveOf(request.uploads)
      return steps.before()
    },
    recall: (answer) => {
      const skill = skillOf(request)
      const recalled = steps.recall(answer)
      if (skill === undefined) {
        return recalled
      }
      // Numbers of deleted versions are not used again.
      const made = store.counted(`versions of ${skill.id}`)
      const next = { version: String(made + 2), skill_id: skill.id }
      return {
        ...recalled,
        answer: { ...recalled.answer, body: { ...asObject(recalled.answer.body), ...next } },
      }
    },
    commit: (answer) => {
      const version = asObject(answer.body) ?? {}
      const skill = skillOf(request)
      if (skill !== undefined) {
        store.count(`versions of ${skill.id}`)
        const number = version['version'] ?? '1'
        const isDefault = body['default'] === true || body['default'] === 'true'
        const { name, description } = version
        store.replace(skill, {
          ...skill.body,
          latest_version: number,
          ...(isDefault && { default_version: number, name: name ?? '', description: description ?? '' }),
        })
      }
      return keepVersion(store, version, { archive, now })
    },
  }
}

/** Changes the default version of a skill. */
export const changedDefaults: StateBehavior = (request, steps) => ({
  ...steps,
  before: () => {
    const skill = skillOf(request)
    const version = asString(request.body['default_version'])
    const place = version === undefined ? undefined : versionPlace(skill?.id ?? '', version)
    if (skill !== undefined && place !== undefined && request.store.get(place) === undefined) {
      throw goneError({ version: place.id }, 'version')
    }
    return steps.before()
  },
})

/** Deletes a version. The default version cannot be deleted. */
export const deletedVersions: StateBehavior = (request, steps) => {
  const { store, pathParameters } = request
  const version = pathParameters['version'] ?? ''
  return {
    ...steps,
    before: () => {
      if (skillOf(request)?.body['default_version'] === version) {
        const message = `Version ${version} is the default version of the skill and cannot be deleted. Set another default version first.`
        throw apiError(400, message, { param: 'version' })
      }
      return steps.before()
    },
    commit: (answer) => {
      const kept = steps.commit(answer)
      const skill = skillOf(request)
      if (skill?.body['latest_version'] === version) {
        const numbers = store.all(VERSIONS, parentKey([skill.id])).map(({ id }) => asNumber(id) ?? 0)
        store.replace(skill, { ...skill.body, latest_version: String(Math.max(0, ...numbers)) })
      }
      return kept
    },
  }
}

/** Returns the archive of a version, or of the default version of a skill. */
export const skillContent: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const { store, pathParameters } = request
    const skill = skillOf(request)
    const version = pathParameters['version'] ?? asString(skill?.body['default_version']) ?? ''
    const kept = skill && store.get(versionPlace(skill.id, version))
    if (kept === undefined) {
      return steps.recall(answer)
    }
    const name = asString(kept.body['name']) ?? 'skill'
    const headers = {
      ...answer.headers,
      ...downloadHeaders(`${name}.zip`),
      'content-type': 'application/zip',
    }
    return { answer: { ...answer, headers, body: store.content(kept) }, origin: 'stored' }
  },
})
