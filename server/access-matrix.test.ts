import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { expectedOf } from "../testing/access-matrix.ts";
import { ASKERS, probe, sessionOf, type Outcome, type Target } from "../testing/access-probe.ts";
import { useDemoApp } from "../testing/demo-app.ts";
import { useDossierApi } from "../testing/dossier-api.ts";
import { birthFiling } from "../testing/filings.ts";
import { fileBirth } from "../testing/portal-filing.ts";
import { routesOf, type Route } from "../testing/routes.ts";
import { downloadUrl } from "./document/index.ts";

const demo = useDemoApp();
const { act } = useDossierApi(demo);

const idOf = async (query: ReturnType<typeof sql<{ id: string }>>): Promise<string> =>
  (await query.execute(demo.ownerDb)).rows[0]?.id ?? "";

interface Things {
  readonly dossier: string;
  readonly amendment: string;
  readonly slip: string;
  readonly document: string;
  readonly agency: string;
  readonly officer: string;
}
let things: Things;

beforeAll(async () => {
  await demo.listen();
  demo.at("2026-09-07T09:00:00+07:00");
  const may = await demo.citizen("cd-may");
  await demo.citizen("cd-son");
  const { id } = await fileBirth(demo, { cookie: may, place: "H99.20" });
  await act("tiepnhan.xa", id, { action: "receive" });
  const administrator = await demo.officer("quantri");
  const calendar = await demo.call(administrator, "GET", "/api/v1/calendar?year=2026");
  const amendment = await demo.call(administrator, "POST", "/api/v1/calendar/amendments", {
    amendment: { agencyId: null, basis: "QĐ 1", days: [], hours: [], confirmYears: [2027] },
    seenVersion: calendar.json().version,
  });
  things = {
    dossier: id,
    amendment: String(amendment.json().id),
    slip: await idOf(sql`select id from slip where dossier_id = ${id}::uuid and kind = 'receipt'`),
    document: await idOf(sql`select document_id as id from dossier_document where dossier_id = ${id}::uuid limit 1`),
    agency: await idOf(sql`select id from agency where code = 'H99.05'`),
    officer: await idOf(sql`select officer_id as id from account where login = 'thuly.yte'`),
  };
});

const NOWHERE = "00000000-0000-4000-8000-000000000000";

/** The address of the route for this asker; whatever it changes is made for him alone. */
async function targetOf({ method, path }: Route, who: string): Promise<Target> {
  const writes = method !== "GET";
  let url = path;
  const put = (name: string, value: string): void => void (url = url.replace(`:${name}`, encodeURIComponent(value)));
  if (/^\/(api\/v1\/dossiers|can-bo\/ho-so|ho-so)\/:id/.test(path))
    put("id", writes ? await make("tiepnhan.xa", "/api/v1/dossiers", birthFiling) : things.dossier);
  else if (/^\/(api\/v1\/drafts|nop)\/:id/.test(path))
    put("id", await make("cd-may", "/api/v1/drafts", { procedureCode: "1.001193", draft: {} }));
  else if (path.includes("co-quan/:id") || path.includes("agencies/:id")) put("id", things.agency);
  else if (path.includes("can-bo/:id") || path.includes("officers/:id")) put("id", things.officer);
  else if (path.startsWith("/tai-lieu/")) {
    const actorId = await idOf(
      sql`select coalesce(officer_id, id) as id from account where login = ${who || "cd-may"}`,
    );
    return { url: downloadUrl(demo.deps, { documentId: things.document, actorId }) };
  }
  put("action", "receive");
  put("file", path.startsWith("/phieu") ? `${things.slip}.pdf` : "agencies.xlsx");
  // What an administrator changes here is nothing that the others file.
  put("code", /procedures|quan-tri/.test(path) ? "1.000656" : "1.001193");
  if (path.includes("amendments/:id") || path.includes("thay-doi/:id")) put("id", things.amendment);
  url = url.replace(":kind|:id", "agencies").replace(":kind", "agencies").replaceAll(/:\w+/g, NOWHERE);
  url += QUERIES.get(path) ?? "";
  if (path === "/api/v1/officers" && writes) return { url, body: newOfficer() };
  if (path === "/api/v1/delegations" && writes)
    return {
      url,
      body: {
        ...exampleOf(method, path),
        agencyId: things.agency,
        principalId: things.officer,
        substituteId: things.officer,
      },
    };
  return { url, body: writes ? (BODIES.get(`${method} ${path}`) ?? exampleOf(method, path)) : undefined };
}

