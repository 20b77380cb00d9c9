/** The address under which an app's build serves the file. */
declare module '*.svg?url' {
  const url: string;
  export default url;
}
