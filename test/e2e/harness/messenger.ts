import axios from 'axios';
import fastify from 'fastify';

/** A message that asks a person, with the buttons below it. */
interface Question {
	text: string;
	buttons: Array<{ text: string; url: string }>;
}

interface SendMessage {
	text: string;
	reply_markup: { inline_keyboard: Question['buttons'][] };
}

/** A messenger that keeps what it is given to show to a person. */
export interface Messenger {
	/** For the Base URL of a Telegram credential. */
	readonly url: string;
	/** The first message that comes. */
	readonly asked: Promise<Question>;
	/** Presses the button of it that says yes or no; releases of n8n label them differently. */
	answer(isApproved: boolean): Promise<void>;
	stop(): Promise<void>;
}

/** Starts it on 127.0.0.1 behind the interface of Telegram's bots. */
export async function startMessenger(): Promise<Messenger> {
	const server = fastify({ forceCloseConnections: true });
	let tell: (question: Question) => void;
	const asked = new Promise<Question>((resolve) => {
		tell = resolve;
	});
	server.post<{ Body: SendMessage }>('/:bot/sendMessage', ({ body: { text, reply_markup } }) => {
		tell({ text, buttons: reply_markup.inline_keyboard.flat() });
		return { ok: true, result: { message_id: 1 } };
	});
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		url,
		asked,
		async answer(isApproved) {
			const { buttons } = await asked;
			const pressed = buttons.find((button) => button.url.includes(`approved=${isApproved}`));
			if (!pressed) throw new Error(`There is no such button: ${JSON.stringify(buttons)}`);
			// as a browser: n8n takes links that a robot opens for previews
			await axios.get(pressed.url, {
				proxy: false,
				headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36' },
			});
		},
		stop: async () => await server.close(),
	};
}
