import { goalsOf } from '../goals';
import { PAIRS } from '../loading';
import type { Machine, Results } from '../results';
import type { RoundResult } from '../rounds/round';
import {
	engineTable,
	farTable,
	faultTable,
	goalTable,
	n8nTable,
	weightTable,
	whole,
} from './tables';

/** Notes as paragraphs below a table. */
const noted = (notes: string[] = []): string => notes.map((note) => `\n\n${note}`).join('');

/** What each says about the same trouble, as one line. */
function sayings(faults: RoundResult[]): string {
	const quote = ({ payer, says }: RoundResult) =>
		`- ${payer === 'node' ? 'this node' : 'by hand'}: \`${says.replace(/\s+/g, ' ').slice(0, 300).replaceAll('`', "'")}\``;
	const of = (payer: RoundResult['payer']) =>
		faults.find((result) => result.payer === payer && result.title.includes('Continue'));
	return [of('byHand'), of('node')].flatMap((each) => (each ? [quote(each)] : [])).join('\n');
}

function machineLine(machine: Machine): string {
	const { processor, cores, memoryGb, system, node, n8n, date, command } = machine;
	return `Measured on ${date} with \`${command}\`: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, n8n ${n8n}. The sandbox and everything that was measured ran on the same machine. With answers after 0 ms and few cores, the sandbox is part of what was measured.`;
}

/** In: everything that was measured. Out: the page, as Markdown. */
export function pageOf(results: Results): string {
	const { machine, notes, n8n, far, engine, weights, faults, microsecondsToSign, msToLoad } =
		results;
	return `<!-- Written by npm run bench. Do not edit. -->
<!-- prettier-ignore-start -->

# Benchmark

${machineLine(machine)} Each time the same orders were paid, and the sandbox's ledger showed that each was paid once. All figures: [benchmark.json](benchmark.json).

![Wall times](benchmark.svg)

## In a real n8n: this node / by hand

*By hand* is what people build without this node: Edit Fields (time and nonce), Crypto, HTTP Request and IF, one request for each order. Both run at the defaults of their nodes, each in an n8n started for it alone. *Wall time* is n8n's own, from the start of the execution to its end. By hand nothing limits how many requests wait for an answer at once. This node begins with 4 at once and sends more while answers come well, up to its *Max Concurrency* (16 by default). Here the vendor is on the same machine, and takes its time for an answer.

${n8nTable(n8n)}${noted(notes?.n8n)}

## At a distance

Here the vendor answers at once, but is far away: every way there and back takes the round trip, and the connection is encrypted (TLS). n8n opens a new connection for every request of a node. So each request takes three round trips: one to connect, one to agree on the encryption, one for the request. A node cannot change that. It can only send fewer requests, and several at once. The bare client keeps its connections open, sends 10 orders in a request and 16 requests at once. It does not try again and does not look.

*All at once* is by hand as n8n does it by itself. The column *By all at once* compares each wall time with that. A short wall time is worth something only where the orders are on the right output: see the columns behind it. Where 20 requests a second are allowed, the vendor's gateway answers the others with an HTTP 429 and *Retry-After: 1*. *20 items a second* is HTTP Request with its own option *Batching*.

![Wall times at a distance](benchmark-far.svg)

${farTable(far)}${noted(notes?.far)}

Where this node is slower than all at once, this is why:

- **A long way.** 1,000 orders are 100 requests of three round trips each. At 200 ms, with 4, then 8, then 16 at once, they take at least 4.8 s. All at once sends 1,000 requests at the same moment. A vendor may refuse most of them, as the last rows show.
- **A lost answer.** This node reads every order of that request again, to learn what became of it: here 160 more requests, which take at least 6 s. By hand these 160 orders are paid and stand on *Failed*. Whoever pays them again may pay twice.
- **An HTTP 502.** Each one halves how many requests are sent at once, so that a vendor in trouble is spared.

## On n8n's engine: this node / a bare client

The bare client is axios with connections that stay open. It signs and sends, and does nothing else, so nothing can be much faster. Both send batches of 10.

${engineTable(engine)}${noted(notes?.engine)}

## Memory

The memory in use on the engine, measured after a full garbage collection four times a second.

${weightTable(weights)}

## Under faults

1,000 orders, answers after 30 ms. Of the orders about 2% are debited and the connection is then reset, 1% get an HTTP 502, 1% the code 500, 5% are refused, 1% are in both lists, 1% in neither. A fault belongs to an order and hits every request that names it. So with this node it hits a whole batch: where the answer is a refusal, the other orders of the batch are not debited either. An order in both lists counts as \`alreadyPaid\` when Xportcn gives that as the reason.

${faultTable(faults)}${noted(notes?.faults)}

What the two say about the 502:

${sayings(faults)}

## Signing and loading

One signature with nonce and headers takes **${microsecondsToSign.toFixed(1)} µs**. Loading both nodes and the credential takes **${whole(msToLoad)} ms** where n8n has loaded its own libraries (median of ${PAIRS} pairs of processes).

## Goals

What this node should reach, and the case that is furthest from it.

${goalTable(goalsOf(results))}

<!-- prettier-ignore-end -->
`;
}
