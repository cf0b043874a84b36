import type { ReactNode } from "react";
import type { IconName } from "./asset-context.ts";
import { Icon } from "./Icon.tsx";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

interface Look {
  readonly kind?: ButtonKind | undefined;
  readonly icon?: IconName | undefined;
  /** Words that only a screen reader needs, such as which of many rows the button acts on. */
  readonly about?: string | undefined;
  readonly children: ReactNode;
}

interface ButtonProps extends Look {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** Sends the form to another address than the form's own. */
  readonly formAction?: string | undefined;
  readonly id?: string | undefined;
  /** Ties the button to a form that it does not stand in. */
  readonly form?: string | undefined;
}

function Content({ icon, about, children }: Look): ReactNode {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>
        {children}
        {about && <span className="sr-only"> {about}</span>}
      </span>
    </>
  );
}

/** Sends its form. The words are a verb: "Gửi hồ sơ", never "OK". */
export function Button({ kind = "primary", icon, about, children, ...rest }: ButtonProps): ReactNode {
  return (
    <button type="submit" className={`btn btn-${kind}`} {...rest}>
      <Content icon={icon} about={about}>
        {children}
      </Content>
    </button>
  );
}

interface LinkButtonProps extends Look {
  readonly href: string;
}

/** Leads to another page and changes nothing, yet weighs as much as a button. */
export function LinkButton({ kind = "primary", icon, about, children, href }: LinkButtonProps): ReactNode {
  return (
    <a className={`btn btn-${kind}`} href={href}>
      <Content icon={icon} about={about}>
        {children}
      </Content>
    </a>
  );
}

/** Buttons in a row that wraps; the first one is the expected act. */
export function ButtonRow({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="btn-row">{children}</div>;
}
