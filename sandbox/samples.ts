/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (name: string) => readFileSync(join(__dirname, 'samples', name));

/** The vendor's two documented answers, byte for byte. */
export const ANSWER_SAMPLES: Readonly<Record<'pay' | 'preview', Buffer>> = {
	pay: read('pay.answer.json'),
	preview: read('preview.answer.json'),
};

/** Two of the vendor's documented messages, byte for byte. */
export const MESSAGE_SAMPLES: Readonly<Record<'created' | 'paid', Buffer>> = {
	created: read('message.created.json'),
	paid: read('message.paid.json'),
};
