// User names and mail addresses open the door: typed on whatever keyboard, the same name is the same text.

/** As it is stored and looked up: in one form of each character, in small letters, without spaces around it. */
export const nameText = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase().normalize('NFKC')
