/** Where the explorer is laid out for a phone; app/styles follows the same width. */
export const narrow = "(max-width: 899px)";
