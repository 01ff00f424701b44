/** How this installation calls itself: the server wrote it into the page, where it may be something that tells nothing. */
export const appName = document.title
