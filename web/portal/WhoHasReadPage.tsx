import type { ReactElement } from "react";
import type { ShownRead } from "../dossier/shown-read.ts";
import { Card } from "../ui/blocks.tsx";
import { PortalLayout } from "../ui/Layout.tsx";
import { ReadList } from "./ReadList.tsx";

interface Props {
  readonly id: string;
  readonly person: string;
  readonly procedureName: string;
  readonly rows: readonly ShownRead[];
  /** Where the next page begins; null on the last. */
  readonly older: number | null;
}

/** Everybody who has seen the dossier, for the person whose it is. */
export function WhoHasReadPage({ id, person, procedureName, rows, older }: Props): ReactElement {
  return (
    <PortalLayout title="Ai đã xem hồ sơ này" person={person} path="/ho-so">
      <h1>Ai đã xem hồ sơ này</h1>
      <p>
        <a href={`/ho-so/${id}`}>{procedureName}</a>
      </p>
      <p>Mỗi lần người khác mở hồ sơ, tài liệu hay phiếu của ông/bà đều được ghi lại và không ai xóa được.</p>
      <Card title="Mới nhất trước">
        <ReadList rows={rows} />
      </Card>
      {older !== null && (
        <nav className="pager" aria-label="Trang">
          <a href={`/ho-so/${id}/nguoi-xem?truoc=${older}`}>Cũ hơn</a>
        </nav>
      )}
    </PortalLayout>
  );
}
