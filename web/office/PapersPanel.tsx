import type { ReactElement } from "react";
import { Card } from "../ui/blocks.tsx";
import { Originals } from "../document/Originals.tsx";
import type { OpenableFile } from "../document/openable-file.ts";
import { fileFacts } from "../ui/FileField.tsx";
import { Icon } from "../ui/Icon.tsx";

export interface PaperView {
  readonly name: string;
  readonly keptOriginals: number;
  readonly files: readonly OpenableFile[];
}

interface Props {
  /** Address of the page, as it is without a file open. */
  readonly here: string;
  readonly papers: readonly PaperView[];
  readonly results: readonly OpenableFile[];
  readonly custody: string | null;
  /** The file shown beside the work, or null. */
  readonly viewing: OpenableFile | null;
}

/** The papers of a dossier, one of them open beside the work. */
export function PapersPanel({ here, papers, results, custody, viewing }: Props): ReactElement {
  return (
    <Card title="Giấy tờ" id="giay-to" aside={custody && <span className="meta">Bản giấy đang ở: {custody}</span>}>
      <ul className="plain papers">
        {papers.map(({ name, keptOriginals, files }) => (
          <li key={name}>
            {name}
            {keptOriginals > 0 && <span className="meta"> – giữ {keptOriginals} bản giấy</span>}
            {keptOriginals === 0 && files.length === 0 && <span className="meta"> – đã xem, trả lại</span>}
            <Files here={here} files={files} viewing={viewing} />
          </li>
        ))}
        {results.length > 0 && (
          <li>
            <strong>Tệp kết quả</strong>
            <Files here={here} files={results} viewing={viewing} />
          </li>
        )}
      </ul>
      {papers.length + results.length === 0 && <p>Hồ sơ không có giấy tờ kèm theo.</p>}
      {viewing && <Viewer file={viewing} here={here} />}
    </Card>
  );
}

/** Address of the page of a dossier with the file open beside the work. */
function fileHref(here: string, fileId: string): string {
  return `${here}${here.includes("?") ? "&" : "?"}xem=${fileId}#giay-to`;
}

type Shown = Pick<Props, "here" | "viewing">;

function Files({ files, ...shown }: Shown & { readonly files: readonly OpenableFile[] }): ReactElement {
  return (
    <>
      {files.map((file) => (
        <div key={file.id}>
          <OneFile file={file} {...shown} />
          <Originals files={file.originals} open={file.originals.some(({ id }) => id === shown.viewing?.id)}>
            {(photo) => <OneFile file={photo} {...shown} />}
          </Originals>
        </div>
      ))}
    </>
  );
}

function OneFile({ file, here, viewing }: Shown & { readonly file: OpenableFile }): ReactElement {
  return (
    <>
      <a href={fileHref(here, file.id)} aria-current={viewing?.id === file.id ? "true" : undefined}>
        <Icon name="file" /> {file.name}
      </a>{" "}
      <span className="meta">({fileFacts(file)})</span>
    </>
  );
}

function Viewer({ file, here }: { readonly file: OpenableFile; readonly here: string }): ReactElement {
  return (
    <div className="no-print">
      <p className="buttons">
        <a className="button" href={file.href} target="_blank" rel="noreferrer" title={file.name}>
          Mở trong thẻ mới
        </a>
        <a className="button quiet" href={file.href} download={file.name}>
          <Icon name="download" /> Tải về
        </a>
        <a href={`${here}#giay-to`}>Đóng</a>
      </p>
      {file.isPhoto ? <Photo file={file} /> : <PdfFrame file={file} />}
    </div>
  );
}

/** Phones draw no PDF inside a page: there the photos stand in for it, or the button above is all there is. */
function PdfFrame({ file }: { readonly file: OpenableFile }): ReactElement {
  return (
    <object className="viewer" data={file.href} type="application/pdf" aria-label={`Tài liệu: ${file.name}`}>
      {file.originals.map((photo) => (
        <Photo key={photo.id} file={photo} />
      ))}
      {file.originals.length === 0 && (
        <p>Máy này không mở PDF trong trang. Bấm “Mở trong thẻ mới” hoặc “Tải về” ở trên.</p>
      )}
    </object>
  );
}

function Photo({ file }: { readonly file: OpenableFile }): ReactElement {
  return <img className="viewer-image" src={file.href} alt={`Ảnh giấy tờ: ${file.name}`} loading="lazy" />;
}
