import type { Scenario } from '../scenario.ts'
import { create, inNamespace, look, remove } from './steps.ts'

const project = (namespace: string, name = 'Alpha', as = 'project') =>
  create(namespace, '/v1/organization/projects', { name }, as)

/** The organization: relations of its objects, and the log of changes. */
export const keptOrganization: Scenario[] = [
  {
    title: 'archived projects are listed only if the request includes them',
    needs: 'document',
    before: [
      project('org-1', 'Beta', 'other'),
      project('org-1'),
      create('org-1', '/v1/organization/projects/{project.id}/archive', {}, 'archived'),
    ],
    request: { path: '/v1/organization/projects', headers: inNamespace('org-1') },
    response: { status: 200, json: { data: [{ name: 'Beta' }] } },
  },
  {
    title: 'the key of a service account is a key of its project',
    before: [
      project('org-2'),
      create('org-2', '/v1/organization/projects/{project.id}/service_accounts', { name: 'bot' }, 'account'),
    ],
    request: { path: '/v1/organization/projects/{project.id}/api_keys', headers: inNamespace('org-2') },
    response: {
      status: 200,
      json: {
        data: [
          {
            id: '{account.api_key.id}',
            owner: { type: 'service_account', service_account: { id: '{account.id}', name: 'bot' } },
          },
        ],
      },
    },
  },
  {
    title: 'a role that is deleted is no longer assigned to a group',
    before: [
      create('org-3', '/v1/organization/groups', { name: 'Team' }, 'group'),
      create('org-3', '/v1/organization/roles', { role_name: 'R', permissions: ['api.groups.read'] }, 'role'),
      create('org-3', '/v1/organization/groups/{group.id}/roles', { role_id: '{role.id}' }, 'assigned'),
      remove('org-3', '/v1/organization/roles/{role.id}'),
    ],
    request: { path: '/v1/organization/groups/{group.id}/roles', headers: inNamespace('org-3') },
    response: { status: 200, json: { data: [], has_more: false } },
  },
  {
    title: 'an activated certificate is active',
    before: [
      create('org-4', '/v1/organization/certificates', { name: 'C', certificate: 'pem' }, 'certificate'),
      create(
        'org-4',
        '/v1/organization/certificates/activate',
        { certificate_ids: ['{certificate.id}'] },
        'activated',
      ),
    ],
    request: { path: '/v1/organization/certificates', headers: inNamespace('org-4') },
    response: { status: 200, json: { data: [{ id: '{certificate.id}', name: 'C', active: true }] } },
  },
  {
    title: 'the audit log lists the changes of the organization, newest first',
    before: [
      project('org-5'),
      create('org-5', '/v1/organization/projects/{project.id}', { name: 'Gamma' }, 'changed'),
      create('org-5', '/v1/organization/projects/{project.id}/archive', {}, 'archived'),
    ],
    request: { path: '/v1/organization/audit_logs', headers: inNamespace('org-5') },
    response: {
      status: 200,
      json: {
        data: [
          { type: 'project.archived', 'project.archived': { id: '{project.id}' } },
          { type: 'project.updated', 'project.updated': { changes_requested: { name: 'Gamma' } } },
          { type: 'project.created', 'project.created': { id: '{project.id}', data: { name: 'Alpha' } } },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'the audit log is filtered by the type of events',
    before: [
      project('org-6'),
      create('org-6', '/v1/organization/invites', { email: 'a@example.com', role: 'reader' }, 'invite'),
    ],
    request: {
      path: '/v1/organization/audit_logs?event_types[]=invite.sent',
      headers: inNamespace('org-6'),
    },
    response: {
      status: 200,
      json: { data: [{ type: 'invite.sent', 'invite.sent': { id: '{invite.id}' } }] },
    },
  },
  {
    title: 'an invite stays pending',
    needs: 'document',
    before: [
      create('org-7', '/v1/organization/invites', { email: 'a@example.com', role: 'reader' }, 'invite'),
      look('org-7', '/v1/organization/invites/{invite.id}'),
    ],
    request: { path: '/v1/organization/invites', headers: inNamespace('org-7') },
    response: { status: 200, json: { data: [{ id: '{invite.id}', status: 'pending' }] } },
  },
]
