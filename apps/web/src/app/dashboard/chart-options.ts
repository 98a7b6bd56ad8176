import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>;

/** The theme's colours as the page computes them; charts are drawn on a canvas, which knows no CSS variables. */
export interface ChartColours {
  readonly ink: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
  readonly first: string;
  readonly second: string;
  readonly alarm: string;
}

export interface ChartWords {
  readonly number: (value: number) => string;
  readonly day: (day: string) => string;
}

export interface Bar {
  readonly label: string;
  readonly count: number;
}

const font = { fontFamily: "'Inter Variable', system-ui, sans-serif" };

/** Two lines over the days of the period. */
export function dayChart(
  days: readonly { readonly day: string; readonly checkouts: number; readonly returns: number }[],
  names: { readonly checkouts: string; readonly returns: string },
  colours: ChartColours,
  words: ChartWords,
): ChartOption {
  const line = (name: string, data: number[], color: string, isDashed: boolean): LineSeriesOption => ({
    type: 'line',
    name,
    data,
    color,
    showSymbol: data.length < 40,
    symbol: isDashed ? 'emptyCircle' : 'circle',
    symbolSize: 5,
    lineStyle: { width: 2, type: isDashed ? 'dashed' : 'solid' },
    areaStyle: isDashed ? undefined : { opacity: 0.08 },
    emphasis: { focus: 'series' },
  });
  return {
    textStyle: font,
    grid: { left: 4, right: 12, top: 36, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 4, textStyle: { color: colours.ink } },
    tooltip: { trigger: 'axis', ...tooltip(colours), valueFormatter: (value) => words.number(Number(value)) },
    xAxis: {
      type: 'category',
      data: days.map(({ day }) => words.day(day)),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { color: colours.quiet, hideOverlap: true },
    },
    yAxis: countAxis(colours, words),
    series: [
      line(
        names.checkouts,
        days.map(({ checkouts }) => checkouts),
        colours.first,
        false,
      ),
      line(
        names.returns,
        days.map(({ returns }) => returns),
        colours.second,
        true,
      ),
    ],
  };
}

/** Upright bars for a few ordered groups, each with its number. */
export function columnChart(
  bars: readonly Bar[],
  color: string,
  colours: ChartColours,
  words: ChartWords,
): ChartOption {
  return {
    textStyle: font,
    grid: { left: 4, right: 4, top: 24, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'item', ...tooltip(colours) },
    xAxis: {
      type: 'category',
      data: bars.map(({ label }) => label),
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { color: colours.ink, interval: 0 },
    },
    yAxis: { ...countAxis(colours, words), axisLabel: { show: false }, splitLine: { show: false } },
    series: [barSeries(bars, color, colours, words, 'top', 56, [5, 5, 0, 0])],
  };
}

/** Lying bars for names, the longest bar on top. */
export function rowChart(bars: readonly Bar[], color: string, colours: ChartColours, words: ChartWords): ChartOption {
  const upwards = [...bars].sort((a, b) => a.count - b.count);
  return {
    textStyle: font,
    grid: { left: 4, right: 44, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: { trigger: 'item', ...tooltip(colours) },
    xAxis: { ...countAxis(colours, words), axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category',
      data: upwards.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colours.ink, width: 150, overflow: 'truncate' },
    },
    series: [barSeries(upwards, color, colours, words, 'right', 20, [0, 5, 5, 0])],
  };
}

function barSeries(
  bars: readonly Bar[],
  color: string,
  colours: ChartColours,
  words: ChartWords,
  position: 'top' | 'right',
  barMaxWidth: number,
  borderRadius: number[],
): BarSeriesOption {
  return {
    type: 'bar',
    data: bars.map(({ count }) => count),
    color,
    barMaxWidth,
    itemStyle: { borderRadius },
    label: { show: true, position, color: colours.ink, formatter: ({ value }) => words.number(Number(value)) },
  };
}

function countAxis(colours: ChartColours, words: ChartWords) {
  return {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { color: colours.quiet, formatter: (value: number) => words.number(value) },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

function tooltip(colours: ChartColours): TooltipComponentOption {
  return {
    backgroundColor: colours.paper,
    borderColor: colours.line,
    textStyle: { color: colours.ink, ...font },
    confine: true,
  };
}
