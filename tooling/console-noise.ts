/** For vitest's `onConsoleLog`: whatever a test writes to the console fails the run, so that no fault hides there. */
export function failOnConsole(log: string, _type: string, entity: object | undefined): never {
  const where = entity && 'name' in entity ? `"${String(entity.name)}"` : 'a test file';
  throw new Error(`${where} wrote to the console: ${log}`);
}
