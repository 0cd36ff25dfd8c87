import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { oneItemPerId } from './bulk-by-ids.ts'
import { listedAuditLog } from './kept-audit-log.ts'
import {
  activatedCertificates,
  deactivatedCertificates,
  listedProjectCertificates,
} from './kept-certificates.ts'
import { createdServiceAccounts, deletedServiceAccounts } from './kept-keys.ts'
import {
  addedProjectGroups,
  deletedMembers,
  listedInvites,
  listedProjects,
  retrievedInvites,
} from './kept-members.ts'

/** Administration of organizations and projects. */
export const ORGANIZATION_ROWS: readonly OperationRow[] = [
  rowOf('createFineTuningCheckpointPermission', { transform: oneItemPerId }),
  ...rowsOf(['activateOrganizationCertificates', 'activateProjectCertificates'], {
    transform: oneItemPerId,
    state: { steps: activatedCertificates },
  }),
  ...rowsOf(['deactivateOrganizationCertificates', 'deactivateProjectCertificates'], {
    transform: oneItemPerId,
    state: { steps: deactivatedCertificates },
  }),
  rowOf('listProjectCertificates', { state: { steps: listedProjectCertificates } }),
  rowOf('list-audit-logs', { state: { steps: listedAuditLog } }),
  rowOf('list-projects', { state: { steps: listedProjects } }),
  rowOf('add-project-group', { state: { steps: addedProjectGroups } }),
  rowOf('create-project-service-account', { state: { steps: createdServiceAccounts } }),
  rowOf('delete-project-service-account', { state: { steps: deletedServiceAccounts } }),
  rowOf('list-invites', { state: { steps: listedInvites } }),
  rowOf('retrieve-invite', { state: { steps: retrievedInvites } }),
  ...rowsOf(['delete-role', 'delete-project-role', 'delete-group', 'delete-user'], {
    state: { steps: deletedMembers },
  }),
]
