import type { ReactElement } from "react";
import { Originals } from "../document/Originals.tsx";
import type { OpenableFile } from "../document/openable-file.ts";
import { Card } from "../ui/blocks.tsx";
import { fileFacts } from "../ui/FileField.tsx";
import { Icon } from "../ui/Icon.tsx";

interface Props {
  readonly papers: readonly { readonly name: string; readonly files: readonly OpenableFile[] }[];
}

/** What was handed in with the dossier, each file to be opened again. */
export function FiledPapers({ papers }: Props): ReactElement | null {
  const filed = papers.filter(({ files }) => files.length > 0);
  if (filed.length === 0) return null;
  return (
    <Card title="Giấy tờ đã nộp">
      <ul className="plain">
        {filed.map(({ name, files }) => (
          <li key={name}>
            {name}
            {files.map((file) => (
              <div key={file.id}>
                <Download file={file} />
                <Originals files={file.originals}>{(photo) => <Download file={photo} />}</Originals>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Download({ file }: { readonly file: OpenableFile }): ReactElement {
  return (
    <>
      <a href={file.href} download={file.name}>
        <Icon name="download" /> {file.name}
      </a>
      <div className="meta">{fileFacts(file)}</div>
    </>
  );
}
