/** A command of `motcua`: its arguments in, the exit code out. */
export type Command = (argv: string[]) => Promise<number>;
