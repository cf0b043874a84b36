import type { ReactElement } from "react";
import type { Moment } from "../../domain/shared/moment.ts";
import type { TrackedDossier } from "../dossier/tracked-dossier.ts";
import { Notice } from "../ui/blocks.tsx";
import { TextInput } from "../ui/fields.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { Help } from "../ui/province.tsx";
import { DossierState } from "./DossierState.tsx";

interface Props {
  readonly person: string | null;
  readonly code: string;
  readonly asked: boolean;
  readonly dossier: TrackedDossier | null;
  readonly now: Moment;
}

/** Look a dossier up by code and the last four digits of the applicant's number. */
export function TrackPage({ person, code, asked, dossier, now }: Props): ReactElement {
  return (
    <PortalLayout title="Tra cứu hồ sơ" person={person} path="/tra-cuu">
      <h1>Tra cứu hồ sơ</h1>
      {asked && !dossier && (
        <Notice warn>
          Không tìm thấy hồ sơ với mã và số này. Kiểm tra lại từng ký tự trên giấy tiếp nhận, hoặc <Help />.
        </Notice>
      )}
      {dossier && <h2>{dossier.procedureName}</h2>}
      {dossier && <DossierState dossier={dossier} now={now} />}
      <form method="post" action="/tra-cuu">
        {dossier && <h2>Tra cứu hồ sơ khác</h2>}
        <TextInput
          id="ma"
          label="Mã hồ sơ"
          hint="In trên giấy tiếp nhận, ví dụ H99.20-260907-0001"
          value={dossier ? "" : code}
        />
        <TextInput id="so" label="4 số cuối" hint="Của số định danh (hoặc mã số thuế) người đứng tên hồ sơ" numeric />
        <button>Tra cứu</button>
      </form>
    </PortalLayout>
  );
}
