import type { ReactElement, ReactNode } from "react";

interface CardProps {
  readonly title: string;
  readonly id?: string;
  /** Beside the title: a chip or a link. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export function Card({ title, id, aside, children }: CardProps): ReactElement {
  return (
    <section className="card" id={id}>
      <div className="card-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Something the reader should know before going on; `warn` when it asks for care. */
export function Notice({ warn, children }: { readonly warn?: boolean; readonly children: ReactNode }): ReactElement {
  return <div className={warn ? "notice warn" : "notice"}>{children}</div>;
}

/** What stopped the last step, read aloud at once. Nothing when nothing did. */
export function Alert({ children }: { readonly children: ReactNode }): ReactElement | null {
  return children ? (
    <div className="summary" role="alert">
      {children}
    </div>
  ) : null;
}

export type Fact = readonly [label: string, value: ReactNode];

/** Labels with their values; facts without a value are left out. */
export function Facts({ facts }: { readonly facts: readonly (Fact | null | false)[] }): ReactElement {
  return (
    <dl className="facts">
      {facts
        .filter((fact): fact is Fact => fact !== null && fact !== false)
        .filter(([, value]) => value !== null && value !== "" && value !== undefined)
        .map(([label, value], index) => (
          <div className="fact" key={`${label}${String(index)}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A link that is the page's main act. */
export function ButtonLink({
  href,
  quiet,
  children,
}: {
  readonly href: string;
  readonly quiet?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <a className={quiet ? "button quiet" : "button"} href={href}>
      {children}
    </a>
  );
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  /** Narrow rows under a head that stays in sight: for lists of hundreds. */
  readonly dense?: boolean;
  readonly children: ReactNode;
}

/** A table that scrolls in its own box where the screen is narrow; `children` are its bodies. */
export function Table({ label, head, dense, children }: TableProps): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${label}, cuộn ngang được`}>
      <table aria-label={label} className={dense ? "dense" : undefined}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly count: number;
  readonly current: boolean;
  /** Stands out until it is empty. */
  readonly alarm?: boolean;
}

/** Parts of one list as links, each with how many it holds. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }): ReactElement {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={tab.alarm && tab.count > 0 ? "alarm" : undefined}
        >
          {tab.label} <span className="count">{tab.count}</span>
        </a>
      ))}
    </nav>
  );
}

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** To the pages before and after; nothing when there is one page. */
export function Pager({ page, pages, href }: PagerProps): ReactElement | null {
  if (pages <= 1) return null;
  return (
    <nav className="pager" aria-label="Trang">
      {page > 1 && <a href={href(page - 1)}>Trang trước</a>}
      <span>
        Trang {page} / {pages}
      </span>
      {page < pages && <a href={href(page + 1)}>Trang sau</a>}
    </nav>
  );
}
