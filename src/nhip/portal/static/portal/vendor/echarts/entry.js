// What the pages draw with, and nothing more: lines, bars, a grid and a tooltip, as SVG.
import { use, init } from "echarts/core";
import { LineChart, BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, BarChart, GridComponent, TooltipComponent, SVGRenderer]);
export { init };
