import { createHash } from "node:crypto";
import { hashToken, newToken } from "../server/identity/visitor.ts";
import { fromEpoch, toEpoch } from "../domain/shared/moment.ts";
import { newId } from "../server/platform/ids.ts";
import type { DemoApp } from "./demo-app.ts";
import type { Route } from "./routes.ts";

/** Who asks, in the order of the columns of the matrix. The dossier asked for is Lò Thị Mây's at the commune Bến Đò. */
export const ASKERS = [
  { who: "", is: "nobody" },
  { who: "cd-may", is: "its applicant" },
  { who: "cd-son", is: "another citizen" },
  { who: "tiepnhan.xa", is: "receiver of its agency" },
  { who: "thuly.xa", is: "handler of its agency" },
  { who: "lanhdao.xa", is: "leader of its agency" },
  { who: "vanthu.xa", is: "seal clerk of its agency" },
  { who: "tiepnhan.khesim", is: "receiver of another agency" },
  { who: "thamdinh.pccc", is: "appraiser of another agency" },
  { who: "kiemsoat", is: "control officer of the province" },
  { who: "quantri", is: "administrator of the province" },
  { who: "kiemtoan", is: "auditor of the province" },
] as const;

/** y: came to the work itself, well or badly filled in · s: is asked to sign in · n: 403 · u: 404, as if it were not there. */
export type Outcome = "y" | "s" | "n" | "u";

export interface Target {
  /** The address with every parameter filled in. */
  readonly url: string;
  readonly body?: object | undefined;
}

/** Asks once, with a session of its own that nothing else depends on. */
export async function probe(demo: DemoApp, who: string, route: Route, target: Target): Promise<Outcome> {
  const { method } = route;
  const isApi = target.url.startsWith("/api/");
  const writes = method !== "GET";
  const answer = await demo.app.inject({
    method: method as "GET" | "POST" | "PUT" | "DELETE",
    url: target.url,
    remoteAddress: addressFor(route),
    headers: {
      ...(who === "" ? {} : { cookie: await sessionOf(demo, who) }),
      ...(isApi ? {} : { accept: "text/html" }),
      ...(writes && !isApi && !target.body ? { "content-type": "application/x-www-form-urlencoded" } : {}),
    },
    ...(writes && target.body ? { payload: target.body } : writes && !isApi ? { payload: "" } : {}),
  });
  const { statusCode, headers } = answer;
  const toSignIn = statusCode === 303 && /^\/(can-bo\/)?dang-nhap(\?|$)/.test(String(headers["location"]));
  if (statusCode === 401 || toSignIn) return "s";
  if (statusCode === 403) return "n";
  if (statusCode === 404) return "u";
  if (statusCode >= 500) throw new Error(`${method} ${target.url} as ${who || "nobody"}: ${statusCode} ${answer.body}`);
  return "y";
}

/** One for each route: of one address only so many passwords a minute are looked at. */
function addressFor({ method, path }: Route): string {
  const [one = 0, two = 0] = createHash("sha256").update(`${method} ${path}`).digest();
  return `10.99.${one}.${two}`;
}

/** A cookie of a new session of the account. */
export async function sessionOf({ ownerDb, deps }: DemoApp, login: string): Promise<string> {
  const { id } = await ownerDb
    .selectFrom("account as a")
    .select("a.id")
    .where("a.login", "=", login)
    .executeTakeFirstOrThrow();
  const token = newToken();
  const now = deps.now();
  await ownerDb
    .insertInto("session")
    .values({
      id: newId(),
      token_hash: hashToken(token),
      account_id: id,
      created_at: now,
      last_used_at: now,
      expires_at: fromEpoch(toEpoch(now) + 3_600_000),
    })
    .execute();
  return `motcua_session=${token}`;
}
