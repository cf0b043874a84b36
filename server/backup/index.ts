export { keysOf } from "./keys.ts";
export { lastBackupFile, rememberBackup } from "./last-backup.ts";
export { makeBackup, type BackupReport, type Progress } from "./make-backup.ts";
export { restoreBackup, RestoreError, type RestoreReport } from "./restore-backup.ts";
export { openSetUp } from "./set-up.ts";
export { holdsData } from "./snapshot.queries.ts";
export { makeRestorePoint } from "./restore-point.ts";
export { verifyBackup, type ArchiveCheck } from "./verify-backup.ts";
export { BackupFileError } from "./write-archive.ts";
