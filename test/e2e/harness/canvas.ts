/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from 'playwright-core';

/** A note on the canvas: its heading, and the heights of its text and of its box in px. */
export interface NoteSize {
	title: string;
	text: number;
	box: number;
}

/** How large the canvas shows things: 1 is their own size. */
export async function zoomOf(page: Page): Promise<number> {
	return await page.evaluate(() => {
		const pane = document.querySelector('.vue-flow__transformationpane');
		return pane ? new DOMMatrix(getComputedStyle(pane).transform).a : 0;
	});
}

export async function noteSizes(page: Page): Promise<NoteSize[]> {
	return await page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('[data-test-id="sticky"]')].map((note) => {
			const heading = note.querySelector('h2, h3');
			// the heading's parent holds the text on every line of n8n; only its class differs
			const letters = document.createRange();
			if (heading?.parentElement) letters.selectNodeContents(heading.parentElement);
			const zoom = note.getBoundingClientRect().height / note.offsetHeight;
			return {
				title: heading?.textContent ?? '',
				text: Math.round(letters.getBoundingClientRect().height / zoom),
				box: note.clientHeight,
			};
		}),
	);
}

/** Lines that run over a node or its name, and nodes or notes that cover each other, in words. */
export async function canvasFaults(page: Page): Promise<string[]> {
	return await page.evaluate(() => {
		interface Box {
			of: string;
			left: number;
			right: number;
			top: number;
			bottom: number;
		}
		const SAMPLES = 200;
		/** Lines end at a node's edge, and names touch the box they belong to. */
		const SLACK = 3;
		const boxOf = (of: string, element: Element | Range): Box => {
			const { left, right, top, bottom } = element.getBoundingClientRect();
			return {
				of,
				left: left + SLACK,
				right: right - SLACK,
				top: top + SLACK,
				bottom: bottom - SLACK,
			};
		};
		const boxes: Box[] = [];
		for (const node of document.querySelectorAll<HTMLElement>('[data-test-id="canvas-node"]')) {
			const name = node.dataset.nodeName ?? '';
			const texts = [...node.querySelectorAll('*')].filter(
				(element) =>
					element.children.length === 0 &&
					element.textContent !== '' &&
					element.closest('[data-test-id="canvas-handle-plus"]') === null &&
					element.closest('[class*="handle"]') === null,
			);
			boxes.push(boxOf(name, node));
			for (const text of texts) {
				const letters = document.createRange();
				letters.selectNodeContents(text);
				boxes.push(boxOf(name, letters));
			}
		}
		const notes = [...document.querySelectorAll('[data-test-id="sticky"]')].map((note) =>
			boxOf(note.querySelector('h2, h3')?.textContent ?? 'a note', note),
		);

		const faults = new Set<string>();
		for (const edge of document.querySelectorAll<SVGPathElement>('.vue-flow__edge-path')) {
			const matrix = edge.getScreenCTM();
			const length = edge.getTotalLength();
			for (let sample = 4; matrix && sample < SAMPLES - 4; sample++) {
				const { x, y } = edge.getPointAtLength((length * sample) / SAMPLES).matrixTransform(matrix);
				const hit = [...boxes, ...notes].find(
					({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom,
				);
				if (hit) faults.add(`a line runs over ${hit.of}`);
			}
		}
		const all = [...boxes, ...notes];
		for (const [index, one] of all.entries()) {
			for (const other of all.slice(index + 1)) {
				const apart =
					one.right <= other.left ||
					other.right <= one.left ||
					one.bottom <= other.top ||
					other.bottom <= one.top;
				if (one.of !== other.of && !apart) faults.add(`${one.of} and ${other.of} overlap`);
			}
		}
		return [...faults].sort();
	});
}
