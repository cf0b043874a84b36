import type { ReactElement } from "react";
import { Card } from "../ui/blocks.tsx";
import { fileFacts, type StoredFile } from "../ui/FileField.tsx";
import { Icon } from "../ui/Icon.tsx";

/** A stored file that an officer can open. */
export interface OpenableFile extends StoredFile {
  /** Address that opens it, for a few minutes and for this reader alone. */
  readonly href: string;
  readonly isPhoto: boolean;
}

export interface PaperView {
  readonly name: string;
  readonly keptOriginals: number;
  readonly files: readonly OpenableFile[];
}

interface Props {
  readonly dossierId: string;
  readonly papers: readonly PaperView[];
  readonly results: readonly OpenableFile[];
  readonly custody: string | null;
  /** The file shown beside the work, or null. */
  readonly viewing: OpenableFile | null;
}

/** The papers of a dossier, one of them open beside the work. */
export function PapersPanel({ dossierId, papers, results, custody, viewing }: Props): ReactElement {
  return (
    <Card title="Giấy tờ" id="giay-to" aside={custody && <span className="meta">Bản giấy đang ở: {custody}</span>}>
      <ul className="plain papers">
        {papers.map(({ name, keptOriginals, files }) => (
          <li key={name}>
            {name}
            {keptOriginals > 0 && <span className="meta"> – giữ {keptOriginals} bản giấy</span>}
            {keptOriginals === 0 && files.length === 0 && <span className="meta"> – đã xem, trả lại</span>}
            <Files dossierId={dossierId} files={files} viewing={viewing} />
          </li>
        ))}
        {results.length > 0 && (
          <li>
            <strong>Tệp kết quả</strong>
            <Files dossierId={dossierId} files={results} viewing={viewing} />
          </li>
        )}
      </ul>
      {papers.length + results.length === 0 && <p>Hồ sơ không có giấy tờ kèm theo.</p>}
      {viewing && <Viewer file={viewing} dossierId={dossierId} />}
    </Card>
  );
}

function Files({
  dossierId,
  files,
  viewing,
}: Pick<Props, "dossierId" | "viewing"> & { readonly files: readonly OpenableFile[] }): ReactElement {
  return (
    <>
      {files.map((file) => (
        <div key={file.id}>
          <a
            href={`/can-bo/ho-so/${dossierId}?xem=${file.id}#giay-to`}
            aria-current={viewing?.id === file.id ? "true" : undefined}
          >
            <Icon name="file" /> {file.name}
          </a>{" "}
          <span className="meta">({fileFacts(file)})</span>
        </div>
      ))}
    </>
  );
}

function Viewer({ file, dossierId }: { readonly file: OpenableFile; readonly dossierId: string }): ReactElement {
  return (
    <div className="no-print">
      <p className="buttons">
        <a href={file.href} target="_blank" rel="noreferrer">
          Mở “{file.name}” trong thẻ mới
        </a>
        <a href={`/can-bo/ho-so/${dossierId}#giay-to`}>Đóng</a>
      </p>
      {file.isPhoto ? (
        <img className="viewer-image" src={file.href} alt={`Ảnh giấy tờ: ${file.name}`} />
      ) : (
        <object className="viewer" data={file.href} type="application/pdf" aria-label={`Tài liệu: ${file.name}`}>
          <p>Trình duyệt này không mở PDF trong trang. Mở trong thẻ mới bằng liên kết ở trên.</p>
        </object>
      )}
    </div>
  );
}
