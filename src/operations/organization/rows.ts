import { type OperationRow, rowsOf } from '../operation.ts'
import { oneItemPerId } from './bulk-by-ids.ts'

/** Administration of organizations and projects. */
export const ORGANIZATION_ROWS: readonly OperationRow[] = rowsOf(
  [
    'createFineTuningCheckpointPermission',
    'activateOrganizationCertificates',
    'deactivateOrganizationCertificates',
    'activateProjectCertificates',
    'deactivateProjectCertificates',
  ],
  { transform: oneItemPerId },
)