/** Made by whom it belongs to, with a session of its own. */
async function make(who: string, url: string, payload: object): Promise<string> {
  const answer = await demo.app.inject({
    method: "POST",
    url,
    payload,
    headers: { cookie: await sessionOf(demo, who) },
  });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json().id;
}

/** What is asked for where nothing is answered without it. */
const QUERIES = new Map([
  ["/api/v1/register", "?agency=H99.20&from=2026-09-01&to=2026-09-07"],
  ["/api/v1/calendar", "?year=2026"],
  ["/can-bo/so-theo-doi", "?quay=H99.20"],
  ["/can-bo/so-theo-doi.pdf", "?quay=H99.20"],
  ["/can-bo/so-theo-doi.xlsx", "?quay=H99.20"],
]);

let newcomers = 0;
const newOfficer = () => ({
  login: `moi.${(newcomers += 1)}`,
  name: "Người Mới",
  task: { agencyId: things.agency, roles: ["handler"], from: "2026-09-08" },
});

const HIDDEN = {
  amendment: JSON.stringify({ agencyId: null, basis: "QĐ 2", days: [], hours: [], confirmYears: [2028] }),
};

const BODIES = new Map<string, object>([
  ["POST /can-bo/quan-tri/lich/ap-dung", HIDDEN],
  ["POST /can-bo/quan-tri/lich/danh-sach.csv", HIDDEN],
  ["POST /api/v1/dossiers/:id/actions", { command: { action: "receive" } }],
  ["POST /can-bo/ho-so/:id/hoan-tac", { version: "1" }],
  ["POST /can-bo/quan-tri/kiem-dich/:id", { decision: "released" }],
]);

/** Of the API's own description as much as is read here. */
interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: Body }>>>>;
}
interface Body {
  readonly content: Readonly<
    Record<string, { readonly example?: object; readonly examples?: Record<string, { readonly value: object }> }>
  >;
}

function exampleOf(method: string, path: string): object | undefined {
  const { paths } = demo.app.swagger() as unknown as Described;
  const described = paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
  const content = described?.requestBody?.content["application/json"];
  return content?.example ?? Object.values(content?.examples ?? {})[0]?.value;
}

/** What the route answers to each of the askers, and to whom it answers otherwise than it should. */
async function surprises(route: Route, expected: readonly Outcome[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [at, { who, is }] of ASKERS.entries()) {
    const seen = await probe(demo, who, route, await targetOf(route, who));
    if (seen !== expected[at]) found.push(`${is}: ${seen} instead of ${expected[at]}`);
  }
  return found;
}

test("every route stands in the matrix, and nothing else", () => {
  const served = routesOf(demo.app).map(({ method, path }) => `${method} ${path}`);
  expect(served.toSorted(byText)).toEqual([...expectedOf.keys()].toSorted(byText));
});

test("every route answers each asker as the matrix says", { timeout: 300_000 }, async () => {
  const found: string[] = [];
  for (const route of routesOf(demo.app)) {
    const name = `${route.method} ${route.path}`;
    found.push(...(await surprises(route, expectedOf.get(name) ?? [])).map((what) => `${name}: ${what}`));
  }
  expect(found).toEqual([]);
});

test("a stranger who is let in is noticed", async () => {
  const { ownerDb } = demo;
  const stranger = sql`from account a, agency g where a.login = 'tiepnhan.khesim' and g.code = 'H99.20'`;
  await sql`insert into user_scope (officer_id, agency_id) select a.officer_id, g.id ${stranger}`.execute(ownerDb);
  const route = { method: "GET", path: "/api/v1/dossiers/:id" };
  const noticed = await surprises(route, expectedOf.get("GET /api/v1/dossiers/:id") ?? []);
  await sql`delete from user_scope u using account a, agency g
    where u.officer_id = a.officer_id and u.agency_id = g.id and a.login = 'tiepnhan.khesim' and g.code = 'H99.20'`.execute(
    ownerDb,
  );
  expect(noticed).toEqual(["receiver of another agency: y instead of u"]);
});

const byText = (one: string, other: string): number => (one < other ? -1 : 1);
