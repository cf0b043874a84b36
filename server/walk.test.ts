import { beforeAll, describe, expect, test } from "vitest";
import { useDemoApp } from "../testing/demo-app.ts";
import { useDossierApi } from "../testing/dossier-api.ts";
import { birthFiling } from "../testing/filings.ts";
import { routesOf } from "../testing/routes.ts";

const demo = useDemoApp();
const { file, act } = useDossierApi(demo);

const READERS = ["tiepnhan.xa", "thuly.xa", "kiemsoat", "quantri", "tiepnhan.khesim", "thamdinh.pccc"] as const;
/** Nobody here may see the dossiers of the commune Bến Đò. */
const STRANGERS: readonly string[] = ["tiepnhan.khesim", "thamdinh.pccc", "cd-son", ""];
const SECRET = /Kín Như Bưng/;
const HTML = { accept: "text/html" };
const NFD = "Nguyê\u0303n Thi\u0323 Ma\u0302y";
const JUNK = [
  "00000000-0000-4000-8000-000000000000",
  "-".repeat(36),
  NFD,
  // Names as the legacy code pages TCVN3 and VNI write them.
  "NguyÔn V¨n A",
  "Nguyeãn Vaên A",
  "a".repeat(3000),
  "1e999",
  "31/12/0000",
  "<script>alert(1)</script>",
  "constructor",
];
const QUERY = ["tim", "tu", "den", "quay", "xem", "ve", "loi", "phan", "caseIndex", "nam", "ngay", "co-quan", "xong"];
const ASKED = ["agency", "from", "to", "cursor", "limit", "status", "dueBefore", "text", "year", "q", "han", "ky"];

type Answer = Awaited<ReturnType<typeof demo.call>>;

const cookies = new Map<string, string>();
const dossiers: string[] = [];

beforeAll(async () => {
  await demo.listen();
  demo.at("2026-09-07T09:00:00+07:00");
  const body = { ...birthFiling, applicant: { ...birthFiling.applicant, name: "Kín Như Bưng" } };
  for (const commands of [
    [],
    [{ action: "receive" }],
    [
      { action: "receive" },
      { action: "request-supplement", reasons: [{ code: "other", componentCode: null, note: "Thiếu" }] },
    ],
    [{ action: "withdraw", reason: "Đổi ý" }],
  ]) {
    const { id } = await file("tiepnhan.xa", body);
    for (const command of commands) await act("tiepnhan.xa", id, command);
    dossiers.push(id);
  }
  for (const login of READERS) cookies.set(login, await demo.officer(login));
  for (const subject of ["cd-may", "cd-son"]) cookies.set(subject, await demo.citizen(subject));
  cookies.set("", "");
});

const open = (who: string, url: string): Promise<Answer> =>
  demo.call(cookies.get(who) ?? "", "GET", url, undefined, url.startsWith("/api/") ? {} : HTML);

const isPage = ({ headers }: Answer): boolean => String(headers["content-type"]).includes("text/html");

/** What is wrong with an answer: ours is the fault, it is not Vietnamese, it leads nowhere, it tells a secret. */
function faults(who: string, answer: Answer): readonly string[] {
  const { statusCode, body } = answer;
  const said = isPage(answer) ? body.replaceAll(/<(script|style|textarea)[\s\S]*?<\/\1>|<[^>]+>/g, " ") : "";
  const message = statusCode >= 400 && !isPage(answer) ? sentenceOf(body) : "có dấu";
  return [
    ...(statusCode >= 500 ? [`${statusCode}`] : []),
    ...(/\b(not found|invalid|must be|required|bad request|internal|expected)\b/i.test(said) ? ["English"] : []),
    ...(/[à-ỹđ]/i.test(message) ? [] : [`says ${message.slice(0, 80)}`]),
    ...(isPage(answer) && !/<a [^>]*href="\//.test(body) ? ["no way back"] : []),
    ...(STRANGERS.includes(who) && SECRET.test(body) ? ["tells a secret"] : []),
  ];
}

function sentenceOf(body: string): string {
  try {
    return (JSON.parse(body) as { error: { message: string } }).error.message;
  } catch {
    return body;
  }
}

/** Addresses with what tells one page of a kind from the next left out. */
function shapeOf(url: string): string {
  return url
    .replaceAll(/\d\.\d{6}/g, "CODE")
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, "ID")
    .replaceAll(/=[^&]+/g, "=");
}

test.each([...READERS, "cd-may", "cd-son", ""])(
  "every link that %s meets leads to a page in Vietnamese that may be read",
  async (who) => {
    const queue = who === "" || who.startsWith("cd-") ? ["/", "/tra-cuu"] : ["/can-bo", "/can-bo/tim?tim=kin"];
    const seen = new Set(queue.map(shapeOf));
    const found: string[] = [];
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const answer = await open(who, url);
      found.push(...faults(who, answer).map((fault) => `${url}: ${fault}`));
      if (answer.statusCode >= 400) found.push(`${url}: ${answer.statusCode}`);
      if (!isPage(answer)) continue;
      for (const [, href = ""] of answer.body.matchAll(/href="(\/(?!assets)[^"#]*)/g)) {
        const next = href.replaceAll("&amp;", "&");
        if (seen.has(shapeOf(next))) continue;
        seen.add(shapeOf(next));
        queue.push(next);
      }
    }
    expect(found).toEqual([]);
    expect(seen.size).toBeGreaterThan(3);
  },
);

const openable = (): readonly string[] =>
  routesOf(demo.app).flatMap(({ method, path }) => (method === "GET" ? [path] : []));

describe("junk in an address is no fault of ours", () => {
  test.each(["tiepnhan.khesim", "quantri", "cd-son"])("%s", async (who) => {
    const paths = openable();
    expect(paths).toEqual(expect.arrayContaining(["/can-bo/ho-so/:id", "/api/v1/dossiers/:id/documents"]));
    const found: string[] = [];
    const look = async (url: string): Promise<void> => {
      found.push(...faults(who, await open(who, url)).map((fault) => `${url.slice(0, 120)}: ${fault}`));
    };
    for (const path of paths) {
      const named = /:\w+/.test(path);
      for (const junk of named ? [...JUNK, ...dossiers] : [])
        await look(path.replaceAll(/:\w+(\|:\w+)?/g, encodeURIComponent(junk)));
      const asked = path.startsWith("/api/") ? ASKED : QUERY;
      const good = path.replaceAll(
        /:\w+(\|:\w+)?/g,
        /thu-tuc|procedures|tiep-nhan/.test(path) ? "1.001193" : (dossiers[0] ?? ""),
      );
      for (const junk of [NFD, "9".repeat(400), "1e999", "31/12/0000"]) {
        const value = encodeURIComponent(junk.slice(0, 500));
        await look(`${good}?${asked.map((name) => `${name}=${value}&${name}=2`).join("&")}`);
      }
    }
    expect(found).toEqual([]);
  });
});
