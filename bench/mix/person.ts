import { randomUUID } from "node:crypto";
import { paperBytes } from "../generate/paper-bytes.ts";

/** Somebody of the simulated thousand, as the proof hands him to the load's own process. */
export interface Person {
  readonly kind: "citizen" | "receiver" | "handler" | "leader";
  readonly cookie: string;
  /** Of a citizen: for whom he files; of an officer: his counter. */
  readonly applicant: Applicant;
  readonly agencyCode: string;
}

export interface Applicant {
  readonly kind: "person";
  readonly name: string;
  readonly identityNumber: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
}

/** One request; a write carries a key, so that sent again it is still done once. */
export interface Ask {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly type?: string;
  readonly body?: Buffer;
  readonly key?: string;
  /** What to do with the answer's body: the next thing that this person does follows from it. */
  readonly learn?: (body: string) => void;
  /** A dossier was filed by it, which must be found in the database. */
  readonly files?: true;
}

interface Held {
  readonly id: string;
  readonly version: number;
  readonly next: "receive" | "forward";
}

const WORDS = ["khai sinh", "dat dai", "giay phep", "ho kinh doanh", "so do"];
const NAMES = ["nguyen van", "tran thi", "quach", "le ngoc anh", "thao"];
const PROCEDURE = "9.000001";

/** Draws what a person does next; what he did before decides what there is to do. */
export function acting(person: Person, random: () => number): () => Ask {
  const state: Mutable = { papers: [], held: [], links: [] };
  const act = { citizen, receiver, handler: reader, leader: reader }[person.kind];
  return () => act(person, state, random);
}

interface Mutable {
  papers: string[];
  held: Held[];
  links: string[];
}

function citizen(person: Person, state: Mutable, random: () => number): Ask {
  const drawn = random();
  if (state.papers.length === 2) return file(person, state);
  if (drawn < 0.08 || state.papers.length === 1) return upload(state);
  if (drawn < 0.3) return { method: "GET", path: "/ho-so", learn: (body) => collect(state, body, "/ho-so/") };
  if (drawn < 0.45 && state.links.length > 0) return { method: "GET", path: pick(state.links, random) };
  if (drawn < 0.65) return { method: "GET", path: `/?tim=${encodeURIComponent(pick(WORDS, random))}` };
  return { method: "GET", path: drawn < 0.85 ? `/thu-tuc/${PROCEDURE}` : "/" };
}

function receiver(person: Person, state: Mutable, random: () => number): Ask {
  const [held] = state.held;
  if (held) return move(held, state);
  if (random() < 0.12) return file(person, state);
  return reader(person, state, random);
}

function reader(_person: Person, state: Mutable, random: () => number): Ask {
  const drawn = random();
  if (drawn < 0.4 && state.links.length > 0) return { method: "GET", path: pick(state.links, random) };
  if (drawn < 0.55) return { method: "GET", path: `/can-bo/tim?tim=${encodeURIComponent(pick(NAMES, random))}` };
  if (drawn < 0.7) return { method: "GET", path: "/api/v1/dossiers?status=processing&limit=50" };
  return { method: "GET", path: "/can-bo", learn: (body) => collect(state, body, "/can-bo/ho-so/") };
}

function upload(state: Mutable): Ask {
  const border = "motcua-mix";
  const head = `--${border}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  return {
    method: "POST",
    path: "/api/v1/documents",
    type: `multipart/form-data; boundary=${border}`,
    body: Buffer.concat([Buffer.from(head), paperBytes(randomUUID()), Buffer.from(`\r\n--${border}--\r\n`)]),
    learn: (body) => void state.papers.push((JSON.parse(body) as { id: string }).id),
  };
}

/** A citizen files what he has uploaded, a receiver what somebody has brought him on paper. */
function file({ kind, applicant, agencyCode }: Person, state: Mutable): Ask {
  const online = kind === "citizen";
  const papers = ["1", "2"].map((componentCode, index) => ({
    componentCode,
    name: "Giấy tờ",
    documentIds: online ? state.papers.slice(index, index + 1) : [],
    keptOriginals: online ? 0 : 1,
  }));
  state.papers = [];
  return {
    method: "POST",
    path: "/api/v1/dossiers",
    key: randomUUID(),
    files: true,
    ...json({
      procedureCode: PROCEDURE,
      receivingAgencyCode: agencyCode,
      channel: online ? "self-online" : "direct",
      applicant,
      caseName: null,
      answers: { requester: applicant.name, phone: applicant.phone, subject: "Đề nghị", truth: true },
      papers,
      resultPlace: "Tại bộ phận một cửa",
    }),
    learn: (body) => {
      const { id, version } = JSON.parse(body) as { id: string; version: number };
      if (!online) state.held.push({ id, version, next: "receive" });
    },
  };
}

/** A receiver takes in what he has filed, and hands it on. */
function move({ id, version, next }: Held, state: Mutable): Ask {
  state.held = [];
  const command = next === "receive" ? { action: "receive" } : { action: "forward", next: null, note: "" };
  return {
    method: "POST",
    path: `/api/v1/dossiers/${id}/actions`,
    key: randomUUID(),
    ...json({ version, command }),
    learn: (body) => {
      const answered = JSON.parse(body) as { version: number };
      if (next === "receive") state.held.push({ id, version: answered.version, next: "forward" });
    },
  };
}

function json(value: object): { readonly type: string; readonly body: Buffer } {
  return { type: "application/json", body: Buffer.from(JSON.stringify(value)) };
}

function collect(state: Mutable, body: string, prefix: string): void {
  const found = [...body.matchAll(/href="([^"?#]*)"/g)].flatMap(([, href = ""]) =>
    href.startsWith(prefix) && href.length === prefix.length + 36 ? [href] : [],
  );
  state.links = found.slice(0, 20);
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? "/";
}
