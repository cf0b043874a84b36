/** The whole set of components; pages import from here and write no class names of their own. */
export { Button, ButtonRow, LinkButton, type ButtonKind } from "./Button.tsx";
export { CheckboxField, CheckboxGroup, RadioGroup, Select, type Choice } from "./Choices.tsx";
export { DataTable, type Column } from "./DataTable.tsx";
export { DateInput } from "./DateInput.tsx";
export { dueWords, type DueState } from "./due-text.ts";
export { ErrorSummary, type SummaryError } from "./ErrorSummary.tsx";
export { Field, FieldGroup, fieldId, type FieldProps } from "./Field.tsx";
export { FileField } from "./FileField.tsx";
export { Form, Hidden } from "./Form.tsx";
export * from "./format.ts";
export { Icon } from "./Icon.tsx";
export { Breadcrumbs, PageHeader, Pagination, Tabs, type Crumb, type NavItem } from "./Navigation.tsx";
export { Confirm, EmptyState, Notice, ReceiptPanel, TaskList, type NoticeTone, type StepStatus } from "./Notice.tsx";
export { DueChip, Tag, Timeline, type TimelineEntry, type Tone } from "./Status.tsx";
export { SummaryList, type SummaryRow } from "./SummaryList.tsx";
export { TextArea, TextInput, type InputWidth } from "./TextInput.tsx";
export type { Person, Site } from "./site.ts";
