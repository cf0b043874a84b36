export { keysOf } from "./keys.ts";
export { makeBackup, type BackupReport, type Progress } from "./make-backup.ts";
export { restoreBackup, RestoreError, type RestoreReport } from "./restore-backup.ts";
export { makeRestorePoint } from "./restore-point.ts";
export { verifyBackup, type ArchiveCheck } from "./verify-backup.ts";
export { BackupFileError } from "./write-archive.ts";
