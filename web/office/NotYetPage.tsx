import type { ReactElement } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Moment } from "../../domain/shared/moment.ts";
import { OfficeLayout } from "../ui/Layout.tsx";
import { preciseMomentText } from "../ui/moment-text.ts";
import { MomentForm } from "./MomentForm.tsx";

interface Props {
  readonly reader: Reader;
  readonly id: string;
  readonly at: Moment;
  readonly submittedAt: Moment;
  /** Address of the dossier as it was when it was submitted. */
  readonly first: string;
}

/** The answer about a moment at which there was no such dossier yet. */
export function NotYetPage({ reader, id, at, submittedAt, first }: Props): ReactElement {
  return (
    <OfficeLayout title="Lúc đó chưa có hồ sơ" reader={reader} path="/can-bo">
      <h1>Lúc {preciseMomentText(at)} chưa có hồ sơ này</h1>
      <p>
        Hồ sơ được nộp lúc {preciseMomentText(submittedAt)}. <a href={first}>Xem hồ sơ lúc vừa nộp</a>
      </p>
      <MomentForm id={id} value={at.slice(0, 19)} error={null} />
      <p>
        <a href={`/can-bo/ho-so/${id}`}>Về hồ sơ hiện nay</a>
      </p>
    </OfficeLayout>
  );
}
