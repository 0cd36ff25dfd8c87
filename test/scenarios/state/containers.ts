import type { Scenario, ScenarioRequest, Step } from '../scenario.ts'
import { create, inNamespace, look, remove } from './steps.ts'

/** @returns a step that sends a form with one file */
function upload(namespace: string, path: string, form: ScenarioRequest['form'], as: string): Step {
  return { as, request: { path, headers: inNamespace(namespace), ...(form && { form }) } }
}

const container = (namespace: string) => create(namespace, '/v1/containers', { name: 'box' }, 'box')

/** Containers: files with their bytes, and expiry. */
export const keptContainers: Scenario[] = [
  {
    title: 'a file of a container is downloaded with the bytes that were uploaded',
    before: [
      container('boxes-1'),
      upload('boxes-1', '/v1/containers/{box.id}/files', [['file', ['in the box']]], 'file'),
    ],
    request: { path: '/v1/containers/{box.id}/files/{file.id}/content', headers: inNamespace('boxes-1') },
    response: { status: 200, headers: { 'x-content-type-options': 'nosniff' }, text: 'in the box' },
  },
  {
    title: 'a container keeps its copy of a file that is deleted',
    before: [
      upload(
        'boxes-2',
        '/v1/files',
        [
          ['purpose', 'user_data'],
          ['file', ['to copy']],
        ],
        'source',
      ),
      create('boxes-2', '/v1/containers', { name: 'box', file_ids: ['{source.id}'] }, 'box'),
      remove('boxes-2', '/v1/files/{source.id}'),
      look('boxes-2', '/v1/containers/{box.id}/files', 'files'),
    ],
    request: {
      path: '/v1/containers/{box.id}/files/{files.data.0.id}/content',
      headers: inNamespace('boxes-2'),
    },
    response: { status: 200, text: 'to copy' },
  },
  {
    title: 'a container expires some minutes after its last use',
    before: [
      {
        as: 'box',
        request: {
          path: '/v1/containers',
          headers: { ...inNamespace('boxes-3'), 'x-mock-clock': '1700000000' },
          json: { name: 'box', expires_after: { anchor: 'last_active_at', minutes: 5 } },
        },
      },
    ],
    request: {
      path: '/v1/containers/{box.id}/files',
      headers: { ...inNamespace('boxes-3'), 'x-mock-clock': '1700000300' },
    },
    response: { status: 400, json: { error: { message: 'Container is expired.' } } },
  },
]

const manual = (name: string): [string, [string]] => [
  'files',
  [`---\nname: ${name}\ndescription: ${name}s\n---\n`],
]

/** Skills: numbered versions. */
export const keptSkills: Scenario[] = [
  {
    title: 'a new version of a skill is the latest one, but not the default one',
    before: [
      upload('skills-1', '/v1/skills', [manual('one')], 'skill'),
      upload('skills-1', '/v1/skills/{skill.id}/versions', [manual('two')], 'version'),
    ],
    request: { path: '/v1/skills/{skill.id}', headers: inNamespace('skills-1') },
    response: { status: 200, json: { latest_version: '2', default_version: '1' } },
  },
  {
    title: 'the versions of a skill are listed, newest first',
    before: [
      upload('skills-2', '/v1/skills', [manual('one')], 'skill'),
      upload('skills-2', '/v1/skills/{skill.id}/versions', [manual('two')], 'version'),
    ],
    request: { path: '/v1/skills/{skill.id}/versions', headers: inNamespace('skills-2') },
    response: { status: 200, json: { data: [{ version: '2' }, { version: '1' }] } },
  },
  {
    title: 'the content of a skill is an archive of its files',
    before: [upload('skills-3', '/v1/skills', [manual('one')], 'skill')],
    request: { path: '/v1/skills/{skill.id}/content', headers: inNamespace('skills-3') },
    response: {
      status: 200,
      headers: { 'content-type': 'application/zip', 'x-mock-state': 'stored' },
      text: /^PK[^]*name: one[^]*PK/,
    },
  },
  {
    title: 'the default version of a skill cannot be deleted',
    before: [upload('skills-4', '/v1/skills', [manual('one')], 'skill')],
    request: {
      method: 'DELETE',
      path: '/v1/skills/{skill.id}/versions/1',
      headers: inNamespace('skills-4'),
    },
    response: { status: 400, json: { error: { param: 'version' } } },
  },
]

/** Videos: also those made of others. */
export const keptVideos: Scenario[] = [
  {
    title: 'a remix is listed before its source, and names it',
    before: [
      create('videos-1', '/v1/videos', { prompt: 'A cat', seconds: '4' }, 'video'),
      create('videos-1', '/v1/videos/{video.id}/remix', { prompt: 'A dog' }, 'remix'),
    ],
    request: { path: '/v1/videos', headers: inNamespace('videos-1') },
    response: {
      status: 200,
      json: {
        data: [
          { id: '{remix.id}', remixed_from_video_id: '{video.id}', status: 'completed', seconds: '4' },
          { id: '{video.id}', prompt: 'A cat', progress: 100 },
        ],
      },
    },
  },
  {
    title: 'a deleted video cannot be edited',
    before: [
      create('videos-2', '/v1/videos', { prompt: 'A cat' }, 'video'),
      remove('videos-2', '/v1/videos/{video.id}'),
    ],
    request: {
      path: '/v1/videos/edits',
      headers: inNamespace('videos-2'),
      json: { video: { id: '{video.id}' }, prompt: 'A dog' },
    },
    response: { status: 404 },
  },
]
