import type { ReactElement } from "react";
import { STATUS_TEXT } from "../dossier/dossier-text.ts";
import { LinkedDossiers } from "../dossier/LinkedDossiers.tsx";
import { Timeline } from "../dossier/Timeline.tsx";
import { Alert, Card, Notice } from "../ui/blocks.tsx";
import { DueChip } from "../ui/DueChip.tsx";
import { Icon } from "../ui/Icon.tsx";
import { OfficeLayout } from "../ui/Layout.tsx";
import { AlikeList } from "./AlikeList.tsx";
import { ActionForms, ActionRefusal } from "./ActionForms.tsx";
import { Declared, State } from "./DossierFacts.tsx";
import { Consultations, Legs } from "./DossierHistory.tsx";
import { EmergencyBanner } from "./EmergencyBanner.tsx";
import type { OfficeDossierProps } from "./office-dossier.ts";
import { MomentForm } from "./MomentForm.tsx";
import { PapersPanel } from "./PapersPanel.tsx";
import { RevealForm } from "./RevealForm.tsx";
import { SlipLinks } from "./SlipLinks.tsx";
import { UndoNotice } from "./UndoNotice.tsx";

/** An officer's page of a dossier: the work at left, what can be done and the papers at right. */
export function OfficeDossierPage(props: OfficeDossierProps): ReactElement {
  const { dossier, posted, actions } = props;
  return (
    <OfficeLayout title={dossier.code} reader={props.reader} path="/can-bo">
      <div className="head">
        <h1>{dossier.procedureName}</h1>
        <span className="code">{dossier.code}</span>
        <span>{props.applicant.name}</span>
        <span className="chip">{STATUS_TEXT[dossier.status]}</span>
        <DueChip due={dossier} now={props.now} />
      </div>
      <Alert>{props.askedMoment.error && <a href="#luc">{props.askedMoment.error}</a>}</Alert>
      {props.emergency && <EmergencyBanner {...props.emergency} />}
      <UndoNotice dossierId={props.id} undoable={props.undoable} undoRefused={props.undoRefused} />
      {posted && <ActionRefusal posted={posted} actions={actions} />}
      {props.alike.items.length + props.alike.hidden > 0 && (
        <Notice warn>
          <AlikeList {...props.alike} />
        </Notice>
      )}
      <div className="workspace">
        <div>
          <State {...props} />
          <Declared {...props}>
            {props.masked && <RevealForm dossierId={props.id} fault={props.revealFault} />}
          </Declared>
          <LinkedDossiers links={props.links} base="/can-bo/ho-so" />
          <Consultations rows={props.consultations} now={props.now} />
          <Legs legs={props.legs} />
          <Card title="Quá trình">
            <Timeline entries={props.timeline} />
            <MomentForm id={props.id} {...props.askedMoment} />
            {props.mayTakeEvidence && (
              <p>
                <a href={`/api/v1/dossiers/${props.id}/evidence`} download>
                  <Icon name="download" /> Tải gói bằng chứng
                </a>{" "}
                <span className="meta">ZIP: sự kiện, tệp, nhật ký xem; lần tải được ghi lại</span>
                <br />
                <a href={`/can-bo/nhat-ky-xem?ho-so=${encodeURIComponent(dossier.code)}`}>Ai đã xem hồ sơ này</a>
              </p>
            )}
          </Card>
        </div>
        <div>
          <ActionForms
            dossierId={props.id}
            version={props.version}
            actions={actions}
            choices={props.choices}
            posted={posted}
          />
          <PapersPanel
            here={`/can-bo/ho-so/${props.id}`}
            papers={props.papers}
            results={props.results}
            custody={props.custody}
            viewing={props.viewing}
          />
          <SlipLinks slips={props.slips} />
        </div>
      </div>
    </OfficeLayout>
  );
}
