import { parsePage, isRead, type NamedAs } from './parse-page.js';
import type { PublishedPage } from './published-page.js';

/** An invented page about a kettle, in the shape of those of the reference. No sentence of theirs stands here. */
export const KETTLE = `---
title: "IKettle::Boil"
ms.date: 01/02/2003
---

# IServerVirtualDeviceSet2::Close (VDI)

[!INCLUDE [Kettles](../includes/kettles.md)]

The **Boil** function heats the water. It ends when steam rises.

## Syntax

\`\`\`c
HRESULT IKettle::Boil ();
\`\`\`

## Return Value

| Return Value | Explanation |
|---|---|
| E_EMPTY | No water was found. |

## Remarks

Fill the kettle before you boil it. An empty kettle gets hot. The lid should be shut.

Tea needs water that boils. Coffee, e.g. IKettle::Filter, does not.

## Next steps

Read about [cups](cups.md).
`;

/** Parsed as a file of this name. */
export function made(content: string, named: Partial<NamedAs> = {}): PublishedPage {
  const page = parsePage(content, { file: 'en.md', ...named });
  if (page === null || !isRead(page)) throw new Error('the hand-made page was not taken for one');
  return page;
}
