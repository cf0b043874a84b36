import Type from "typebox";
import { FILES_EXAMPLE } from "./api-examples.ts";
import { Id, Nullable } from "./schema-parts.ts";

const File = {
  id: Id,
  name: Type.String(),
  mediaType: Type.String(),
  pages: Nullable(Type.Integer()),
  size: Type.Integer({ description: "byte" }),
  sha256: Type.String(),
  href: Type.String({ description: "Opens the file for ten minutes, for the asking person alone" }),
};
const FileWithOriginals = Type.Object({
  ...File,
  originals: Type.Array(Type.Object(File), { description: "The photos that it was bound from" }),
});

export const FilesView = Type.Object(
  {
    papers: Type.Array(
      Type.Object({
        componentCode: Type.String(),
        name: Type.String(),
        keptOriginals: Type.Integer(),
        files: Type.Array(FileWithOriginals),
      }),
    ),
    results: Type.Array(FileWithOriginals),
  },
  { examples: [FILES_EXAMPLE] },
);
