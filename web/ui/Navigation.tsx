import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly current?: boolean | undefined;
  /** A figure beside the words; it equals the number of rows behind the link. */
  readonly count?: number | undefined;
}

/** Views of the same thing as links: each has an address, works without script and keeps the back button honest. */
export function Tabs({ items, label }: { readonly items: readonly NavItem[]; readonly label: string }): ReactNode {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? "page" : undefined}>
              {item.label}
              {item.count !== undefined && <span className="count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PaginationProps {
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
  /** Such as "Dòng 51–100". No total: counting a big table costs more than it tells. */
  readonly words?: string | undefined;
}

/** Steps through a long list by its keys, back and forth. */
export function Pagination({ previousHref, nextHref, words }: PaginationProps): ReactNode {
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav className="pagination" aria-label="Chuyển trang danh sách">
      {previousHref !== undefined && (
        <a className="btn btn-secondary" href={previousHref} rel="prev">
          <Icon name="arrow-left" />
          <span>Trang trước</span>
        </a>
      )}
      {words && <span className="quiet">{words}</span>}
      {nextHref !== undefined && (
        <a className="btn btn-secondary" href={nextHref} rel="next">
          <span>Trang sau</span>
          <Icon name="arrow-right" />
        </a>
      )}
    </nav>
  );
}

export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way from the start page to here; the page itself is not in it, its heading follows. */
export function Breadcrumbs({ items }: { readonly items: readonly Crumb[] }): ReactNode {
  return (
    <nav className="breadcrumbs" aria-label="Đường dẫn">
      <ol>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href}>{item.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface PageHeaderProps {
  readonly title: string;
  /** A few words above the title: the code of a dossier, "Bước 2 trên 5". */
  readonly over?: ReactNode;
  readonly lead?: ReactNode;
  readonly breadcrumbs?: readonly Crumb[] | undefined;
  /** Chips and buttons at the right of the title. */
  readonly actions?: ReactNode;
}

/** The one `h1` of a page with what belongs around it. */
export function PageHeader({ title, over, lead, breadcrumbs, actions }: PageHeaderProps): ReactNode {
  return (
    <header className="page-header">
      {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
      <div className="page-title">
        <div>
          {over && <p className="over">{over}</p>}
          <h1>{title}</h1>
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {lead && <p className="lead">{lead}</p>}
    </header>
  );
}
