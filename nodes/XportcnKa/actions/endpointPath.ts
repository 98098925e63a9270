/** No blanks, backslashes or encoded dots: a path must not climb out of the Base URL. */
const PATH = /^\/(?!.*%2e)[^\s\\#]*$/i;

/** Whether a text is a path below the Base URL, with or without a query string. */
export const isEndpointPath = (text: string): boolean =>
	PATH.test(text) && !text.startsWith('//') && !text.split(/[/?]/).includes('..');
