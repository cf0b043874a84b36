import type pg from "pg";
import type { DossierEvent } from "../../domain/dossier/event.ts";
import { foldAll } from "../../domain/dossier/fold.ts";
import { CHAIN_START } from "../../server/dossier/event-hash.ts";
import { eventRow } from "../../server/dossier/event.queries.ts";
import { at, circumstances, officer, trail } from "../../testing/workflow.ts";

const IDS: Readonly<Record<string, string>> = {
  counter: "019a0000-0000-7000-8000-00000000c001",
  building: "019a0000-0000-7000-8000-00000000b001",
  fire: "019a0000-0000-7000-8000-00000000f001",
};

/** A permit from its submission to its result: what a dossier of two agencies goes through. */
function journey(): readonly DossierEvent[] {
  const { events, play } = trail({
    applicant: {
      kind: "person",
      name: "Lò Thị Mây",
      identityNumber: "001199000001",
      address: "Bản Nà Sự, xã Khe Sim, tỉnh Thanh Bình",
      phone: "0912000001",
      email: "",
    },
    answers: { owner: "Lò Thị Mây", site: "Phường Bến Đò", floors: 5, area: 120.5, use: "business", truth: true },
    resultPlace: "Tại bộ phận một cửa",
  });
  const [receiver, leader, handler] = [
    officer("counter", "receiver"),
    officer("building", "leader"),
    officer("building", "handler"),
  ];
  const appraiser = officer("fire", "appraiser");
  play({ action: "receive" }, circumstances(receiver, at("09-07T09:00")));
  play(
    { action: "forward", next: null, note: "Hồ sơ đủ, chuyển cơ quan giải quyết" },
    circumstances(receiver, at("09-07T09:30")),
  );
  play(
    { action: "assign", officerId: handler.id, note: "Thẩm định trong tuần" },
    circumstances(leader, at("09-07T10:00")),
  );
  play(
    { action: "forward", next: null, note: "Thiết kế đạt yêu cầu về quy hoạch" },
    circumstances(handler, at("09-09T10:00")),
  );
  play({ action: "forward", next: null, note: "Đạt yêu cầu phòng cháy" }, circumstances(appraiser, at("09-10T10:00")));
  play(
    { action: "propose-result", granted: true, summary: "Cấp phép xây dựng 5 tầng", documentIds: [] },
    circumstances(handler, at("09-11T10:00")),
  );
  play({ action: "approve", note: "Đồng ý" }, circumstances(leader, at("09-14T10:00")));
  play({ action: "sign" }, circumstances(leader, at("09-14T11:00")));
  return JSON.parse(
    Object.entries(IDS).reduce((text, [name, id]) => text.replaceAll(`"${name}"`, `"${id}"`), JSON.stringify(events)),
  ) as DossierEvent[];
}

const idOf = (n: number): string => `019a0000-0000-7000-9000-${n.toString(16).padStart(12, "0")}`;
const BATCH = 500;

/** Fills the tables with so many dossiers that all went the same way; answers with the events of each. */
export async function fillChains(client: pg.Client, dossiers: number): Promise<number> {
  const events = journey();
  await client.query("set session_replication_role = replica");
  for (let from = 0; from < dossiers; from += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, dossiers - from) }, (_none, n) => idOf(from + n));
    const chains = ids.map((id) => chainOf(events, id));
    const rows = chains.flatMap(({ links }) => links);
    await client.query(
      `insert into dossier_event (dossier_id, version, at, actor_kind, actor_id, actor_name, agency_id, type, due_before,
         due_after, fact, previous_hash, hash)
       select x.dossier_id, x.version, x.at, x.actor_kind, x.actor_id, x.actor_name, x.agency_id, x.type, x.due_before,
         x.due_after, x.fact::json, x.previous_hash, x.hash from json_to_recordset($1) as x(dossier_id uuid, version int, at timestamptz, actor_kind text,
         actor_id text, actor_name text, agency_id uuid, type text, due_before timestamptz, due_after timestamptz,
         fact text, previous_hash text, hash text)`,
      [JSON.stringify(rows)],
    );
    await client.query(
      `insert into dossier (id, version, status, code, submission_code, procedure_version_id, process_version_id, channel,
         applicant_name, applicant_identity, submitted_by, receiving_agency_id, resolving_agency_id, submitted_at,
         received_at, state, last_hash)
       select x.id, x.version, 'processing', x.code, x.code, x.id, x.id, 'direct', 'Lò Thị Mây', '001199000001', 'citizen',
         $2, $3, '2026-09-07 08:00', '2026-09-07 09:00', x.state::jsonb, x.hash
       from json_to_recordset($1) as x(id uuid, version int, code text, state text, hash text)`,
      [JSON.stringify(chains.map(({ row }) => row)), IDS["counter"], IDS["building"]],
    );
  }
  await client.query("set session_replication_role = origin");
  await client.query("vacuum analyze dossier_event");
  await client.query("vacuum analyze dossier");
  return events.length;
}

function chainOf(events: readonly DossierEvent[], id: string) {
  let previousHash = CHAIN_START;
  const own = events.map((event) => ({ ...event, dossierId: id }));
  const links = own.map((event) => {
    const link = eventRow(event, previousHash);
    previousHash = link.hash;
    return link;
  });
  const state = JSON.stringify({ ...foldAll(own), id });
  return { links, row: { id, version: own.length, code: `H99.01-260907-${id.slice(-8)}`, state, hash: previousHash } };
}
