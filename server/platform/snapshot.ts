import pg from "pg";
import { copyLines } from "./copy-out.ts";
import type { DatabaseOptions } from "./database.ts";
// It teaches pg to read large numbers and moments as we do.
import "./database.ts";

/** The database as it was at one moment, read by one connection, whatever is written meanwhile. */
export interface Snapshot {
  rows<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly R[]>;
  copy(select: string, onLine: (line: string) => void): Promise<void>;
}

export interface SnapshotReader {
  /** A fresh snapshot for each call, so that a long run does not keep the database from cleaning up. */
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** A connection for reading alone, with the rights of the user in the address: it sees everything. */
export async function openSnapshots({ url, schema }: Pick<DatabaseOptions, "url" | "schema">): Promise<SnapshotReader> {
  const client = new pg.Client({
    connectionString: url,
    options: `-c TimeZone=Asia/Ho_Chi_Minh -c DateStyle=ISO -c search_path=${schema},public -c jit=off`,
  });
  client.on("error", () => undefined);
  await client.connect();
  const snapshot: Snapshot = {
    rows: async <R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await client.query<R>(text, [...values])).rows,
    copy: (select, onLine) => copyLines(client, select, onLine),
  };
  return {
    async read(work) {
      await client.query("begin isolation level repeatable read read only");
      try {
        return await work(snapshot);
      } finally {
        await client.query("rollback");
      }
    },
    end: () => client.end(),
  };
}
