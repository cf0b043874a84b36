import type { ReactElement, ReactNode } from "react";

interface Shell {
  readonly title: string;
  readonly children: ReactNode;
  /** Who is signed in, or null. */
  readonly person: string | null;
  /** Address of the page, to mark its entry in the menu. */
  readonly path: string;
}

const PORTAL_MENU = [
  ["/", "Tìm thủ tục"],
  ["/ho-so", "Hồ sơ của tôi"],
  ["/tra-cuu", "Tra cứu hồ sơ"],
] as const;
const OFFICE_MENU = [
  ["/can-bo", "Việc của tôi"],
  ["/can-bo/tiep-nhan", "Tiếp nhận"],
  ["/can-bo/tim", "Tìm hồ sơ"],
  ["/can-bo/so-theo-doi", "Sổ theo dõi"],
  ["/can-bo/quan-tri", "Danh mục"],
] as const;

/** The frame of every page for citizens. */
export function PortalLayout(shell: Shell): ReactElement {
  return <Frame {...shell} menu={PORTAL_MENU} signIn="/dang-nhap" office={false} />;
}

/** The frame of every page for officers. */
export function OfficeLayout(shell: Shell): ReactElement {
  return <Frame {...shell} menu={OFFICE_MENU} signIn="/can-bo/dang-nhap" office />;
}

type FrameProps = Shell & {
  readonly menu: readonly (readonly [string, string])[];
  readonly signIn: string;
  readonly office: boolean;
};

function Frame({ title, children, person, path, menu, signIn, office }: FrameProps): ReactElement {
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
            <div>
              <p className="nation">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
              <p className="name">{office ? "Một Cửa – Cán bộ" : "Một Cửa – Dịch vụ công tỉnh Thanh Bình"}</p>
            </div>
            <nav aria-label="Chính">
              {menu.map(([href, label]) => (
                <a key={href} href={href} aria-current={href === path ? "page" : undefined}>
                  {label}
                </a>
              ))}
            </nav>
            {person === null ? (
              <a className="as-link" href={signIn}>
                Đăng nhập
              </a>
            ) : (
              <form method="post" action="/dang-xuat">
                <span>{person}</span>
                <button className="quiet">Đăng xuất</button>
              </form>
            )}
          </div>
        </header>
        <main id="noi-dung" className="page">
          {children}
        </main>
        <footer>Cần giúp đỡ? Gọi tổng đài 1022, giờ hành chính.</footer>
      </body>
    </html>
  );
}
