import type { ReactElement } from "react";

/** The page of an error: plain on purpose, because nothing else may be at hand when it is shown. */
export function renderErrorPage({ message, requestId }: { message: string; requestId: string }): ReactElement {
  return (
    <html lang="vi">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Chưa thực hiện được – Một Cửa</title>
        <link rel="stylesheet" href="/assets/portal.css" />
      </head>
      <body>
        <main className="page">
          <h1>Chưa thực hiện được</h1>
          <p>{message}</p>
          <p>
            Khi gọi hỗ trợ, đọc mã: <code>{requestId.slice(-8)}</code>
          </p>
          <p>
            <a href="/">Về trang chủ</a>
          </p>
        </main>
      </body>
    </html>
  );
}
