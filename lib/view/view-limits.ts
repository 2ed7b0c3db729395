/** What a saved view may hold, for the contract of the server and for the forms that are filled in before it answers. */

/** Ids of saved views: drawn at random, so that nobody finds one by counting. */
export const viewIdPattern = /^[0-9A-Za-z]{10}$/;

/** Lengths that a text may have, in UTF-16 code units; and of the body of a request, in bytes. */
export const viewLimits = { title: 120, description: 2000, author: 80, body: 256 * 1024 } as const;
