import { generate } from 'selfsigned';

import { join, writeFile } from '../../tools/node';
import { temporaryFolder } from '../../tools/n8n/temporary';

/** A server's certificate, for 127.0.0.1. */
export interface Certificate {
	key: string;
	cert: string;
	/** In the environment of a Node that is to trust it. */
	trust: { NODE_EXTRA_CA_CERTS: string };
}

async function make(): Promise<Certificate> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
	});
	const file = join(await temporaryFolder('certificate'), 'certificate.pem');
	await writeFile(file, cert);
	return { key, cert, trust: { NODE_EXTRA_CA_CERTS: file } };
}

let made: Promise<Certificate> | undefined;

/** Out: the certificate of this process, made anew so that no private key lies about. */
export const certificate = async (): Promise<Certificate> => await (made ??= make());
