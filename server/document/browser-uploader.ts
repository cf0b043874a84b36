/** Under this name stand the files of a browser whose person has not signed in, known by the hash of its secret. */
export function browserUploader(tokenHash: string): string {
  return `trinh-duyet-${tokenHash}`;
}
