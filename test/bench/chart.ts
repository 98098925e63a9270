import { init, use } from 'echarts/core';
import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

import { DEFAULTS } from './matrix';
import type { Results } from './results';

use([BarChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

const SIZE = { width: 820, height: 420 };
/** The latency that is shown, ms. */
const SHOWN_LATENCY_MS = 30;
const COLORS = ['#b8bdc7', '#1f6feb', '#7fb0f5', '#4b5563'];

/** Seconds for each thousand of the orders: sizes become comparable. */
const per1000 = (outcome: { cost: { wallMs: number } } | string | undefined, orders: number) =>
	typeof outcome === 'object' ? Number((outcome.cost.wallMs / orders).toFixed(2)) : null;

/** Out: the wall times at 30 ms as an SVG picture. A contender that did not end has no bar. */
export function chartOf({ n8n, engine, machine }: Results): string {
	const races = n8n.filter(({ latencyMs }) => latencyMs === SHOWN_LATENCY_MS);
	const duelOf = (orders: number) =>
		engine.find(
			({ cell }) =>
				cell.orders === orders &&
				cell.latencyMs === SHOWN_LATENCY_MS &&
				cell.maxConcurrency === DEFAULTS.maxConcurrency,
		);
	const rows: Array<[string, Array<number | null>]> = [
		['By hand in n8n', races.map(({ byHand, orders }) => per1000(byHand, orders))],
		['This node in n8n', races.map(({ node, orders }) => per1000(node, orders))],
		[
			"This node on n8n's engine",
			races.map(({ orders }) => per1000(duelOf(orders)?.engine, orders)),
		],
		['Bare client', races.map(({ orders }) => per1000(duelOf(orders)?.raw, orders))],
	];
	const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
	chart.setOption({
		animation: false,
		backgroundColor: '#ffffff',
		color: COLORS,
		title: {
			text: `Seconds to pay 1,000 orders, answers after ${SHOWN_LATENCY_MS} ms (n8n ${machine.n8n})`,
			left: 'center',
			textStyle: { fontSize: 15 },
		},
		// without a browser to measure texts in they are taken for narrower than they are
		legend: { bottom: 8, itemGap: 40 },
		grid: { left: 60, right: 20, top: 50, bottom: 70 },
		xAxis: {
			type: 'category',
			data: races.map(({ orders }) => `${orders.toLocaleString('en')} orders`),
		},
		yAxis: { type: 'value', name: 's' },
		series: rows.map(([name, data]) => ({
			name,
			type: 'bar',
			data,
			label: { show: true, position: 'top', fontSize: 10 },
		})),
	});
	const svg = chart.renderToSVGString();
	chart.dispose();
	return `${svg}\n`;
}
