import { init, use } from 'echarts/core';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

import { DEFAULTS } from '../matrix';
import type { Results } from '../results';
import { FAR } from '../rounds/farRounds';
import type { Payer } from '../rounds/round';
import { payerOf } from './tables';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const SIZE = { width: 820, height: 420 };
/** The latency that is shown, ms. */
const SHOWN_LATENCY_MS = 30;
/** The same in both charts. */
const COLORS = {
	byHand: '#b8bdc7',
	slowlyByHand: '#8a919e',
	node: '#1f6feb',
	onEngine: '#7fb0f5',
	bareClient: '#374151',
};

/** A group of bars for each category, and in it one bar for each row. Null: no bar. */
interface Bars {
	title: string;
	categories: string[];
	rows: Array<{ name: string; color: string; data: Array<number | null> }>;
}

/** Out: the bars as an SVG picture. */
function barChart({ title, categories, rows }: Bars): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		title: { text: title, left: 'center', textStyle: { fontSize: 15 } },
		// without a browser to measure texts in they are taken for narrower than they are
		legend: { bottom: 8, itemGap: 40 },
		grid: { left: 60, right: 20, top: 50, bottom: 90 },
		xAxis: {
			type: 'category',
			data: categories,
			axisLabel: { interval: 0, width: 140, overflow: 'break' },
		},
		yAxis: { type: 'value' },
		series: rows.map(({ name, color, data }) => ({
			name,
			type: 'bar',
			data,
			itemStyle: { color },
			label: { show: true, position: 'top', fontSize: 10 },
		})),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}

/** Seconds for each thousand of the orders: sizes become comparable. */
const per1000 = (outcome: { cost: { wallMs: number } } | string | undefined, orders: number) =>
	typeof outcome === 'object' ? Number((outcome.cost.wallMs / orders).toFixed(2)) : null;

/** Out: the wall times at 30 ms. A contender that did not end has no bar. */
export function nearChart({ n8n, engine, machine }: Results): string {
	const races = n8n.filter(({ latencyMs }) => latencyMs === SHOWN_LATENCY_MS);
	const duelOf = (orders: number) =>
		engine.find(
			({ cell }) =>
				cell.orders === orders &&
				cell.latencyMs === SHOWN_LATENCY_MS &&
				cell.maxConcurrency === DEFAULTS.maxConcurrency,
		);
	return barChart({
		title: `Near: seconds to pay 1,000 orders, answers after ${SHOWN_LATENCY_MS} ms (n8n ${machine.n8n})`,
		categories: races.map(({ orders }) => `${orders.toLocaleString('en')} orders`),
		rows: [
			{
				name: 'By hand in n8n',
				color: COLORS.byHand,
				data: races.map(({ byHand, orders }) => per1000(byHand, orders)),
			},
			{
				name: 'This node in n8n',
				color: COLORS.node,
				data: races.map(({ node, orders }) => per1000(node, orders)),
			},
			{
				name: "This node on n8n's engine",
				color: COLORS.onEngine,
				data: races.map(({ orders }) => per1000(duelOf(orders)?.engine, orders)),
			},
			{
				name: 'Bare client',
				color: COLORS.bareClient,
				data: races.map(({ orders }) => per1000(duelOf(orders)?.raw, orders)),
			},
		],
	});
}

/** Out: the wall times of 1,000 orders at a distance, whoever paid all of them or not. */
export function farChart({ far, machine }: Results): string {
	const shown = far.filter((result) => result.far !== 'many');
	const kinds = [...new Set(shown.map(({ far: kind }) => kind))];
	const payers = [...new Map(shown.map((each) => [payerOf(each), each.payer]))];
	const timeOf = (kind: (typeof kinds)[number], name: string) => {
		const result = shown.find((each) => each.far === kind && payerOf(each) === name);
		return result ? Number((result.wallMs / 1000).toFixed(1)) : null;
	};
	const waysByHand = payers.flatMap(([name, payer]) => (payer === 'byHand' ? [name] : []));
	const colorOf = (name: string, payer: Payer) =>
		waysByHand.indexOf(name) > 0 ? COLORS.slowlyByHand : COLORS[payer];
	return barChart({
		title: `At a distance, over TLS: seconds until 1,000 orders are done, paid or not (n8n ${machine.n8n})`,
		categories: kinds.map((kind) => FAR[kind].replace('Round trip ', '')),
		rows: payers.map(([name, payer]) => ({
			name,
			color: colorOf(name, payer),
			data: kinds.map((kind) => timeOf(kind, name)),
		})),
	});
}
