import type Type from "typebox";
import { expect } from "vitest";
import type { DossierView } from "../server/dossier/api/view.schemas.ts";
import type { DemoApp } from "./demo-app.ts";

/** A birth registration as a counter of the commune files it. */
export const birthFiling = {
  procedureCode: "1.001193",
  receivingAgencyCode: "H99.20",
  channel: "direct",
  applicant: {
    kind: "person",
    name: "Lò Thị Mây",
    identityNumber: "099199000001",
    address: "Phường Bến Đò",
    phone: "0912000001",
    email: "",
  },
  caseName: "Trẻ sinh tại cơ sở y tế, có giấy chứng sinh" as string | null,
  answers: {
    requester: "Lò Thị Mây",
    relation: "mother",
    phone: "0912000001",
    childName: "Lò Văn Nam",
    childBorn: "2026-08-20",
    childSex: "male",
    birthPlace: "Trạm y tế",
    motherName: "Lò Thị Mây",
    motherNumber: "099199000001",
    truth: true,
  },
  papers: [{ componentCode: "1", name: "Giấy chứng sinh", documentIds: [] as string[], keptOriginals: 1 }],
  resultPlace: "Tại bộ phận một cửa",
};

/** A building permit at the centre of the province. */
export const permitFiling = {
  ...birthFiling,
  procedureCode: "1.013236",
  receivingAgencyCode: "H99.01",
  caseName: null,
  answers: {
    owner: "Lò Thị Mây",
    phone: "0912000001",
    site: "Phường Bến Đò",
    floors: 5,
    area: 120.5,
    use: "business",
    business: "Khách sạn",
    truth: true,
  },
};

type Shown = Type.Static<typeof DossierView>;

interface DossierApi {
  /** Files at a counter as the officer; must succeed. */
  readonly file: (login: string, body: object, key?: string) => Promise<Shown>;
  /** Acts as the officer; must succeed. */
  readonly act: (login: string, id: string, command: object) => Promise<Shown>;
  /** Acts as the officer and answers with status and code of the refusal. */
  readonly refuse: (login: string, id: string, command: object) => Promise<readonly [number, string]>;
}

/** The verbs of tests that drive dossiers over the API. */
export function useDossierApi(demo: DemoApp): DossierApi {
  const post = async (login: string, id: string, command: object) =>
    demo.call(await demo.officer(login), "POST", `/api/v1/dossiers/${id}/actions`, { command });
  return {
    async file(login, body, key) {
      const headers = key ? { "idempotency-key": key } : {};
      const response = await demo.call(await demo.officer(login), "POST", "/api/v1/dossiers", body, headers);
      expect(response.statusCode, response.body).toBe(201);
      return response.json();
    },
    async act(login, id, command) {
      const response = await post(login, id, command);
      expect(response.statusCode, response.body).toBe(200);
      return response.json();
    },
    async refuse(login, id, command) {
      const response = await post(login, id, command);
      return [response.statusCode, response.json().error?.code];
    },
  };
}
