/** What a command could not do, in words for the person who gave it. */
export class CommandError extends Error {}
