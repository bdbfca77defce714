// Draws the chart of a table that stands beside it: the table is the truth, the drawing a view of it.
"use strict";

(() => {
  const drawn = [];
  const colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
  const shapes = ["circle", "triangle", "rect", "diamond"];
  const wanted = ["routeCount", "newMoreSpecificCount", "affectedNowCount"];

  const jst = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit", second: "2-digit" });

  const japanese = (value) => {
    const [man, rest] = [Math.floor(value / 10000), value % 10000];
    return man === 0 ? rest.toLocaleString("en") : `${man.toLocaleString("en")}万${rest ? rest.toLocaleString("en") : ""}`;
  };

  const draw = (box) => {
    const table = document.querySelector(box.dataset.chart);
    if (!table || !window.echarts) {
      box.textContent = box.dataset.none;
      return;
    }
    const figure = table.dataset.locale === "ja" ? japanese : (value) => value.toLocaleString("en");
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    const detections = [...new Set(rows.map((row) => row.dataset.series))];
    const style = getComputedStyle(document.body);
    const quiet = style.getPropertyValue("--quiet");
    const line = style.getPropertyValue("--line");
    const series = [];
    heads.forEach((head, column) => {
      if (!wanted.includes(head.dataset.name)) {
        return;
      }
      detections.forEach((detection, place) => {
        const number = series.length;
        series.push({
          type: "line",
          step: "end",
          name: head.textContent + (detections.length > 1 ? ` (${place + 1})` : ""),
          color: colours[number % colours.length],
          symbol: shapes[number % shapes.length],
          symbolSize: 7,
          showAllSymbol: "auto",
          lineStyle: { width: 2, type: number % 2 ? "dashed" : "solid" },
          data: rows
            .filter((row) => row.dataset.series === detection && row.cells[column].dataset.value !== undefined)
            .map((row) => [Number(row.dataset.at), Number(row.cells[column].dataset.value)]),
        });
      });
    });
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: style.fontFamily },
      grid: { left: 70, right: 20, top: 40, bottom: 40 },
      legend: { textStyle: { color: quiet }, top: 0 },
      tooltip: {
        trigger: "axis",
        renderMode: "richText",
        formatter: (points) =>
          [`${jst.format(points[0].value[0])} JST`, ...points.map((point) => `${point.seriesName}: ${figure(point.value[1])}`)].join("\n"),
      },
      xAxis: { type: "time", axisLabel: { color: quiet, hideOverlap: true, formatter: (at) => jst.format(at) }, axisLine: { lineStyle: { color: line } } },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: quiet, formatter: figure }, splitLine: { lineStyle: { color: line } } },
      series,
    });
    drawn.push({ box, chart });
  };

  const drawWithin = (root) => root.querySelectorAll("[data-chart]").forEach(draw);
  drawWithin(document);
  document.addEventListener("anshin:fresh", (event) => {
    drawn.splice(0, drawn.length, ...drawn.filter(({ box, chart }) => box.isConnected || (chart.dispose(), false)));
    drawWithin(event.detail);
  });
  addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
})();
