/** The text of a file: vite, vitest and our tsup set-up understand the suffix. */
declare module '*?raw' {
  const text: string;
  export default text;
}
