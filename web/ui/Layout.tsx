import type { ReactElement, ReactNode } from "react";
import type { Reader } from "../../domain/identity/actor.ts";
import type { Role } from "../../domain/organisation/role.ts";
import { Help, useProvince } from "./province.tsx";

interface Shell {
  readonly title: string;
  readonly children: ReactNode;
  /** Address of the page, to mark its entry in the menu. */
  readonly path: string;
}

interface Entry {
  readonly href: string;
  readonly label: string;
  /** Who has work there; everybody where it is left out. */
  readonly roles?: readonly Role[];
}

const PORTAL_MENU: readonly Entry[] = [
  { href: "/", label: "Thủ tục" },
  { href: "/ho-so", label: "Hồ sơ của tôi" },
  { href: "/tra-cuu", label: "Tra cứu" },
];
const OFFICE_MENU: readonly Entry[] = [
  { href: "/can-bo", label: "Việc của tôi" },
  { href: "/can-bo/tiep-nhan", label: "Tiếp nhận", roles: ["receiver"] },
  { href: "/can-bo/tim", label: "Tìm hồ sơ" },
  {
    href: "/can-bo/so-theo-doi",
    label: "Sổ theo dõi",
    roles: ["receiver", "control-officer", "administrator", "auditor"],
  },
  { href: "/can-bo/nhat-ky-xem", label: "Nhật ký xem", roles: ["control-officer", "auditor"] },
  {
    href: "/can-bo/thay-the",
    label: "Thay thế",
    roles: ["leader", "administrator", "control-officer", "auditor"],
  },
  {
    href: "/can-bo/doc-khan-cap",
    label: "Đọc khẩn cấp",
    roles: ["leader", "control-officer", "administrator", "auditor"],
  },
  { href: "/can-bo/quan-tri", label: "Danh mục", roles: ["administrator", "control-officer", "auditor"] },
];

/** The frame of every page for citizens. */
export function PortalLayout(shell: Shell & { readonly person: string | null }): ReactElement {
  return <Frame {...shell} menu={PORTAL_MENU} signIn="/dang-nhap" account="/tai-khoan" office={false} />;
}

/** The frame of every page for officers; the menu holds what their roles have work in. */
export function OfficeLayout({ reader, ...shell }: Shell & { readonly reader: Reader | null }): ReactElement {
  const menu = OFFICE_MENU.filter(
    ({ roles }) => reader && (!roles || roles.some((role) => reader.roles.includes(role))),
  );
  return (
    <Frame
      {...shell}
      person={reader?.name ?? null}
      menu={menu}
      signIn="/can-bo/dang-nhap"
      account="/can-bo/tai-khoan"
      office
    />
  );
}

type FrameProps = Shell & {
  /** Who is signed in, or null. */
  readonly person: string | null;
  readonly menu: readonly Entry[];
  readonly signIn: string;
  readonly account: string;
  readonly office: boolean;
};

function Frame({ title, children, person, path, menu, signIn, account, office }: FrameProps): ReactElement {
  const province = useProvince();
  return (
    <html lang="vi">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Một Cửa`}</title>
        <link rel="stylesheet" href="/assets/portal.css" />
        <link rel="icon" href="data:," />
      </head>
      <body className={office ? "office" : "portal"}>
        <a className="skip" href="#noi-dung">
          Đến nội dung chính
        </a>
        <header className="top">
          <div className="bar">
            <div className="brand">
              <p className="nation">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
              <p className="name">{office ? "Một Cửa – Cán bộ" : `Một Cửa – Dịch vụ công ${province.name}`}</p>
            </div>
            {menu.length > 0 && (
              <nav aria-label="Chính">
                {menu.map(({ href, label }) => (
                  <a key={href} href={href} aria-current={href === path ? "page" : undefined}>
                    {label}
                  </a>
                ))}
              </nav>
            )}
            {person === null ? (
              <a className="as-link who" href={signIn}>
                Đăng nhập
              </a>
            ) : (
              <form method="post" action="/dang-xuat" className="who">
                <a
                  className="as-link"
                  href={account}
                  title="Tài khoản của tôi"
                  aria-current={path === account ? "page" : undefined}
                >
                  {person}
                </a>
                <button className="quiet">Đăng xuất</button>
              </form>
            )}
          </div>
        </header>
        <main id="noi-dung" className="page">
          {children}
        </main>
        <footer>
          Cần giúp đỡ trong giờ hành chính: <Help />.
        </footer>
      </body>
    </html>
  );
}
