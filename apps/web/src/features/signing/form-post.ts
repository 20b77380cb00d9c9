/** Reads a posted form's text fields; files and repeated fields are not ours. */
export async function postedText(request: Request): Promise<(name: string) => string> {
  const form = await request.formData();
  return (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}
