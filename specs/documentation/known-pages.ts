/** The published pages that rules rest on: name in the VDI reference, and title. */
export const KNOWN_PAGES = [
  { page: 'iservervirtualdeviceset2-close', title: 'IServerVirtualDeviceSet2::Close (VDI)' },
] as const;

/** The known page with this title. */
export function pageWithTitle(title: string): string | undefined {
  return KNOWN_PAGES.find((known) => known.title === title.trim())?.page;
}
