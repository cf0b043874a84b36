import type { ReactNode } from "react";
import type { IconName } from "./asset-context.ts";
import { Icon } from "./Icon.tsx";

export type NoticeTone = "info" | "soon" | "error" | "done";

const ICONS: Readonly<Record<NoticeTone, IconName>> = {
  info: "info",
  soon: "triangle-alert",
  error: "circle-x",
  done: "circle-check",
};

interface NoticeProps {
  readonly tone?: NoticeTone | undefined;
  readonly title?: string | undefined;
  /** Set on a message about what the person has just done, so that it is read aloud. */
  readonly live?: boolean | undefined;
  readonly children?: ReactNode;
}

/** A message in the page: what happened or what to know, and what comes next. */
export function Notice({ tone = "info", title, live, children }: NoticeProps): ReactNode {
  return (
    <div className={`notice tone-${tone}`} role={live ? "status" : undefined}>
      <Icon name={ICONS[tone]} />
      <div>
        {title && <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: IconName | undefined;
}

/** Nothing here, why, and what one can do about it. */
export function EmptyState({ title, children, icon = "inbox" }: EmptyStateProps): ReactNode {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}

interface ConfirmProps {
  readonly title: string;
  /** What happens next, when, and who does it. */
  readonly next: ReactNode;
  /** The act itself: a form with its button, and the way back. */
  readonly children: ReactNode;
}

/** The last step before an act that binds: says what it does before the button that does it. */
export function Confirm({ title, next, children }: ConfirmProps): ReactNode {
  return (
    <section className="confirm">
      <h2>{title}</h2>
      <div className="confirm-next">{next}</div>
      {children}
    </section>
  );
}

interface ReceiptPanelProps {
  readonly title: string;
  /** The code that the person keeps. */
  readonly code: string;
  readonly codeLabel?: string | undefined;
  readonly children?: ReactNode;
}

/** It is done: the code in big figures, then what happens next. */
export function ReceiptPanel({ title, code, codeLabel = "Mã hồ sơ", children }: ReceiptPanelProps): ReactNode {
  return (
    <section className="receipt">
      <p className="receipt-title">
        <Icon name="circle-check" />
        <span>{title}</span>
      </p>
      <p className="receipt-label">{codeLabel}</p>
      <p className="receipt-code">{code}</p>
      {children}
    </section>
  );
}

interface StepsProps {
  readonly items: readonly {
    readonly label: string;
    readonly href?: string | undefined;
    readonly status: StepStatus;
  }[];
  readonly label: string;
}

export type StepStatus = "todo" | "doing" | "done" | "blocked" | "error";

const STEP_WORDS: Readonly<Record<StepStatus, string>> = {
  todo: "Chưa làm",
  doing: "Đang làm",
  done: "Xong",
  blocked: "Chưa làm được",
  error: "Có lỗi",
};

/** The tasks of a long filing with the state of each; a blocked one is no link. */
export function TaskList({ items, label }: StepsProps): ReactNode {
  return (
    <ol className="tasks" aria-label={label}>
      {items.map((item) => (
        <li key={item.label}>
          {item.href && item.status !== "blocked" ? <a href={item.href}>{item.label}</a> : <span>{item.label}</span>}
          <span className={`task-status is-${item.status}`}>{STEP_WORDS[item.status]}</span>
        </li>
      ))}
    </ol>
  );
}
