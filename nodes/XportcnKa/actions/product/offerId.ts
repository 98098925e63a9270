import { parseId } from '../../../shared/ids';

/** The address of a product page: `https://detail.1688.com/offer/889512351602.html`. */
const PAGE_ADDRESS = /^https?:\/\/[^/\s]*1688\.com\/\S*?offer\/(\d+)\.html/i;
/** The same as phones and some links write it: `…?offerId=889512351602`. */
const PAGE_QUERY = /^https?:\/\/[^/\s]*1688\.com\/\S*[?&]offerId=(\d+)/i;

/** The number of a product, from itself or from the address of its page. Undefined for neither. */
export function offerIdIn(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	const [, number] = PAGE_ADDRESS.exec(text) ?? PAGE_QUERY.exec(text) ?? [];
	return parseId(number ?? value);
}
