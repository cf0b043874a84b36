/** What keeps a supplement from being sent, beside its field. */
export const SUPPLY_FAULT = {
  paperAbsent: (paper: string): string => `${paper}: đính kèm ảnh hoặc tệp, hoặc đánh dấu là không nộp được.`,
  reasonMissing: "Ghi lý do không nộp được giấy tờ.",
  declarationUnchanged: "Sửa nội dung khai ở trên, hoặc giải trình vì sao không sửa.",
};
