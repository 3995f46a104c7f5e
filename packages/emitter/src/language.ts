/** What a revision file is written in: TypeScript, JavaScript with `export`, or JavaScript with `module.exports`. */
export type Language = "ts" | "js" | "cjs";
